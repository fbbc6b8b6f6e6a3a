/* Matrix: arrows move from cell to cell; silence is stepped over. */
(() => {
  "use strict";
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-matrix] td, [data-matrix] th");
    if (!cell || !steps[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    const [down, ahead] = steps[event.key];
    const along = document.documentElement.dir === "rtl" ? -ahead : ahead;
    const rows = cell.closest("table").rows;
    let row = cell.parentElement.rowIndex + down;
    let column = cell.cellIndex + along;
    for (; rows[row] && (down || rows[row].cells[column]); row += down, column += along) {
      const link = rows[row].cells[column]?.querySelector("a, button");
      if (!link) continue;
      event.preventDefault();
      link.focus();
      link.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      return;
    }
  });
})();
