// The field's own words for its scripts, as the page carries them ({n} stands for a number), and for whom the page was made.
const carried = document.getElementById("field-words")?.dataset ?? {};

export const home = carried.home || "/field/";
export const account = Number(carried.account) || null;
export const word = (name, n = "") => (carried[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "").replace("{n}", n);
