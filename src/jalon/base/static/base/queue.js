/* Review queue: a key presses the button or follows the link that has it, or goes to the box. */
(() => {
  "use strict";
  let answering = false;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog");
  document.addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const asked = document.querySelector(`[data-queue] [data-key="${CSS.escape(event.key)}"]`);
    if (!asked) return;
    event.preventDefault();
    if (answering) return;
    const box = asked.closest("details");
    if (box) box.open = true;
    if (asked.matches("input, select, textarea")) { asked.focus(); return; }
    answering = true;
    asked.click();
  });
  for (const over of ["htmx:afterSettle", "htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(over, () => { answering = false; });
  }
  addEventListener("pageshow", () => { answering = false; });
  document.addEventListener("htmx:afterSettle", (event) => {
    const changed = event.detail.elt;
    if (!changed.matches?.("[data-queue]")) return;
    changed.querySelector("[data-at]")?.focus({ preventScroll: true });
    changed.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
})();
