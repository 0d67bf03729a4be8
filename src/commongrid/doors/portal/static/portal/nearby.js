// "Around me": asks the device once and goes to the page around that point; nothing is kept.
import { say } from "./say.js";

for (const button of document.querySelectorAll("[data-here]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    const go = ({ coords }) => location.assign(`${button.dataset.here}?lon=${coords.longitude.toFixed(5)}&lat=${coords.latitude.toFixed(5)}`);
    navigator.geolocation.getCurrentPosition(go, () => {
      button.removeAttribute("aria-busy");
      say(document.getElementById("words")?.dataset.sayNotLocated ?? "");
    }, { enableHighAccuracy: true, timeout: 10_000 });
  });
}
