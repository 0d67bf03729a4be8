// "Around me": asks the device once and goes to the page around that point; nothing is kept.
// <button data-here="/address/" hidden>; data-here-at-once: without a tap where the device has agreed before.
import { say } from "./toast.js";
import { word } from "./words.js";

export async function start(button) {
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    find(button, (url) => location.assign(url), () => {
      button.removeAttribute("aria-busy");
      say(word("notLocated"), "alert-triangle");
    });
  });
  const { state } = (await navigator.permissions?.query({ name: "geolocation" }).catch(() => null)) ?? {};
  // A page the device held answers the same wherever one stands: asking for it again would never end.
  const isLive = navigator.onLine && !document.getElementById("held");
  if ("hereAtOnce" in button.dataset && state === "granted" && isLive) find(button, (url) => location.replace(url), () => {});
}

function find(button, go, otherwise) {
  const found = ({ coords }) => go(`${button.dataset.here}?lon=${coords.longitude.toFixed(5)}&lat=${coords.latitude.toFixed(5)}`);
  navigator.geolocation.getCurrentPosition(found, otherwise, { enableHighAccuracy: true, timeout: 10_000 });
}
