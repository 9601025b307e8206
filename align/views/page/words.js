
// Words that translate each other light up together: under the pointer, and with the left and right
// arrow keys in a row that has the focus. The text itself is not touched.
(() => {
  "use strict";

  if (!("highlights" in CSS)) return;
  const links = new Map(); // row: its links, each [source start, source end, target start, target end]
  const parse = (row) => row.dataset.words.split(";").map((link) => link.split(" ").map(Number));
  const linksOf = (row) => {
    if (!links.has(row)) links.set(row, parse(row));
    return links.get(row);
  };
  const cellsOf = (row) => [row.querySelector("td.source"), row.querySelector("td.target")];
  const status = document.createElement("div");
  status.className = "sr";
  status.setAttribute("role", "status");
  document.body.append(status);
  let shown = ""; // what is lit, so that a pointer that moves within a word changes nothing
  let row = null; // the row that the arrow keys go through, and where they are
  let at = -1;

  function light(where, index) {
    const all = linksOf(where);
    // All that this word of the source translates to, and what else these translate.
    const same = all.filter((link) => link[0] === all[index][0] || link[2] === all[index][2]);
    const key = `${where.id} ${same.join(" ")}`;
    if (key === shown) return;
    shown = key;
    const [source, target] = cellsOf(where);
    const ranges = same.flatMap((link) => [
      rangeOf(source, link[0], link[1]),
      rangeOf(target, link[2], link[3]),
    ]);
    CSS.highlights.set("words", new Highlight(...ranges.filter(Boolean)));
  }

  function dim() {
    if (!shown) return;
    shown = "";
    CSS.highlights.delete("words");
  }

  function under(event) {
    const cell = event.target.closest?.("td.source, td.target");
    const where = cell?.closest("tr[data-words]");
    if (!where) return null;
    const side = cell.classList.contains("source") ? 0 : 2;
    const index = linksOf(where).findIndex((link) => {
      const range = rangeOf(cell, link[side], link[side + 1]);
      return range && Array.from(range.getClientRects()).some((box) =>
        event.clientX >= box.left && event.clientX <= box.right &&
        event.clientY >= box.top && event.clientY <= box.bottom);
    });
    return index < 0 ? null : [where, index];
  }

  let due = 0;
  document.addEventListener("pointermove", (event) => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(() => {
      const found = under(event);
      if (found) light(...found);
      else if (!row) dim();
    });
  });

  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const focused = document.activeElement?.closest("tr[data-words]");
    if (!step || !focused || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.getElementById("shortcuts").checked) return;
    const count = linksOf(focused).length;
    if (focused !== row) [row, at] = [focused, step > 0 ? -1 : count];
    at = (at + step + count) % count;
    light(row, at);
    const [source, target] = cellsOf(row);
    const [a, b, c, d] = linksOf(row)[at];
    status.textContent = `${rangeOf(source, a, b)}: ${rangeOf(target, c, d)}`;
    event.preventDefault();
  });

  document.addEventListener("focusout", (event) => {
    if (row && event.relatedTarget?.closest("tr") !== row) {
      row = null;
      dim();
    }
  });
})();
