// Entries that wait on this device for their number, in the order in which they were written.
// An entry is `waiting`, `wrong` (the server wants it corrected) or `refused` (the session takes none).
"use strict";

{
  const { change, all, seal, unseal, settled, tell, uuid } = loket.device;

  // Written down together with the end of its draft, so that no entry is in both places or in none.
  async function add({ owner, session, key, fields }) {
    const kept = await seal(owner, fields);
    await change(["outbox", "drafts"], (store) => {
      store("outbox").add({ key, owner, session, state: "waiting", why: "", ...kept });
      store("drafts").delete(key);
    });
    tell({ changed: true });
  }

  const of = async (owner) => (await all("outbox")).filter((entry) => entry.owner === owner);
  const ofOthers = async (owner) => (await all("outbox")).filter((entry) => entry.owner !== owner).length;
  const fieldsOf = (entry) => unseal(entry.owner, entry);

  async function alter(entry, changes) {
    await change(["outbox"], async (store) => {
      const kept = await settled(store("outbox").get(entry.order));
      if (kept) store("outbox").put({ ...kept, ...changes });
    });
    tell({ changed: true });
  }

  async function remove(entry) {
    await change(["outbox"], (store) => { store("outbox").delete(entry.order); });
    tell({ changed: true });
  }

  // Back to being a draft, to be corrected in the form.
  async function takeBack(entry) {
    const { owner, session, key, plain, iv, sealed } = entry;
    const words = sealed ? { iv, sealed } : { plain };
    await change(["outbox", "drafts"], (store) => {
      store("outbox").delete(entry.order);
      store("drafts").put({ id: key, owner, session, at: Date.now(), ...words });
    });
    tell({ changed: true });
  }

  const giveNewKey = (entry) => alter(entry, { key: uuid() });

  loket.outbox = { add, of, ofOthers, fieldsOf, alter, remove, takeBack, giveNewKey };
}
