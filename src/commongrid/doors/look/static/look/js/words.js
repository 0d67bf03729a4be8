// The words and addresses the page carries for its scripts, and the icons by name.
const carried = document.getElementById("words")?.dataset ?? {};

export const word = (name) => carried[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "";

export function icon(name, size = 24) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${word("sprite")}#${name}`);
  svg.append(use);
  return svg;
}

// element("button", {class: "shot-remove", type: "button"}, icon("x"), "text")
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value != null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}
