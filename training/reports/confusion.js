"use strict";
// Marks the cell whose photos are shown. The arrow keys go from cell to cell, Tab into the matrix and out of it, and
// Escape closes a cell's photos.
(() => {
  const links = [...document.querySelectorAll(".matrix td a")];
  if (!links.length) return;
  const table = links[0].closest("table");
  const linkOf = (panel) => document.getElementById("m" + panel.id.slice(1));
  const enter = (link) => links.forEach((each) => { each.tabIndex = each === link ? 0 : -1; });
  // Inside of the matrix alone, and only where the cell is out of sight: the page stays where it is.
  const show = (link) => {
    const box = table.parentElement;
    const place = link.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    const corner = table.rows[0].cells[0].getBoundingClientRect();
    const across = place.left < corner.right || place.right > frame.right;
    const down = place.top < corner.bottom || place.bottom > frame.bottom;
    if (across) box.scrollLeft += place.left - (corner.right + frame.right) / 2;
    if (down) box.scrollTop += place.top - (corner.bottom + frame.bottom) / 2;
  };
  const mark = () => {
    const panel = document.querySelector(".cell:target");
    const chosen = panel && linkOf(panel);
    links.forEach((each) => {
      each.classList.toggle("chosen", each === chosen);
      each.toggleAttribute("aria-current", each === chosen);
    });
    if (!chosen) return;
    enter(chosen);
    show(chosen);
  };
  enter(links[0]);
  mark();
  addEventListener("hashchange", mark);
  table.addEventListener("focusin", (event) => enter(event.target));
  table.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    let row = cell.parentElement.rowIndex + step[0];
    let column = cell.cellIndex + step[1];
    while (table.rows[row] && table.rows[row].cells[column]) {
      const link = table.rows[row].cells[column].querySelector("a");
      if (link) { link.focus(); return; }
      row += step[0];
      column += step[1];
    }
  });
  document.addEventListener("keydown", (event) => {
    const panel = document.querySelector(".cell:target");
    if (event.key !== "Escape" || !panel) return;
    const link = linkOf(panel);
    location.hash = link.id;
    link.focus();
  });
})();
