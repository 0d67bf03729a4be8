// The worker script of the field: pages from the network while there is one, else from what this device holds.
import { send } from "./sending.js";
import { db, unseal } from "./store.js";

const PATIENCE = 4_000;
const FILES = "field-files";
const HASHED = /\.[0-9a-f]{12}\./;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("sync", (event) => {
  if (event.tag === "field-outbox") event.waitUntil(send());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (/^\/field\/(hello|held|sw\.js|parts)/.test(url.pathname)) return;
  else if (url.pathname.startsWith("/field/") || url.pathname.startsWith("/photos/")) event.respondWith(page(request, url));
});

// A name with a digest never changes; the others are asked for again while there is signal.
async function file(request) {
  const kept = await caches.match(request);
  if (kept && HASHED.test(request.url)) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) (await caches.open(FILES)).put(request, answer.clone()).catch(() => undefined);
    return answer;
  } catch (fault) {
    if (kept) return kept;
    throw fault;
  }
}

async function page(request, url) {
  const asked = fetch(request).catch(() => null);
  const held = await find(url).catch(() => null);
  const answer = held ? await Promise.race([asked, new Promise((done) => setTimeout(done, PATIENCE, null))]) : await asked;
  if (answer && (answer.status < 502 || !held)) return answer;
  if (held) return show(held);
  return request.mode === "navigate" ? show(await find(new URL("/field/not-held/", location.origin))) : Response.error();
}

// The page itself; today's list and the empty form also stand in for the same page asked with a place or a matter.
async function find(url) {
  const made = await db();
  url.searchParams.delete("edit");
  const stands = ["/field/", "/field/found/", "/field/queue/", "/field/inspections/", "/field/places/"].includes(url.pathname) ? url.pathname : "";
  return (await made.get("pages", url.pathname + url.search)) ?? (stands ? made.get("pages", stands) : undefined);
}

async function show(held) {
  if (!held) return Response.error();
  const bytes = await unseal(held);
  const headers = { "Content-Type": held.type, ...(held.policy ? { "Content-Security-Policy": held.policy } : {}) };
  if (!held.type.startsWith("text/html")) return new Response(bytes, { headers });
  // The page says by itself how old it is.
  const html = new TextDecoder().decode(bytes).replace("</body>", `<template id="held" data-at="${held.at}"></template></body>`);
  return new Response(html, { headers });
}
