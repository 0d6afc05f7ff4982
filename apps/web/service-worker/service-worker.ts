/**
 * Keeps the whole portal in the browser, so that the tools work without a network after the first
 * visit. One version at a time: it is stored whole or not at all, and serves until every tab that
 * began with it is closed; only then does the next one take over.
 */

/** Address and integrity of every file; the build writes it before this program. */
declare const FILES: Readonly<Record<string, string>>;

const worker = self as unknown as ServiceWorkerGlobalScope;
const PREFIX = "pct-";

/** The version is the list itself. */
const current = nameOfList();

async function nameOfList(): Promise<string> {
  const list = new TextEncoder().encode(JSON.stringify(FILES));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", list)).slice(0, 8);
  return PREFIX + Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

worker.addEventListener("install", (event) => {
  event.waitUntil(store());
});

async function store(): Promise<void> {
  const name = await current;
  const cache = await caches.open(name);
  // A file of another version does not match its hash, so that versions are never mixed.
  const requests = Object.entries(FILES).map(
    ([address, integrity]) => new Request(address, { integrity, cache: "no-cache" }),
  );
  await cache.addAll(requests).catch(async (error: unknown) => {
    await caches.delete(name);
    throw error;
  });
}

worker.addEventListener("activate", (event) => {
  event.waitUntil(removeOthers());
});

async function removeOthers(): Promise<void> {
  const own = await current;
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== own);
  await Promise.all(others.map((name) => caches.delete(name)));
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // Before Next fetches a page in advance, it asks for its head.
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead || origin !== worker.location.origin) return;
  if (request.mode === "navigate" && pathname === "/") {
    event.respondWith(fetch(request).catch(() => Response.redirect(`/${language()}/`)));
  } else if (Object.hasOwn(FILES, pathname)) {
    event.respondWith(kept(request, pathname));
  } else if (request.mode === "navigate" && Object.hasOwn(FILES, `${pathname}/`)) {
    event.respondWith(Response.redirect(`${pathname}/`));
  }
});

/** Everything else, and first of all `/api/`, goes to the network as if there were nothing here. */
async function kept(request: Request, address: string): Promise<Response> {
  const cache = await caches.open(await current);
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request);
}

/** As the server would choose it. */
function language(): "en" | "es" {
  const wanted = worker.navigator.languages.find((tag) => /^(?:en|es)\b/i.test(tag)) ?? "en";
  return wanted.toLowerCase().startsWith("es") ? "es" : "en";
}
