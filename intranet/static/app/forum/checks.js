// What can be told without the server, so that no entry waits for a signal only to come back.
"use strict";

{
  const { rows, field } = loket.wishes;

  function* faults(form, texts) {
    if (!form.elements.speaker.value.trim()) yield [form.elements.speaker, texts.speaker];
    if (form.elements.is_confidential.checked && !form.elements.division.value) yield [form.elements.division, texts.division];
    for (const [index, row] of rows().entries()) {
      const said = (name) => field(row, name).value.trim();
      const isUnused = !["request", "topic", "kind", "answer", "agency"].some(said);
      if (index && isUnused) continue;
      if (!said("request")) yield [field(row, "request"), texts.request];
      if (!said("topic")) yield [field(row, "topic"), texts.topic];
      const kind = said("kind");
      if (!kind && said("answer")) yield [field(row, "kind"), texts.kind];
      if (kind && !said("responder")) yield [field(row, "responder"), texts.responder];
      if (["answered", "not_possible"].includes(kind) && !said("answer")) yield [field(row, "answer"), texts[kind]];
      if (kind === "proposed" && !said("budget")) yield [field(row, "budget"), texts.budget];
      if (kind === "referred" && !said("agency")) yield [field(row, "agency"), texts.agency];
    }
  }

  function unmark(root) {
    root.querySelectorAll("p.error").forEach((error) => error.remove());
    root.querySelectorAll(".has-error").forEach((question) => question.classList.remove("has-error"));
    for (const input of root.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    root.querySelector(".error-summary")?.remove();
  }

  function mark(input, text, texts) {
    const question = input.closest(".question");
    const error = Object.assign(document.createElement("p"), { className: "error", id: `${input.id}-error` });
    const prefix = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `${texts.error} ` });
    error.append(prefix, text);
    question.classList.add("has-error");
    input.before(error);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", error.id);
    const box = input.closest("details");
    if (box) box.open = true;
  }

  // Shows (input, text) pairs at their fields and goes to the first; true when there are none.
  function show(form, found, texts) {
    unmark(form);
    for (const [input, text] of found) mark(input, text, texts);
    found[0]?.[0].focus();
    if (found.length) loket.announce(found[0][1]);
    return !found.length;
  }

  loket.checks = {
    pass: (form, texts) => show(form, [...faults(form, texts)], texts),
    // What the server said about fields, by their names.
    showErrors: (form, errors, texts) => show(
      form,
      Object.entries(errors ?? {}).map(([name, text]) => [form.elements[name], text]).filter(([input]) => input),
      texts,
    ),
  };
}
