// Signing out wipes what the device keeps of a person. Where entries wait, it asks first.
"use strict";

{
  const { all, change } = loket.device;
  const STORES = ["keys", "drafts", "outbox", "sessions", "facts"];

  // What others wrote on this device stays for them.
  async function wipe(person, isAlone) {
    const kept = { drafts: await all("drafts"), outbox: await all("outbox") };
    await change(STORES, (store) => {
      if (isAlone) return STORES.forEach((name) => store(name).clear());
      store("keys").delete(person);
      store("facts").delete("person");
      for (const draft of kept.drafts) if (draft.owner === person) store("drafts").delete(draft.id);
      for (const entry of kept.outbox) if (entry.owner === person) store("outbox").delete(entry.order);
      return null;
    });
  }

  async function mayGo(form, person) {
    const kept = [...await all("outbox"), ...await all("drafts")];
    const own = kept.filter((one) => one.owner === person).length;
    const isAlone = own === kept.length;
    const { waitQuestion, waitYes, waitNo } = form.dataset;
    if (own && !(await loket.ask(waitQuestion.replace("{n}", own), waitYes.replace("{n}", own), waitNo))) return false;
    await wipe(person, isAlone);
    if (!isAlone) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "keep_storage", value: "1" }));
    }
    return true;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!("signsOut" in form.dataset) || "asked" in form.dataset) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // A device that keeps nothing has nothing to lose.
    if (await mayGo(form, document.body.dataset.person).catch(() => true)) {
      form.dataset.asked = "";
      form.requestSubmit();
    }
  }, true);
}
