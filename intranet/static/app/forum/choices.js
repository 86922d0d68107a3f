// What the form of a session offers. A visit with signal leaves it on the device; the page without
// signal is filled in from there.
"use strict";

{
  const { read, change } = loket.device;
  const template = () => document.getElementById("another-wish").content;
  const everywhere = (selector) => [...document.querySelectorAll(selector), ...template().querySelectorAll(selector)];

  const written = (option) => ({ value: option.value, text: option.textContent, position: option.dataset.position ?? "" });

  function taken() {
    const lists = {};
    for (const list of everywhere("[data-choices]")) lists[list.dataset.choices] = [...list.children].map(written);
    const standard = (name) => template().querySelector(`[name$="-${name}"]`).value;
    return {
      name: document.querySelector("[data-session-name]").dataset.sessionName,
      division: document.getElementById("division").value,
      responder: standard("responder"),
      position: standard("responder_position"),
      lists,
    };
  }

  const option = ({ value, text, position }) => {
    const made = Object.assign(document.createElement("option"), { value, textContent: text });
    if (position) made.dataset.position = position;
    return made;
  };

  function fill(kept) {
    for (const list of everywhere("[data-choices]")) {
      list.replaceChildren(...(kept.lists[list.dataset.choices] ?? []).map(option));
    }
    document.getElementById("division").value = kept.division;
    for (const [name, value] of [["responder", kept.responder], ["responder_position", kept.position]]) {
      for (const field of everywhere(`[name$="-${name}"]`)) {
        field.setAttribute("value", value);
        field.dataset.default = value;
      }
    }
    document.querySelector("[data-session-shown]").textContent = kept.name;
  }

  const keep = (session, person) => change(["sessions", "facts"], (store) => {
    store("sessions").put({ session, ...taken() });
    store("facts").put({ name: "person", person });
  });

  loket.choices = { keep, fill, of: (session) => read("sessions", session) };
}
