// Makes a long <select data-combobox> searchable: WAI-ARIA combobox with a listbox.
// The select stays in the form, hidden, and says what is sent.
"use strict";

{
  const MOST_SHOWN = 50;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

  function enhance(select) {
    const id = select.id;
    const choices = [...select.options].filter((option) => option.value);
    const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
    const input = document.createElement("input");
    const list = document.createElement("ul");
    let matches = [];
    let active = -1;
    let typed = false;

    input.className = select.className.replace("form-select", "form-control");
    const attributes = {
      id, type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": `${id}-list`,
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid", "aria-required", "autofocus"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    list.id = `${id}-list`;
    list.className = "combobox-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label?.firstChild?.textContent.trim() ?? "");
    list.hidden = true;
    const box = document.createElement("div");
    box.className = "combobox";
    const isFocused = document.activeElement === select || select.hasAttribute("data-focus");
    select.before(box);
    box.append(input, list, select);
    select.id = `${id}-select`;
    select.hidden = true;
    select.removeAttribute("data-combobox");

    const shownText = () => (select.value ? select.selectedOptions[0].text : "");
    input.value = shownText();
    if (input.hasAttribute("autofocus") || isFocused) input.focus();

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function highlight(index) {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = index;
      const item = list.children[active];
      if (!item || !matches.length) return;
      item.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }

    function open(query) {
      const words = plain(query).split(/\s+/).filter(Boolean);
      const starts = (option) => plain(option.text).startsWith(words[0] ?? "");
      const found = choices.filter((option) => words.every((word) => plain(option.text).includes(word)));
      matches = found.sort((a, b) => starts(b) - starts(a)).slice(0, MOST_SHOWN);
      // Who is not in the list may live elsewhere, where the list offers that:
      // nothing is chosen unless it is picked.
      if (!found.length) matches = choices.filter((option) => option.value === "elsewhere");
      input.removeAttribute("aria-activedescendant");
      list.replaceChildren(...matches.map((option, index) => {
        const item = document.createElement("li");
        item.id = `${id}-option-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.textContent = option.text;
        return item;
      }));
      if (!matches.length) {
        const item = Object.assign(document.createElement("li"), { textContent: loket.texts.noMatch });
        item.setAttribute("role", "option");
        item.setAttribute("aria-disabled", "true");
        list.append(item);
      }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      active = -1;
      loket.announce(found.length ? loket.texts.matches.replace("{n}", found.length) : loket.texts.noMatch);
      return found.length > 0;
    }

    function choose(option) {
      const before = select.value;
      select.value = option ? option.value : "";
      input.value = shownText();
      typed = false;
      close();
      if (select.value !== before) select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    input.addEventListener("input", () => {
      typed = true;
      const isFound = open(input.value);
      if (input.value && isFound) highlight(0);
    });
    input.addEventListener("click", () => list.hidden && open(""));
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (list.hidden) open("");
        if (matches.length) highlight((Math.max(active, step > 0 ? -1 : 0) + step + matches.length) % matches.length);
      } else if (event.key === "Enter" && !list.hidden && !event.ctrlKey) {
        event.preventDefault();
        if (matches[active]) choose(matches[active]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        choose(select.selectedOptions[0]?.value ? select.selectedOptions[0] : null);
      }
    });
    // What is shown is what is sent: leaving takes the highlighted match, or goes back.
    input.addEventListener("blur", () => {
      if (!typed) close();
      else if (!input.value.trim()) choose(null);
      else if (matches[active]) choose(matches[active]);
      else choose(select.value ? select.selectedOptions[0] : null);
    });
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // The input keeps the focus.
      const index = [...list.children].indexOf(event.target.closest("li"));
      if (matches[index]) choose(matches[index]);
    });
    select.addEventListener("loket:restored", () => { input.value = shownText(); });
  }

  const prepare = (root) => root.querySelectorAll("select[data-combobox]").forEach(enhance);
  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
}
