// The logging page: Ctrl+Enter writes the entry down on the device and opens the next; what was
// written goes to the office as soon as there is a signal.
"use strict";

{
  const { device, outbox, draft, choices, wishes, checks, state } = loket;
  const form = document.getElementById("entry");
  const texts = JSON.parse(form.dataset.entryTexts);
  const session = location.pathname.split("/")[2];
  const isShell = !document.body.dataset.person;
  const kept = document.querySelector("[data-draft-state]");
  const page = { form, texts, session, isShell, signIn: form.dataset.signIn, owner: document.body.dataset.person, openEntry };
  let keeping = { stop() {} };
  let lastSaid = "waiting";

  const refresh = () => state.show(page, lastSaid);

  function tellDraft(isKept) {
    kept.hidden = isKept === false;
    kept.textContent = isKept === null ? texts.notKept : texts.draftKept;
    kept.classList.toggle("error", isKept === null);
  }

  // ---- The form: filled from the device, sent to it, emptied.

  function fill(key, fields) {
    empty();
    wishes.makeRoom(fields);
    for (const [name, value] of fields) {
      const field = form.elements[name];
      if (!field) continue;
      if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
    form.elements.once.value = key;
    const more = form.querySelector("details");
    more.open = form.elements.is_confidential.checked || form.elements.paper_number.value !== "";
  }

  function empty() {
    const { division } = form.elements;
    const own = division.value;
    const number = Number(form.elements.paper_number.value);
    for (const field of form.querySelectorAll(".card:not(.entry-wish) :is(input, textarea)")) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    division.value = own;
    if (number) form.elements.paper_number.value = number + 1; // The next of a pile.
    form.elements.business_uuid.value = form.elements.spoken_at.value = "";
    form.elements.once.value = device.uuid();
    form.querySelector("details").open = number > 0;
    wishes.clear();
    checks.showErrors(form, {}, texts);
  }

  function begin() {
    keeping.stop();
    empty();
    tellDraft(false);
    document.getElementById("similar")?.setAttribute("hidden", "");
    form.elements.speaker.focus();
    window.scrollTo({ top: 0 });
  }

  async function writeDown(event) {
    event.preventDefault();
    if (event.submitter?.name === "add_wish") {
      addWish();
      return;
    }
    if (!checks.pass(form, texts)) return;
    form.elements.spoken_at.value = new Date().toISOString();
    const entry = { owner: page.owner, session, key: form.elements.once.value, fields: draft.fieldsOf(form) };
    begin(); // At once: who types on at once types the next entry. The draft is there until the entry is.
    state.showOneMore(texts);
    try {
      await outbox.add(entry);
    } catch {
      fill(entry.key, entry.fields);
      tellDraft(null);
      await refresh().catch(() => {});
      if (!isShell && navigator.onLine) sendAsPlainForm(); // Without signal the words would go with the page.
      return;
    }
    await refresh();
    loket.send();
  }

  // A device that keeps nothing still sends, as a page without scripts would.
  function sendAsPlainForm() {
    form.removeEventListener("submit", writeDown);
    form.requestSubmit();
  }

  function addWish() {
    const row = wishes.add();
    if (row) wishes.field(row, "request").focus();
  }

  async function openEntry(entry) {
    if (!draft.isBlank(form)) {
      kept.hidden = false;
      kept.textContent = texts.finishFirst;
      loket.announce(texts.finishFirst);
      return;
    }
    const fields = await outbox.fieldsOf(entry);
    await outbox.takeBack(entry);
    fill(entry.key, fields);
    checks.showErrors(form, entry.errors, texts);
    await refresh();
  }

  // ---- Keys. Enter in a field does not save: in a hall that would be half an entry.

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches("input")) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.code !== "KeyN") return;
    event.preventDefault();
    addWish();
  });

  form.querySelector("[data-clear]").addEventListener("click", async () => {
    if (!draft.isBlank(form) && !(await loket.ask(texts.clear, texts.clearYes, texts.clearNo))) return;
    await draft.forget(form.elements.once.value);
    begin();
  });

  // ---- What sending tells.

  document.addEventListener("loket:outbox", async ({ detail }) => {
    lastSaid = detail.what === "sent" ? "sending" : detail.what;
    if (detail.what === "sent") {
      const fields = Object.fromEntries((await outbox.fieldsOf(detail.entry)) ?? []);
      state.showSent(detail.label, fields.speaker, texts);
      if (window.htmx) htmx.trigger(document.body, "loket:sent");
    }
    refresh();
  });
  device.hear((news) => { if (news.changed) refresh(); });

  // ---- Beginning.

  async function start() {
    form.addEventListener("submit", writeDown);
    form.querySelectorAll("[data-scripted], [data-clear]").forEach((part) => { part.hidden = false; });
    wishes.count();
    if (isShell) {
      const offered = await choices.of(session);
      page.owner = (await device.read("facts", "person"))?.person;
      if (!offered || !page.owner) {
        document.querySelector("[data-session-shown]").textContent = texts.unknownSession;
        form.hidden = true;
        return;
      }
      choices.fill(offered);
    } else {
      await choices.keep(session, page.owner);
      navigator.storage?.persist?.();
    }
    // After an error the server has sent back all that was typed.
    const isAnswered = document.querySelector(".error-summary") !== null;
    const found = isAnswered ? null : await draft.find(page);
    if (found) {
      if (draft.isBlank(form)) {
        fill(...found);
        tellDraft(true);
        loket.announce(texts.draftRestored);
      }
    } else if (!isAnswered) {
      form.elements.once.value = device.uuid();
    }
    keeping = draft.keep(page, tellDraft);
    await refresh();
    loket.sending.begin({ owner: page.owner, tokenAddress: form.dataset.token, texts });
    if (!isShell && navigator.serviceWorker) {
      await navigator.serviceWorker.register(form.dataset.worker);
      await navigator.serviceWorker.ready;
      document.body.dataset.readyOffline = "";
    }
  }

  start().catch((error) => {
    tellDraft(null); // Whatever it was: what is typed here is kept by nothing but this page.
    throw error;
  });
}
