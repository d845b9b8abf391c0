// What the browser does for these pages when there is no network. SHELL stands above: edition, files, languages.

const KEPT = `dure-kept-${SHELL.edition}`;
// Pages of whoever is signed in on this phone; gone as soon as somebody signs out or in.
const MINE = "dure-mine";
const OWN = new RegExp(`^/(${SHELL.languages.join("|")})/my/(acts/.*)?$`);
const DOORS = /\/account\/(logout|login)\/$/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL.files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("dure-kept-") && name !== KEPT;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && DOORS.test(url.pathname)) event.waitUntil(caches.delete(MINE));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (SHELL.files.includes(url.pathname)) event.respondWith(caches.match(request, { ignoreVary: true }).then((found) => found ?? fetch(request)));
});

/** A page from the network; without one, what was kept of it, or the page that says so. */
async function page(request, url) {
  try {
    const answer = await fetch(request);
    if (OWN.test(url.pathname) && answer.ok && !answer.redirected) {
      const copy = answer.clone();
      const cache = await caches.open(MINE);
      await cache.put(url.pathname, copy);
    }
    return answer;
  } catch {
    const cache = await caches.open(MINE);
    const found = OWN.test(url.pathname) ? await cache.match(url.pathname, { ignoreVary: true }) : undefined;
    const language = SHELL.languages.find((each) => url.pathname.startsWith(`/${each}/`)) ?? SHELL.languages[0];
    return found ?? (await caches.match(`/${language}/phone/offline/`, { ignoreVary: true })) ?? Response.error();
  }
}

/** A page asks to have others kept, so that they open without a network. */
self.addEventListener("message", (event) => {
  const wanted = (event.data?.keep ?? []).map((href) => new URL(href, self.location.origin));
  const own = wanted.filter((url) => url.origin === self.location.origin && OWN.test(url.pathname)).slice(0, 40);
  event.waitUntil(caches.open(MINE).then((cache) => Promise.all(own.map((url) => keep(cache, url)))));
});

async function keep(cache, url) {
  if (await cache.match(url.pathname, { ignoreVary: true })) return;
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await cache.put(url.pathname, answer);
  } catch {
    // Without a network nothing more can be kept; what is there stays.
  }
}

self.addEventListener("push", (event) => {
  const said = event.data?.json() ?? {};
  if (!said.title) return;
  event.waitUntil(self.registration.showNotification(said.title, { body: said.says, tag: said.tag, lang: said.lang, data: { href: said.href }, icon: said.icon }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.href ?? "/", self.location.origin);
  if (url.origin === self.location.origin) event.waitUntil(self.clients.openWindow(url.href));
});
