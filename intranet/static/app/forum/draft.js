// The half-typed entry, kept on the device with every letter and given back after the tab was closed.
"use strict";

{
  const { all, change, seal, unseal, tell, hear } = loket.device;
  const PAUSE = 200;
  const LEFT_OUT = new Set(["csrf_token", "once", "add_wish"]);
  let heldKey = null; // The draft that this tab writes.

  // Two tabs never write the same draft. Where the browser has locks, which live and die with their
  // tab, one that is just being closed is waited for; elsewhere tabs ask each other.
  const WAIT = 600;
  let letGo = () => {};
  hear((news) => { if (news.ask === "drafts" && heldKey) tell({ holds: heldKey }); });
  function heldElsewhere() {
    const held = new Set();
    hear((news) => news.holds && held.add(news.holds));
    tell({ ask: "drafts" });
    return new Promise((resolve) => { setTimeout(() => resolve(held), 150); });
  }
  // Takes a draft for this tab; whether it could be had.
  function claim(id) {
    heldKey = id;
    return new Promise((resolve) => {
      navigator.locks.request(`draft ${id}`, { signal: AbortSignal.timeout(WAIT) }, () => {
        letGo();
        resolve(true);
        return new Promise((release) => { letGo = release; });
      }).catch(() => resolve(false));
    });
  }

  const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => !LEFT_OUT.has(name));

  // Whether anything was typed; what stands in the form by itself does not count.
  function isBlank(form) {
    return [...form.elements].every((field) => {
      if (!field.name || ["hidden", "submit"].includes(field.type) || field.matches("[data-choices=budgets], [data-choices=divisions]")) return true;
      if (field.type === "checkbox") return !field.checked;
      return field.value.trim() === (field.dataset.default ?? "") || field.name === "paper_number";
    });
  }

  async function save({ owner, session, form }) {
    const id = form.elements.once.value;
    if (heldKey !== id && navigator.locks) claim(id);
    heldKey = id;
    if (isBlank(form)) return forget(id);
    const kept = await seal(owner, fieldsOf(form));
    if (form.elements.once.value !== id) return; // Sent or cleared meanwhile.
    await change(["drafts"], (store) => { store("drafts").put({ id, owner, session, at: Date.now(), ...kept }); });
  }

  const forget = (id) => change(["drafts"], (store) => { store("drafts").delete(id); });

  // The newest draft of this person and session that no other tab holds: [key, fields], or null.
  async function find({ owner, session }) {
    const drafts = (await all("drafts")).filter((one) => one.owner === owner && one.session === session);
    drafts.sort((a, b) => b.at - a.at);
    const held = drafts.length && !navigator.locks ? await heldElsewhere() : new Set();
    for (const draft of drafts.filter((one) => !held.has(one.id))) {
      const fields = await unseal(owner, draft);
      if (fields && (!navigator.locks || await claim(draft.id))) {
        heldKey = draft.id;
        return [draft.id, fields];
      }
    }
    heldKey = null;
    return null;
  }

  // Saves a moment after each input; `told` hears whether the device took it. What was still being
  // saved when it was stopped is told no more: by then the page may say something newer.
  function keep(about, told) {
    let pause;
    let latest = 0;
    function now() {
      const turn = ++latest;
      const report = (isKept) => { if (turn === latest) told(isKept); };
      save(about).then(() => report(!isBlank(about.form)), () => report(null));
    }
    about.form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(now, PAUSE); });
    about.form.addEventListener("change", () => { clearTimeout(pause); now(); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) { clearTimeout(pause); now(); } });
    return { stop() { clearTimeout(pause); latest += 1; } };
  }

  loket.draft = { fieldsOf, isBlank, find, forget, keep };
}
