r"""The ``tsv`` view: a table for spreadsheets and scripts.

Every row is one line and every line has as many tabs, whatever the text holds: inside a cell a tab
is written ``\t``, a newline ``\n``, a carriage return ``\r`` and a backslash ``\\``. No cell is
quoted.

No cell is live: where a spreadsheet could take a cell for a formula (it begins with ``=``, ``+``,
``-``, ``@`` or the full-width form of one, see OWASP, *CSV Injection*) or for a quoted cell (it
begins with ``"``), an apostrophe stands in front of it. So that this can be undone, a cell that
begins with an apostrophe gets one more: to read a cell, drop one leading apostrophe if there is
one, then undo the backslashes.
"""

from __future__ import annotations

from ..bitext import Bitext, Finding
from .characters import encodable

COLUMNS = ("id", "paragraph", "source", "target", "score", "origin", "findings")

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_LIVE = tuple("=+-@＝＋－＠\"'")


def render_tsv(bitext: Bitext) -> str:
    """A header and a row a bead: ``COLUMNS``, where ``paragraph`` is the source's, from 0.

    ``findings`` holds ``severity kind: detail`` for each, set apart by `` | ``.
    """
    rows = [COLUMNS]
    for bead in bitext.beads:
        rows.append(
            (
                str(bead.id),
                str(bead.source.paragraph),
                bead.source.text,
                bead.target.text,
                f"{bead.score:.4f}",
                bead.origin,
                " | ".join(_finding(finding) for finding in bead.findings),
            )
        )
    return encodable("".join("\t".join(map(_cell, row)) + "\n" for row in rows))


def _cell(text: str) -> str:
    escaped = text.translate(_ESCAPES)
    return f"'{escaped}" if escaped.startswith(_LIVE) else escaped


def _finding(finding: Finding) -> str:
    return f"{finding.severity} {finding.kind}: {finding.detail}"
