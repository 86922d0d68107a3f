// What this device keeps of a forum: entries that wait, half-typed entries, and what a session's
// form offers. Everything belongs to one person; words are sealed with a key that no script can
// read out, where the browser has one (it grants none to pages that came over plain HTTP).
"use strict";

{
  const STORES = {
    keys: { keyPath: "owner" },
    drafts: { keyPath: "id" },
    outbox: { keyPath: "order", autoIncrement: true },
    sessions: { keyPath: "session" },
    facts: { keyPath: "name" },
  };

  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open("loket-forum", 1);
    asked.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) asked.result.createObjectStore(name, options);
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opened.catch(() => {}); // Whoever needs it is told when they ask.

  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // Everything that `work` asks of the stores happens, or none of it; what it returns is the answer.
  async function change(stores, work) {
    const transaction = (await opened).transaction(stores, "readwrite", { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const answer = await work((name) => transaction.objectStore(name));
    await done;
    return answer;
  }

  const read = async (name, key) => settled((await opened).transaction(name).objectStore(name).get(key));
  const all = async (name) => settled((await opened).transaction(name).objectStore(name).getAll());

  // A UUID of version 4; randomUUID is missing where the page came over plain HTTP.
  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  async function keyOf(owner) {
    if (!crypto.subtle) return null;
    const kept = await read("keys", owner);
    if (kept) return kept.key;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    return change(["keys"], async (store) => {
      const first = await settled(store("keys").get(owner)); // Another tab may have been quicker.
      if (!first) store("keys").put({ owner, key: made });
      return first ? first.key : made;
    });
  }

  const bytesOf = (text) => new TextEncoder().encode(text);

  async function seal(owner, value) {
    const key = await keyOf(owner);
    if (!key) return { plain: value };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: bytesOf(owner) };
    return { iv, sealed: await crypto.subtle.encrypt(how, key, bytesOf(JSON.stringify(value))) };
  }

  // What `seal` kept; null when the key is gone.
  async function unseal(owner, kept) {
    if ("plain" in kept) return kept.plain;
    try {
      const how = { name: "AES-GCM", iv: kept.iv, additionalData: bytesOf(owner) };
      const key = (await read("keys", owner)).key;
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, kept.sealed)));
    } catch {
      return null;
    }
  }

  const channel = new BroadcastChannel("loket-forum");

  loket.device = {
    read, all, change, settled, uuid, seal, unseal,
    // Tells the other tabs, and hears from them.
    tell: (news) => channel.postMessage(news),
    hear: (listener) => channel.addEventListener("message", ({ data }) => listener(data)),
  };
}
