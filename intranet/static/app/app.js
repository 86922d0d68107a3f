// What every page does beyond plain HTML. Each part stands alone; pages work without any of it.
"use strict";

const texts = JSON.parse(document.body.dataset.texts);
const announcements = document.getElementById("announcements");

function announce(text) {
  announcements.textContent = "";
  // A live region speaks only when its text changes, so the same words twice need a gap.
  setTimeout(() => { announcements.textContent = text; }, 50);
}

function complain(text) {
  const flash = document.createElement("div");
  flash.className = "flash flash-error";
  flash.tabIndex = -1;
  flash.append(Object.assign(document.createElement("p"), { textContent: text }));
  document.querySelector(".flash-error")?.remove();
  document.getElementById("content").prepend(flash);
  flash.focus();
}

// ---- Focus goes to what changed, and what changed is read aloud.

document.querySelector("[data-focus]")?.focus();

document.addEventListener("htmx:afterSettle", (event) => {
  const root = event.detail.elt;
  const cause = event.detail.requestConfig?.triggeringEvent;
  const wanted = root.matches("[data-focus]") ? root : root.querySelector("[data-focus]");
  if (wanted) {
    wanted.focus();
  } else if (cause && cause.type !== "load" && document.activeElement === document.body) {
    const place = root.querySelector("h1, h2, h3") ?? root;
    place.tabIndex = -1;
    place.focus();
  }
  const news = root.matches("[role=status]") ? root : root.querySelector("[role=status]");
  if (news) announce(news.textContent.trim().replace(/\s+/g, " "));
});

document.addEventListener("htmx:sendError", () => complain(texts.failed));
document.addEventListener("htmx:responseError", () => complain(texts.refused));

// ---- What a later answer says about a part of the page goes there, if the part is still there.

// What somebody is at, or else is looking at: it keeps its place on the screen.
function inSight() {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  if (document.activeElement !== document.body && bottom > 0 && top < innerHeight) return document.activeElement;
  return document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("main [id]");
}

document.addEventListener("htmx:afterSwap", () => {
  const parts = document.querySelectorAll("[data-place]");
  if (!parts.length) return;
  const kept = inSight();
  const before = kept?.getBoundingClientRect().top;
  parts.forEach((said) => {
    const place = document.getElementById(said.dataset.place);
    place?.replaceChildren(...said.childNodes);
    said.remove();
    if (place) htmx.process(place); // Its forms are swapped in turn.
  });
  if (kept?.isConnected) scrollBy({ top: kept.getBoundingClientRect().top - before, behavior: "instant" });
});

// ---- What somebody unfolded stays unfolded when its part of the page is swapped.

const unfolded = new Set();
document.addEventListener("toggle", ({ target }) => {
  if (!target.id || !target.matches("details") || !target.isConnected) return;
  unfolded[target.open ? "add" : "delete"](target.id);
}, true);
for (const swapped of ["htmx:afterSwap", "htmx:oobAfterSwap"]) {
  document.addEventListener(swapped, () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  });
}

// ---- Sending: by Ctrl+Enter, and only once.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  // With the focus nowhere it is the page's own form that is meant.
  const form = event.target.closest("form")
    ?? (event.target === document.body ? document.querySelector("main form[data-keep]") : null);
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

function setSending(form, isSending, button = form.querySelector("button:not([type=button])")) {
  form.toggleAttribute("data-sending", isSending);
  if (isSending) button?.setAttribute("aria-busy", "true");
  else form.querySelectorAll("[aria-busy]").forEach((busy) => busy.removeAttribute("aria-busy"));
}

// These are saved again and again while they are typed in; a button pressed meanwhile counts.
const AUTOSAVED = "form[data-autosave]";

document.addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("data-sending")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.matches(AUTOSAVED)) return;
  setSending(form, true, event.submitter);
  setTimeout(() => setSending(form, false), 8000); // A download leaves the page where it is.
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt.matches("form[method=post]:not(.search-form, [data-autosave])")) setSending(detail.elt, true);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.matches("form")) setSending(detail.elt, false);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-sending]").forEach((form) => setSending(form, false));
});

// ---- Forms that save themselves: a moment after the last key, and when a field is left.

const PAUSE = 1500;
let pause;

