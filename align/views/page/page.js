
// What the page offers beyond reading. It reads the rows as they stand and is given no data.
(() => {
  "use strict";

  const LIMIT = 2000; // highlighted places at most: more cost time and help nobody
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const search = byId("search");
  const flagged = byId("flagged");
  const shortcuts = byId("shortcuts");
  const count = byId("count");
  const rows = Array.from(document.querySelectorAll("tbody > tr"));
  const groups = Array.from(document.querySelectorAll("tbody"));
  const focusedRow = () => document.activeElement?.closest("tbody > tr") || null;
  const link = (row) => row.querySelector(".gutter a");
  const cells = (row) => Array.from(row.querySelectorAll("td.source:not(.gap), td.target:not(.gap)"));

  // Case folded, white space made one kind; mostly as long as the text, which highlighting needs.
  const fold = (text) => text.normalize("NFC").toLowerCase().replace(/\s/g, " ");
  const texts = new Map();
  const text = (row) => {
    if (!texts.has(row)) texts.set(row, cells(row).map((cell) => fold(cell.textContent)));
    return texts.get(row);
  };

  function highlight(query) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("found");
    if (!query) return;
    const ranges = [];
    for (const row of rows) {
      if (row.hidden) continue;
      for (const cell of cells(row)) {
        const folded = fold(cell.textContent);
        if (folded.length !== cell.textContent.length) continue;
        for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + query.length)) {
          ranges.push(rangeOf(cell, at, at + query.length));
        }
      }
      if (ranges.length > LIMIT) break;
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function filter() {
    const query = fold(search.value.trim());
    let shown = 0;
    for (const row of rows) {
      const found = !query || text(row).some((side) => side.includes(query));
      row.hidden = !found || (flagged.checked && !row.classList.contains("flagged"));
      if (!row.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("tr:not([hidden])");
    const all = rows.length.toLocaleString("en");
    const narrowed = query || flagged.checked;
    count.value = !narrowed ? `${all} rows` : shown ? `${shown.toLocaleString("en")} of ${all} rows` : "No row matches";
    highlight(query);
    keepOneTabStop();
  }

  // Tab goes through the rows in one step; j and k, or the arrows, go through them one by one.
  let current = null;
  function keepOneTabStop() {
    if (!current || current.hidden) current = rows.find((row) => !row.hidden) || null;
    for (const row of rows) link(row).tabIndex = row === current ? 0 : -1;
  }

  function goTo(row) {
    if (!row) return;
    if (current) link(current).tabIndex = -1;
    current = row;
    link(row).tabIndex = 0;
    link(row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const visible = rows.filter((row) => !row.hidden);
    const focused = focusedRow();
    const at = visible.indexOf(focused || current);
    goTo(focused ? visible[at + by] : visible[Math.max(at, 0)]);
  }

  function clear() {
    search.value = "";
    filter();
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inRow = focusedRow();
    if (event.key === "Escape") {
      const was = document.activeElement;
      clear();
      if (was === search) search.blur();
      return;
    }
    if (!shortcuts.checked || event.target.matches("input[type=search], fieldset input")) return;
    if (event.key === "/") search.focus();
    else if (event.key === "j" || (event.key === "ArrowDown" && inRow)) step(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && inRow)) step(-1);
    else return;
    event.preventDefault();
  }

  function copyLink(event) {
    const anchor = event.target.closest(".gutter a");
    if (!anchor || !navigator.clipboard) return;
    navigator.clipboard.writeText(anchor.href).then(
      () => { count.value = `Link to row ${anchor.textContent} copied`; },
      () => {}, // not allowed here: the address bar holds the link all the same
    );
  }

  function revealTarget() {
    const row = byId(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.hidden) return;
    flagged.checked = false;
    clear();
    row.scrollIntoView({ block: "center" });
  }

  let due = 0;
  search.addEventListener("input", () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(filter);
  });
  flagged.addEventListener("change", filter);
  document.querySelector(".controls fieldset").addEventListener("change", (event) => {
    root.dataset.show = event.target.value;
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", copyLink);
  window.addEventListener("hashchange", revealTarget);

  document.querySelector(".controls").hidden = false;
  filter();
})();
