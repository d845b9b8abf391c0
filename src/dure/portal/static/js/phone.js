// What the phone adds: an app that can be installed, and acts that wait on the phone until there is a network.
// Every page works without it.

const STORE = "drafts";

/** The phone's own list of what is not sent yet. */
function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("dure", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function inStore(mode, act) {
  const base = await open();
  return new Promise((done, failed) => {
    const moved = base.transaction(STORE, mode);
    const asked = act(moved.objectStore(STORE));
    moved.oncomplete = () => (base.close(), done(asked?.result));
    moved.onerror = () => (base.close(), failed(moved.error));
  });
}

/** A key ordered by time (UUID version 7), made on the phone: sent twice, the act is done once. */
function newKey(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let n = 0; n < 6; n += 1) bytes[n] = Math.floor(now / 2 ** (8 * (5 - n))) % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The form of today at an address, for a token that holds; null without a network or without signing in. */
async function freshToken(href) {
  const answer = await fetch(href, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? null;
}

/** Sends a draft: "sent", "waits" (no network, or nobody signed in), or what the server says is wrong. */
async function send(draft) {
  try {
    const token = await freshToken(draft.href);
    if (!token) return { state: "waits" };
    const body = new FormData();
    for (const [name, value] of draft.fields) body.append(name, value);
    body.set("csrfmiddlewaretoken", token);
    body.set("key", draft.key);
    const answer = await fetch(draft.href, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect") return { state: "sent" };
    if (answer.status === 429 || answer.status >= 500) return { state: "waits" };
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { state: "refused", says: page.querySelector(".note.error li, .errorlist li, .lead")?.textContent.trim() ?? "" };
  } catch {
    return { state: "waits" };
  }
}

/** Only one page sends at a time, so that nothing goes out side by side. */
function sendAll(list) {
  const work = async () => {
    const drafts = ((await inStore("readonly", (store) => store.getAll())) ?? []).filter((each) => each.me === list.dataset.me);
    let sent = 0;
    for (const draft of drafts.sort((a, b) => a.key.localeCompare(b.key))) {
      if (draft.says) continue;
      const done = await send(draft);
      if (done.state === "sent") sent += 1;
      if (done.state === "sent") await inStore("readwrite", (store) => store.delete(draft.key));
      if (done.state === "refused") await inStore("readwrite", (store) => store.put({ ...draft, says: done.says || list.dataset.refused }));
    }
    await show(list);
    if (sent) list.querySelector("[data-sent]").textContent = list.dataset.sent.replace("{n}", sent);
    if (sent) list.hidden = false;
  };
  return navigator.locks ? navigator.locks.request("dure-drafts", work) : work();
}

/** The list of what is not sent yet, with what is wrong with each, and a button to drop it. */
async function show(list) {
  const drafts = ((await inStore("readonly", (store) => store.getAll())) ?? []).filter((each) => each.me === list.dataset.me);
  // What was said to be sent stays to be read, also when there is nothing left to send.
  list.hidden = drafts.length === 0 && !list.querySelector("[data-sent]").textContent;
  const rows = drafts.map((draft) => {
    const row = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = `${draft.title} · ${draft.on} · ${draft.says || list.dataset.waits}`;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "plain";
    drop.textContent = list.dataset.drop;
    drop.setAttribute("aria-label", `${list.dataset.drop}: ${draft.title}`);
    drop.addEventListener("click", async () => {
      await inStore("readwrite", (store) => store.delete(draft.key));
      await show(list);
    });
    row.append(words, " ", drop);
    return row;
  });
  list.querySelector("ul").replaceChildren(...rows);
}

/** A form whose act waits on the phone when it cannot be sent. */
function keepDrafts(form, list) {
  const keyed = form.querySelector("[name=key]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const fields = [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "key"].includes(name));
    const href = form.getAttribute("action") || location.pathname;
    const draft = { key: newKey(), href, fields, me: list.dataset.me, title: form.dataset.title, on: form.querySelector("[name=on]")?.value ?? "" };
    await inStore("readwrite", (store) => store.put(draft));
    const done = await send(draft);
    if (done.state === "sent") {
      await inStore("readwrite", (store) => store.delete(draft.key));
      location.assign(form.dataset.after);
    } else if (done.state === "refused") {
      // The server says in its own words what is wrong: let it show the form again.
      await inStore("readwrite", (store) => store.delete(draft.key));
      keyed.value = draft.key;
      form.submit();
    } else {
      button.disabled = false;
      await show(list);
      list.scrollIntoView({ block: "nearest" });
      list.focus();
    }
  });
}

/** Asks whoever wants to install the app; the browser decides whether it can be. */
function offerInstalling(button) {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    button.hidden = false;
    button.addEventListener("click", () => event.prompt(), { once: true });
  });
  addEventListener("appinstalled", () => (button.hidden = true));
}

/** Asks the browser for an address that notices can be sent to, and gives it to the form. */
function askForNotices(form) {
  if (!("PushManager" in window)) return;
  form.addEventListener("submit", async (event) => {
    if (form.querySelector("[name=endpoint]").value) return;
    event.preventDefault();
    try {
      const registered = await navigator.serviceWorker.ready;
      const key = Uint8Array.from(atob(form.dataset.key.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
      const found = (await registered.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
      form.querySelector("[name=endpoint]").value = found.endpoint;
      form.querySelector("[name=p256dh]").value = found.keys.p256dh;
      form.querySelector("[name=auth]").value = found.keys.auth;
    } catch {
      // Not allowed on this phone: the form goes on without an address, and the page says so.
    }
    form.submit();
  });
}

const waiting = document.querySelector("[data-drafts-list]");
// Only a resident's own pages are kept on the phone: whoever only reads leaves nothing there.
if (waiting && "serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js");
if (waiting && "indexedDB" in window) {
  document.querySelectorAll("form[data-drafts]").forEach((form) => keepDrafts(form, waiting));
  show(waiting).then(() => sendAll(waiting));
  addEventListener("online", () => sendAll(waiting));
  const wanted = [...document.querySelectorAll("[data-keep] a[href]")].map((each) => each.getAttribute("href"));
  navigator.serviceWorker?.ready.then((found) => found.active?.postMessage({ keep: wanted }));
}
document.querySelectorAll("[data-install]").forEach(offerInstalling);
document.querySelectorAll("form[data-notices]").forEach(askForNotices);
