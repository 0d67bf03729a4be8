// Fills the device with what today needs, while there is signal: only what changed is fetched, what is no longer named goes.
import { db, isFull, note, seal, setNote, wipe } from "./store.js";

const TOGETHER = 3;
const FILES = "field-files";

// Returns how many pages were fetched. `hello` says who is signed in: another person's pages are not theirs to see.
export async function fill(hello) {
  if ((await note("account")) !== hello.account) await wipe({ all: false });
  await setNote("account", hello.account);
  if (!hello.account) return 0;
  const told = await fetch("/field/held/").then((answer) => (answer.ok ? answer.json() : null));
  if (!told) return 0;
  const made = await db();
  const kept = new Map((await made.getAll("pages")).map((one) => [one.url, one]));
  const photos = new Set();
  const stale = told.pages.filter(({ url, mark }) => kept.get(url)?.mark !== mark);
  for (const { url } of told.pages) for (const one of kept.get(url)?.photos ?? []) photos.add(one);
  await some(stale, async ({ url, mark }) => (await keep(url, mark)).forEach((one) => photos.add(one)));
  await some([...photos].filter((one) => !kept.has(one)), (one) => keep(one, ""));
  const named = new Set([...told.pages.map((one) => one.url), ...photos]);
  for (const url of kept.keys()) if (!named.has(url)) await made.delete("pages", url);
  await files(told.files);
  await setNote("filled", Date.now());
  return stale.length;
}

async function keep(url, mark) {
  const answer = await fetch(url, { headers: { "X-Holding": "1" } });
  if (!answer.ok || answer.redirected) return [];
  const type = answer.headers.get("Content-Type") ?? "";
  const bytes = await answer.arrayBuffer();
  const photos = type.startsWith("text/html") ? shown(new TextDecoder().decode(bytes)) : [];
  const policy = answer.headers.get("Content-Security-Policy");
  try {
    await (await db()).put("pages", { url, mark, type, policy, at: Date.now(), photos, ...(await seal(bytes)) });
  } catch (fault) {
    if (!isFull(fault)) throw fault;
  }
  return photos;
}

function shown(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll("img[src^='/photos/']")].map((one) => one.getAttribute("src"));
}

async function files(named) {
  const cache = await caches.open(FILES);
  const there = new Set((await cache.keys()).map((one) => new URL(one.url).pathname));
  await some(named.filter((one) => !there.has(one)), (one) => cache.add(one).catch(() => undefined));
  for (const one of there) if (!named.includes(one)) await cache.delete(one);
}

async function some(list, work) {
  const rest = [...list];
  const one = async () => {
    while (rest.length) await work(rest.shift());
  };
  await Promise.all(Array.from({ length: TOGETHER }, one));
}
