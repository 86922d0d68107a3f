// The wishes of one entry: added by Alt+N, counted, taken away; who answers is filled in.
"use strict";

{
  const MOST = 10;
  const wishes = document.getElementById("entry-wishes");
  const template = document.getElementById("another-wish");
  const rows = () => [...wishes.querySelectorAll("[data-wish]")];
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

  function renumber(row, index) {
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of ["id", "name", "for", "aria-labelledby", "aria-describedby"]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(/wishes-(?:\d+|N)/g, `wishes-${index}`));
      }
    }
    for (const number of row.querySelectorAll("[data-number]")) number.textContent = index + 1;
  }

  function count() {
    rows().forEach((row, index, every) => {
      renumber(row, index);
      row.querySelector("[data-remove-wish]").hidden = every.length === 1;
    });
  }

  // Who answered the wish before most often answers the next one too.
  function add() {
    const before = rows().at(-1);
    if (rows().length >= MOST) return null;
    const row = template.content.firstElementChild.cloneNode(true);
    if (before) {
      for (const name of ["responder", "responder_position"]) field(row, name).value = field(before, name).value;
    }
    wishes.append(row);
    count();
    return row;
  }

  // One blank wish, as at the beginning.
  function clear() {
    const last = rows().at(-1);
    const standing = ["responder", "responder_position"].map((name) => field(last, name).value);
    wishes.replaceChildren();
    const row = add();
    ["responder", "responder_position"].forEach((name, index) => { field(row, name).value = standing[index]; });
  }

  // As many wishes as the kept fields name.
  function makeRoom(fields) {
    const numbers = fields.map(([name]) => Number(name.match(/^wishes-(\d+)-/)?.[1] ?? 0));
    while (rows().length <= Math.max(...numbers, 0) && add()) { /* One more. */ }
  }

  wishes.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-remove-wish]");
    if (!button) return;
    const row = button.closest("[data-wish]");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    count();
    field(next, "request").focus();
    wishes.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // The position of an official who is present stands beside the name.
  wishes.addEventListener("input", ({ target }) => {
    if (!target.name?.endsWith("-responder")) return;
    const known = [...document.getElementById("officials").options].find((option) => option.value === target.value);
    if (known) field(target.closest("[data-wish]"), "responder_position").value = known.dataset.position ?? "";
  });

  loket.wishes = { rows, field, add, clear, makeRoom, count };
}