// Before htmx hears of it: a request that has to wait for the one under way leaves its mark.
for (const kind of ["input", "change", "submit"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest(AUTOSAVED);
    if (form) form.isTypedIn = true;
  }, true);
}
document.addEventListener("input", (event) => {
  const form = event.target.closest(AUTOSAVED);
  if (!form) return;
  clearTimeout(pause);
  if (event.target.matches("textarea, input:not([type=checkbox], [type=date], [role=combobox])")) {
    pause = setTimeout(() => form.isConnected && htmx.trigger(form, "typed"), PAUSE);
  }
});
// A date typed by keyboard changes with every digit (0002, 0020, 0202, 2027), a list with every letter.
// They are saved when nothing is typed for a moment, or when the field is left.
const DAY = "input[type=date]";
document.addEventListener("keydown", (event) => {
  const form = event.target.closest(AUTOSAVED);
  if (!form || !event.target.matches(`${DAY}, select`)) return;
  event.target.isKeyed = true;
  if (/^\d$/.test(event.key) && event.target.matches(DAY)) form.isTypedIn = true; // Half a date tells nobody.
}, true);
document.addEventListener("pointerdown", ({ target }) => { target.isKeyed = false; }, true);
document.addEventListener("change", (event) => {
  const form = event.target.closest(AUTOSAVED);
  if (!form || !event.target.isKeyed || event.target !== document.activeElement) return;
  event.stopPropagation();
  clearTimeout(pause);
  if (event.target.matches(DAY) && event.target.value < "1900") return;
  pause = setTimeout(() => form.isConnected && htmx.trigger(form, "typed"), PAUSE);
}, true);
document.addEventListener("focusout", (event) => {
  const form = event.target.closest(AUTOSAVED);
  if (form?.isTypedIn && event.target.isKeyed) htmx.trigger(form, "typed");
});
// htmx sends the button that has the focus along; only a button that was pressed does anything.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.matches(AUTOSAVED) && detail.triggeringEvent?.type !== "submit") {
    delete detail.parameters.act;
  }
});
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!detail.elt.matches(AUTOSAVED)) return;
  clearTimeout(pause);
  detail.elt.isTypedIn = false;
});
// What was typed while the answer was on its way is not overwritten by it: the next save follows.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig?.elt;
  if (form?.matches(AUTOSAVED) && form.isTypedIn && !detail.requestConfig.parameters.get?.("act")) {
    detail.shouldSwap = false;
  }
});

// ---- A filter beside a search box applies at once.

document.addEventListener("change", (event) => {
  const form = event.target.closest(".search-form");
  if (form && event.target.type !== "search") form.requestSubmit();
});

// ---- Amounts get their dots while they are typed; the caret stays behind the same digit.

function groupDigits(input) {
  if (/[^\d.]/.test(input.value)) return; // "40 juta" and "40.000.000,00" are read by the server.
  const digitsBefore = input.value.slice(0, input.selectionStart).replace(/\D/g, "").length;
  const digits = input.value.replace(/\D/g, "");
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ".");
  if (grouped === input.value) return;
  input.value = grouped;
  let caret = 0;
  for (let seen = 0; seen < digitsBefore; caret += 1) if (grouped[caret] !== ".") seen += 1;
  if (document.activeElement === input) input.setSelectionRange(caret, caret);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("input[data-amount]")) groupDigits(event.target);
});

// ---- A slider moves the number field it belongs to, and follows it.

document.addEventListener("input", (event) => {
  const { target } = event;
  const field = target.dataset?.slides && document.getElementById(target.dataset.slides);
  if (field) {
    field.value = target.value;
    groupDigits(field);
    return;
  }
  const slider = target.id && document.querySelector(`[data-slides="${CSS.escape(target.id)}"]`);
  if (slider) slider.value = target.value.replace(/\D/g, "");
});

// ---- Copying, also where the browser grants no clipboard because the page came over plain HTTP.

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), { value: text, className: "visually-hidden" });
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (!copied) throw new Error("not copied");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  copy(button.dataset.copy)
    .then(() => announce(texts.copied), () => announce(texts.notCopied))
    .finally(() => button.focus());
});

// ---- The menu of a narrow screen. Without this script its link jumps to the menu and opens it.

const menuLink = document.querySelector("[data-menu]");
if (menuLink) {
  const menu = document.getElementById("menu");
  const show = (isOpen) => {
    menu.classList.toggle("is-open", isOpen);
    menuLink.setAttribute("aria-expanded", isOpen);
  };
  menuLink.setAttribute("role", "button");
  menuLink.setAttribute("aria-controls", "menu");
  show(false);
  menuLink.addEventListener("click", (event) => {
    event.preventDefault();
    show(!menu.classList.contains("is-open"));
  });
  menuLink.addEventListener("keydown", (event) => {
    if (event.key === " ") { event.preventDefault(); menuLink.click(); }
  });
}

// ---- What needs preparing in a page or in a part swapped into it.

// On a narrow screen the cells of a row stand below each other: each says what it holds,
// save the first, which is what the row is about.
function labelCells(table) {
  const labels = [...table.tHead?.rows[0]?.cells ?? []].map((head) =>
    head.classList.contains("actions") ? "" : head.textContent.trim());
  for (const cell of table.querySelectorAll("tbody td")) {
    const label = labels[cell.cellIndex];
    if (label && cell.cellIndex && cell.colSpan === 1) cell.dataset.label = label;
  }
}

function prepare(root) {
  root.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
  root.querySelectorAll("[data-slides]").forEach((slider) => { slider.hidden = false; });
  root.querySelectorAll("table.table").forEach(labelCells);
  root.querySelectorAll("input[data-amount]").forEach(groupDigits);
}

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));

window.loket = { announce, texts };
