/**
 * Caches the whole portal, so that the tools work offline after the first visit. It installs a version
 * completely or not at all, and a new version takes over when every tab of the old one is closed.
 */

/** The integrity of every file, by its path. The build prepends this list to the program. */
declare const FILES: Readonly<Record<string, string>>;

const worker = self as unknown as ServiceWorkerGlobalScope;
const PREFIX = "pct-";

/** The cache of this version, named by the hash of the list. */
const cacheName = hashOfList();

async function hashOfList(): Promise<string> {
  const list = new TextEncoder().encode(JSON.stringify(FILES));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", list)).slice(0, 8);
  return PREFIX + Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

worker.addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install(): Promise<void> {
  const name = await cacheName;
  const cache = await caches.open(name);
  // A file of another version fails its integrity check, so versions are never mixed.
  const requests = Object.entries(FILES).map(
    ([path, integrity]) => new Request(path, { integrity, cache: "no-cache" }),
  );
  await cache.addAll(requests).catch(async (error: unknown) => {
    await caches.delete(name);
    throw error;
  });
}

worker.addEventListener("activate", (event) => {
  event.waitUntil(deleteOtherVersions());
});

async function deleteOtherVersions(): Promise<void> {
  const own = await cacheName;
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== own);
  await Promise.all(others.map((name) => caches.delete(name)));
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // Next sends a HEAD request before it prefetches a page.
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead || origin !== worker.location.origin) return;
  // Everything else, `/api/` above all, goes to the network.
  if (request.mode === "navigate" && pathname === "/") {
    event.respondWith(fetch(request).catch(() => Response.redirect(`/${language()}/`)));
  } else if (pathname.startsWith("/brand/")) {
    event.respondWith(fromNetwork(request));
  } else if (Object.hasOwn(FILES, pathname)) {
    event.respondWith(fromCache(request, pathname));
  } else if (request.mode === "navigate" && Object.hasOwn(FILES, `${pathname}/`)) {
    event.respondWith(Response.redirect(`${pathname}/`));
  }
});

/** A click on the notification of an arrival: shows the page that waited, or opens it again. */
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showPage(String(event.notification.data)));
});

async function showPage(address: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find(({ url }) => url === address);
  await (page === undefined ? worker.clients.openWindow(address) : page.focus());
}

/** What the server's administrator may change at any time; the last one while there is no network. */
async function fromNetwork(request: Request): Promise<Response> {
  const cache = await caches.open(await cacheName);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch {
    return (await cache.match(request, { ignoreVary: true })) ?? Response.json({});
  }
}

async function fromCache(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(await cacheName);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}

/** Chooses as the server does. */
function language(): "en" | "es" {
  const wanted = worker.navigator.languages.find((tag) => /^(?:en|es)\b/i.test(tag)) ?? "en";
  return wanted.toLowerCase().startsWith("es") ? "es" : "en";
}
