// A <details class="menu"> closes by Escape, by a click elsewhere and when the focus leaves it.
export function start(menu) {
  const close = () => (menu.open = false);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && close());
  document.addEventListener("pointerdown", (event) => menu.contains(event.target) || close());
}
