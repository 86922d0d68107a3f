// Keeps what was typed into <form data-keep="name"> until it is saved: over an error, a reload or
// an expired session. It stays in this tab, belongs to one person and never holds what is marked
// data-private, nor anything that looks like an identity number.
"use strict";

{
  const PREFIX = "draft:";
  const SKIPPED_TYPES = new Set(["hidden", "password", "file", "submit", "button", "search"]);
  const person = document.body.dataset.person;
  const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  const read = (key) => JSON.parse(sessionStorage.getItem(key) ?? "null");
  const keyOf = (form) => `${PREFIX}${location.pathname}:${form.dataset.keep}`;

  function fieldsOf(form) {
    return [...form.elements].filter((field) =>
      field.name && !SKIPPED_TYPES.has(field.type) && !("private" in field.dataset));
  }

  function valuesOf(form) {
    return fieldsOf(form)
      .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
      .flatMap((field) => field.type === "select-multiple"
        ? [...field.selectedOptions].map((option) => [field.name, option.value])
        : [[field.name, field.value]])
      .filter(([, value]) => !/\d{16}/.test(value.replace(/[\s.-]/g, "")));
  }

  function store(form, isSent) {
    const draft = { person, isSent, values: valuesOf(form) };
    sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
  }

  function fill(form, values) {
    for (const field of fieldsOf(form)) {
      const kept = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["radio", "checkbox"].includes(field.type)) field.checked = kept.includes(field.value);
      else if (field.type === "select-multiple") {
        for (const option of field.options) option.selected = kept.includes(option.value);
      } else if (kept.length) field.value = kept[0];
      field.dispatchEvent(new Event("loket:restored"));
    }
  }

  function tell(form) {
    const note = document.createElement("div");
    const button = Object.assign(document.createElement("button"),
      { type: "button", className: "btn btn-sm", textContent: loket.texts.discard });
    note.className = "flash flash-warning";
    note.append(Object.assign(document.createElement("p"), { textContent: loket.texts.restored }), button);
    form.prepend(note);
    loket.announce(loket.texts.restored);
    button.addEventListener("click", () => {
      sessionStorage.removeItem(keyOf(form));
      location.reload();
    });
  }

  function restore(form) {
    const draft = read(keyOf(form));
    if (!draft) return;
    // After an error the server has sent back all that was typed.
    const isAnswered = document.querySelector(".error-summary") !== null;
    if (isAnswered || JSON.stringify(draft.values) === JSON.stringify(valuesOf(form))) return;
    fill(form, draft.values);
    tell(form);
  }

  for (const key of keys()) {
    const draft = read(key);
    const isSaved = draft.isSent && document.querySelector(".flash-success");
    if (isSaved || (person && draft.person !== person)) sessionStorage.removeItem(key);
  }
  document.querySelectorAll("form[data-keep]").forEach(restore);

  document.addEventListener("input", (event) => keepForm(event.target.form));
  document.addEventListener("change", (event) => keepForm(event.target.form));
  function keepForm(form) {
    if (form?.dataset.keep) store(form, false);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.dataset.keep) store(event.target, true);
    if ("signsOut" in event.target.dataset) keys().forEach((key) => sessionStorage.removeItem(key));
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    // 204 leads elsewhere: to what was saved, or to sign-in; the next page tells which.
    if (detail.elt.dataset?.keep && detail.xhr.status === 200) sessionStorage.removeItem(keyOf(detail.elt));
  });
}
