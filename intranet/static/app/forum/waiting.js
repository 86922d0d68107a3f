// Entries that wait are not forgotten: every other page says so, and leads to where they are sent.
"use strict";

(async () => {
  if (document.getElementById("entry")) return;
  const { person, entriesWait, sendEntries } = document.body.dataset;
  const mine = (await loket.device.all("outbox")).filter((entry) => entry.owner === person);
  if (!person || !mine.length) return;
  const note = Object.assign(document.createElement("div"), { className: "flash flash-warning" });
  const text = Object.assign(document.createElement("p"), { textContent: entriesWait.replace("{n}", mine.length) });
  const way = { textContent: sendEntries, href: `/forums/${mine[0].session}/log`, className: "btn btn-sm" };
  note.append(text, Object.assign(document.createElement("a"), way));
  document.getElementById("content").prepend(note);
})().catch(() => {}); // A device that keeps nothing has nothing to send.
