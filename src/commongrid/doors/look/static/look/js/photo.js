// Photos before they are sent: made small (2048 px), shown, taken out, blurred by hand; up to nine.
// <div data-photos><ul class="shots" data-shots><li><label class="shot-add">…<input type="file" name="photos" multiple></label></li></ul></div>
// Sent beside the files: `<name>_boxes`, JSON: one list of {x, y, w, h} (0 to 1) for each file in order.
import { blur } from "./blur.js";
import { shrink } from "./shrink.js";
import { say } from "./toast.js";
import { element, icon, word } from "./words.js";

const MOST = 9;

export function start(holder) {
  const input = holder.querySelector("input[type=file]");
  const state = { input, shots: [], list: holder.querySelector("[data-shots]") };
  state.boxes = element("input", { type: "hidden", name: `${input.name}_boxes` });
  holder.append(state.boxes);
  input.addEventListener("change", () => add(state, [...input.files]));
  // What a device kept of a form comes back with what was blurred.
  input.addEventListener("shots:restore", (event) => add(state, event.detail.files, event.detail.boxes));
  // Chosen before this script ran, or kept by the browser when one came back.
  if (input.files.length) add(state, [...input.files]);
}

// All are in the form at once and grow small one by one: a slow phone shows it, and whoever sends in between loses none.
async function add(state, files, boxes = []) {
  const room = MOST - state.shots.length;
  const fresh = files.filter((file) => !state.shots.some((shot) => shot.file === file));
  if (fresh.length > room) say(word("tooMany"), "photo");
  const waiting = fresh.slice(0, room).map((file, at) => ({ file, boxes: boxes[at] ?? [], isWaiting: true }));
  state.shots.push(...waiting);
  show(state);
  for (const shot of waiting) {
    try {
      Object.assign(shot, await shrink(shot.file));
    } catch {
      // A format the browser cannot draw (HEIC on some) is sent as it is; the server reads more than we can show.
      if (!/^image\//.test(shot.file.type) && !/\.hei[cf]$/i.test(shot.file.name)) {
        state.shots = state.shots.filter((one) => one !== shot);
        say(word("notRead"), "alert-triangle");
      }
    }
    shot.isWaiting = false;
    show(state);
  }
}

function show(state) {
  const files = new DataTransfer();
  state.shots.forEach((shot) => files.items.add(shot.file));
  state.input.files = files.files;
  state.boxes.value = JSON.stringify(state.shots.map((shot) => shot.boxes));
  state.list.querySelectorAll("[data-shot]").forEach((one) => one.remove());
  const items = state.shots.map((shot, at) => item(state, shot, at));
  state.list.prepend(...items);
  state.input.closest("li").hidden = state.shots.length >= MOST;
  state.input.dispatchEvent(new Event("shots", { bubbles: true }));
}

function item(state, shot, at) {
  const label = `${word("photo")} ${at + 1}`;
  const remove = element("button", { class: "shot-remove", type: "button", "aria-label": `${word("remove")} ${at + 1}` }, icon("x", 20));
  remove.addEventListener("click", () => {
    state.shots = state.shots.filter((one) => one !== shot);
    URL.revokeObjectURL(shot.url);
    show(state);
    (state.list.querySelector(".shot-remove") ?? state.input).focus();
  });
  if (!shot.url) {
    const name = element("div", { class: "shot-name" }, icon("photo", 28), shot.isWaiting ? word("waiting") : shot.file.name);
    return element("li", { "data-shot": true }, element("div", { class: "shot", "aria-busy": shot.isWaiting && "true" }, name), remove);
  }
  const hide = element("button", { class: "shot-blur", type: "button", "aria-label": `${word("blur")} ${label}` }, icon("blur", 18), word("blur"));
  hide.addEventListener("click", async () => {
    shot.boxes = await blur(shot.url, shot.boxes);
    show(state);
    state.list.querySelectorAll(".shot-blur")[at]?.focus();
  });
  const picture = element("img", { class: "photo", src: shot.url, alt: label });
  const veils = shot.boxes.map((box) => place(element("span", { class: "blur-box" }), box));
  const whole = element("div", { class: "shot-whole" }, picture, ...veils);
  whole.style.inlineSize = `${Math.max(1, shot.shape) * 100}%`;
  whole.style.blockSize = `${Math.max(1, 1 / shot.shape) * 100}%`;
  return element("li", { "data-shot": true }, element("div", { class: "shot" }, whole), remove, hide);
}

function place(veil, box) {
  for (const [side, value] of [["left", box.x], ["top", box.y], ["width", box.w], ["height", box.h]]) veil.style[side] = `${value * 100}%`;
  return veil;
}
