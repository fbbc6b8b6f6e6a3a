/* Jalon: pages that were opened work again when the line is gone.

   Kept on the device: files of the look for as long as they are used, and the last pages that a visitor opened.
   Never kept: what is sent, answers for machines, files to download, pages of accounts, and any page while
   somebody is signed in; signing in empties the cache of pages. Without this script all works, with the line. */
"use strict";

const PAGES = "jalon-pages-1";
const LOOK = "jalon-look-1";
const MOST = { [PAGES]: 60, [LOOK]: 40 };
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/;
const PAGE = /^\/(ar|en|es|fr|ru|zh-hans)\//;
const NEVER = /^\/[\w-]+\/(account|people|bodies|invitations)\//;
const KEPT_ON = "x-kept-on";

self.addEventListener("install", () => self.skipWaiting());

/* Caches of an older script go; the page that brought this script is the first to be kept. */
self.addEventListener("activate", (event) => {
  const begin = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => !(name in MOST)).map((name) => caches.delete(name)));
    await self.clients.claim();
    const open = await self.clients.matchAll({ type: "window" });
    await Promise.all(open.filter((client) => isPage(new URL(client.url))).map(async (client) => keepPage(client, await fetch(client.url))));
  };
  event.waitUntil(begin());
});

const isPage = (url) => PAGE.test(url.pathname) && !NEVER.test(url.pathname);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (HASHED.test(url.pathname)) event.respondWith(look(event));
  else if (request.mode === "navigate" && isPage(url)) event.respondWith(page(event));
});

/* Files with a hash in their name never change: from the device, else from the line. */
async function look(event) {
  const kept = await caches.match(event.request, { cacheName: LOOK });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(keep(LOOK, event.request, answer.clone()));
  return answer;
}

/* Pages come from the line; from the device only when it is gone. */
async function page(event) {
  let answer;
  try {
    answer = await fetch(event.request);
  } catch (error) {
    return (await keptPage(event.request)) || (await unknownPage(event.request)) || Response.error();
  }
  if (answer.status >= 502 && answer.status <= 504) return (await keptPage(event.request)) || answer;
  event.waitUntil(keepPage(event.request, answer.clone()));
  return answer;
}

async function keepPage(request, answer) {
  const headers = answer.headers;
  if (!(headers.get("content-type") || "").startsWith("text/html") || headers.get("content-disposition")) return;
  const text = await answer.text();
  const opening = text.match(/<body[^>]*>/);
  if (!opening) return;
  if (opening[0].includes("data-signed-in")) { await caches.delete(PAGES); return; }
  if (answer.status !== 200 || /no-store|private/.test(headers.get("cache-control") || "")) return;
  const kept = { "content-type": "text/html; charset=utf-8", [KEPT_ON]: new Date().toISOString() };
  for (const name of ["content-security-policy", "referrer-policy"]) if (headers.get(name)) kept[name] = headers.get(name);
  await keep(PAGES, new Request(request.url), new Response(text, { headers: kept }));
}

/* The newest stands last; what is over the number goes, the oldest first. */
async function keep(name, request, answer) {
  const cache = await caches.open(name);
  await cache.delete(request);
  await cache.put(request, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map((key) => cache.delete(key)));
}

async function keptPage(request) {
  const kept = await caches.match(new Request(request.url), { cacheName: PAGES });
  if (!kept) return null;
  const text = await kept.text();
  const day = kept.headers.get(KEPT_ON);
  return new Response(told(text, 'data-offline="kept"', day), { headers: kept.headers });
}

/* A page that was never opened here: the head and foot of the last one in this language, and a sentence. */
async function unknownPage(request) {
  const language = new URL(request.url).pathname.split("/")[1];
  const cache = await caches.open(PAGES);
  const keys = (await cache.keys()).filter((key) => new URL(key.url).pathname.split("/")[1] === language);
  if (!keys.length) return null;
  const kept = await cache.match(keys[keys.length - 1]);
  const text = (await kept.text()).replace(/(<main[^>]*>)[^]*<\/main>/, (all, opening) => {
    const notice = all.match(/<div id="kept"[^]*?<\/div>/);
    return `${opening}${notice ? notice[0] : ""}</main>`;
  });
  return new Response(told(text, 'data-offline="unknown"', ""), { status: 503, headers: kept.headers });
}

/* Shows the sentence that every page has ready, with the day filled in. */
function told(text, state, day) {
  const language = (text.match(/<html lang="([\w-]+)"/) || [])[1] || "en";
  const shown = day ? new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(new Date(day)) : "";
  return text
    .replace('<div id="kept" hidden', `<div id="kept" ${state}`)
    .replace("<time></time>", `<time datetime="${day}">${shown}</time>`);
}
