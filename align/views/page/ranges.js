
// Places in a cell's text as ranges of the page: what is marked in it stands in elements of its own.
function placeIn(cell, offset) {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (offset <= walker.currentNode.length) return [walker.currentNode, offset];
    offset -= walker.currentNode.length;
  }
  return null;
}

function rangeOf(cell, start, end) {
  const from = placeIn(cell, start);
  const to = placeIn(cell, end);
  if (!from || !to) return null;
  const range = new Range();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}
