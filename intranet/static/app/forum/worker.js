// The service worker of forums: without signal the logging page opens from what is kept here, which
// is nobody's data. KEPT (edition, shell, assets) is written in front of this by the server.

const CACHE = `loket-forum-${KEPT.edition}`;
const LOG = /^\/forums\/[0-9a-f-]{36}\/log$/;
const PATIENCE = 8000;
const DOWN = new Set([502, 503, 504]);

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(KEPT.assets);
    // Without cookies: the page for nobody in particular.
    await cache.put(KEPT.shell, await fetch(KEPT.shell, { credentials: "omit", cache: "reload" }));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("loket-forum-") && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

const shell = async () => (await caches.open(CACHE)).match(KEPT.shell);

// The real page where there is a signal and a server behind it; a signal may be too weak to wait for.
async function page(request) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: stop.signal });
    if (!DOWN.has(answer.status)) return answer;
    return (await shell()) ?? answer;
  } catch {
    return (await shell()) ?? Response.error();
  } finally {
    clearTimeout(clock);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && LOG.test(address.pathname)) {
    event.respondWith(page(request));
  } else if (address.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
