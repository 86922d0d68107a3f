// The lists beside the form ask the office by themselves. Without signal they are silent, and a
// session that has ended never leads away from the form: that is told by the event `loket:outbox`.
"use strict";

{
  const ASKS = "#entries, #similar";
  const isAsking = (event) => event.target.matches?.(ASKS);

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isAsking(event) && !navigator.onLine) event.preventDefault();
  });
  for (const kind of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(kind, (event) => {
      if (isAsking(event)) event.stopImmediatePropagation(); // Before app.js complains.
    }, true);
  }
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!isAsking(event) || !event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("loket:outbox", { detail: { what: "signed-out" } }));
  });
}
