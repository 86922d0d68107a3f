// Shows what waits on this device and what became of it.
"use strict";

{
  const { outbox } = loket;
  const box = document.getElementById("device");
  const part = (name) => box.querySelector(`[data-${name}]`);
  const MOST_SENT = 3;

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  async function row(entry, { texts, openEntry }) {
    const fields = Object.fromEntries((await outbox.fieldsOf(entry)) ?? []);
    const item = make("li", { className: `device-${entry.state}` });
    item.append(make("strong", { textContent: fields.speaker ?? "–" }), ` ${fields["wishes-0-request"] ?? ""}`);
    if (entry.why) item.append(make("p", { className: "error", textContent: entry.why }));
    if (entry.state !== "waiting" && fields.speaker) {
      const button = make("button", { type: "button", className: "btn btn-sm", textContent: texts.openEntry });
      button.append(make("span", { className: "visually-hidden", textContent: ` ${fields.speaker}` }));
      button.addEventListener("click", () => openEntry(entry));
      item.append(button);
    }
    return item;
  }

  function sentence(entries, what, texts) {
    const count = (text, number) => text.replace("{n}", number);
    const wrong = entries.filter((entry) => entry.state === "wrong").length;
    const waiting = entries.length - wrong;
    const said = [];
    if (waiting) {
      const text = { "sending": texts.sending, "signed-out": texts.signedOut, "somebody-else": texts.somebodyElse }[what];
      said.push(count(text ?? texts.waiting, waiting));
    }
    if (wrong) said.push(count(texts.wrong, wrong));
    return said.join(" · ") || texts.allSent;
  }

  // Draws the box anew. `what` is the last that sending told.
  async function show(page, what) {
    const { owner, texts } = page;
    const [entries, others] = [await outbox.of(owner), await outbox.ofOthers(owner)];
    const items = await Promise.all(entries.map((entry) => row(entry, page)));
    const text = sentence(entries, what, texts);
    if (part("state").textContent !== text) part("state").textContent = text;
    part("waiting").replaceChildren(...items);
    const isSignedOut = ["signed-out", "somebody-else"].includes(what);
    part("sign-in-again").hidden = !isSignedOut;
    const link = part("sign-in-again").firstElementChild;
    link.href = `${page.signIn}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = texts.signIn;
    // The page without signal leads to the one with everybody's entries, once it can be had.
    part("back").hidden = !page.isShell || what !== "done";
    part("back").firstElementChild.href = location.pathname;
    part("others").hidden = !others;
    part("others").textContent = texts.others.replace("{n}", others);
    box.dataset.count = entries.length;
    box.hidden = false;
  }

  // Said before the device has written the entry down, so that nobody reads that all is sent.
  function showOneMore(texts) {
    box.dataset.count = Number(box.dataset.count ?? 0) + 1;
    part("state").textContent = texts.waiting.replace("{n}", box.dataset.count);
  }

  function showSent(label, speaker, texts) {
    part("sent").prepend(make("li", { textContent: `${texts.sent.replace("{label}", label)}${speaker ? ` · ${speaker}` : ""}` }));
    while (part("sent").children.length > MOST_SENT) part("sent").lastElementChild.remove();
    loket.announce(texts.sent.replace("{label}", label));
  }

  loket.state = { show, showOneMore, showSent };
}
