// Sends what waits, one entry after the other, and goes on trying. Tells what became of it by the
// event `loket:outbox` on the document: sending, signed-out, somebody-else, sent (with the label).
"use strict";

{
  const { change, settled, uuid } = loket.device;
  const { outbox } = loket;
  const SLOWEST = 60000;
  const PATIENCE = 20000;
  const CLAIM = 30000;
  const me = uuid();
  let delay = 2000;
  let timer;
  let isSending = false;

  const tell = (what, more = {}) =>
    document.dispatchEvent(new CustomEvent("loket:outbox", { detail: { what, ...more } }));

  class Wait extends Error {} // No signal, or a server that cannot now.
  class SignedOut extends Error {}

  async function ask(address, options = {}) {
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const headers = { Accept: "application/json", ...options.headers };
      const common = { redirect: "manual", cache: "no-store", signal: stop.signal };
      const answer = await fetch(address, { ...common, ...options, headers });
      if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
      const isJson = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
      return { status: answer.status, said: isJson ? await answer.json() : null };
    } catch (error) {
      if (error instanceof SignedOut) throw error;
      throw new Wait();
    } finally {
      clearTimeout(clock);
    }
  }

  async function freshToken(address, owner) {
    const { status, said } = await ask(address);
    if (status === 403) return { notAllowed: true };
    if (!said?.token) throw new Wait();
    if (said.person !== owner) throw new SignedOut("somebody-else");
    return said;
  }

  // Sends one entry; true when the next may follow it.
  async function send(entry, token, texts) {
    const fields = await outbox.fieldsOf(entry);
    if (!fields) {
      await outbox.alter(entry, { state: "wrong", why: texts.entryLost });
      return true;
    }
    const body = new URLSearchParams([...fields, ["once", entry.key], ["csrf_token", token]]);
    const { status, said } = await ask(`/forums/${entry.session}/log`, { method: "POST", body });
    if (status === 200 && said?.label) {
      await outbox.remove(entry);
      tell("sent", { entry, label: said.label });
      return true;
    }
    if (status === 409 && said?.reason === "key_used") {
      // Other words went under this key: these are another entry.
      await outbox.giveNewKey(entry);
      const [again] = (await outbox.of(entry.owner)).filter((one) => one.order === entry.order);
      return again ? send(again, token, texts) : true; // Taken back into the form meanwhile.
    }
    if (status === 422 && said) {
      const why = [...said.messages, ...Object.values(said.fields)].join(". ");
      await outbox.alter(entry, { state: "wrong", why, errors: said.fields });
      return true;
    }
    const refusals = {
      403: texts.notAllowed,
      404: texts.noSession,
      409: said?.messages?.join(" "),
      413: texts.tooLarge,
      500: texts.serverFault, // Sent again like the others, and open to whoever wrote it meanwhile.
    };
    if (refusals[status]) {
      await outbox.alter(entry, { state: "refused", why: refusals[status] });
      return false;
    }
    throw new Wait();
  }

  async function sendAll(owner, tokenAddress, texts) {
    const waiting = (await outbox.of(owner)).filter((entry) => entry.state !== "wrong");
    if (!waiting.length) return;
    tell("sending", { number: waiting.length });
    const { token, notAllowed } = await freshToken(tokenAddress, owner);
    const shut = new Set(); // Entries of one session keep their order; other sessions go on.
    for (const entry of waiting) {
      if (notAllowed) await outbox.alter(entry, { state: "refused", why: texts.notAllowed });
      else if (!shut.has(entry.session) && !(await send(entry, token, texts))) shut.add(entry.session);
      await claim();
    }
    if (notAllowed || shut.size) throw new Wait();
  }

  // Only one tab sends at a time. Where the browser has no locks a claim in the database stands in.
  async function claim() {
    if (navigator.locks) return true;
    return change(["facts"], async (store) => {
      const held = await settled(store("facts").get("sending"));
      if (held && held.by !== me && held.until > Date.now()) return false;
      store("facts").put({ name: "sending", by: me, until: Date.now() + CLAIM });
      return true;
    });
  }
  const giveUpClaim = () => change(["facts"], async (store) => {
    const held = await settled(store("facts").get("sending"));
    if (held?.by === me) store("facts").delete("sending");
  });

  async function inTurn(work) {
    if (navigator.locks) {
      return navigator.locks.request("loket-forum-sending", { ifAvailable: true }, async (lock) => {
        if (!lock) throw new Wait();
        await work();
      });
    }
    if (!(await claim())) throw new Wait();
    try {
      return await work();
    } finally {
      await giveUpClaim();
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(loket.send, delay);
    delay = Math.min(2 * delay, SLOWEST);
  }

  // Begins sending, unless it is under way. `owner` and the rest are set once, by the page.
  loket.sending = {
    begin({ owner, tokenAddress, texts }) {
      loket.send = async () => {
        clearTimeout(timer);
        if (isSending) return;
        if (!navigator.onLine) {
          tell("waiting");
          return; // The event `online` begins anew.
        }
        isSending = true;
        try {
          await inTurn(() => sendAll(owner, tokenAddress, texts));
          delay = 2000;
          tell("done");
        } catch (error) {
          if (error instanceof SignedOut) tell(error.message || "signed-out");
          else if (error instanceof Wait) tell("waiting");
          else {
            tell("waiting");
            console.error(error); // The device failed, e.g. its storage is full: the next try may do.
          }
          later();
        } finally {
          isSending = false;
        }
        // What was written meanwhile.
        const left = (await outbox.of(owner)).some((entry) => entry.state === "waiting");
        if (left && delay === 2000) loket.send();
      };
      window.addEventListener("online", () => { delay = 2000; loket.send(); });
      return loket.send();
    },
  };
}
