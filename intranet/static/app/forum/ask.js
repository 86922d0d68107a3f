// A question in a box of its own, which has to be answered.
"use strict";

{
  // True for yes; leaving the box is a no.
  loket.ask = (question, yes, no) => new Promise((resolve) => {
    const dialog = Object.assign(document.createElement("dialog"), { className: "ask" });
    dialog.setAttribute("aria-label", question);
    const button = (text, answer, look) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: `btn ${look}`, textContent: text });
      made.addEventListener("click", () => dialog.close(answer));
      return made;
    };
    const buttons = Object.assign(document.createElement("div"), { className: "form-actions" });
    buttons.append(button(no, "", "btn-primary"), button(yes, "yes", "btn-outline-danger"));
    dialog.append(Object.assign(document.createElement("p"), { textContent: question }), buttons);
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes"); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
