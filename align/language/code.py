"""Telling a line of program code by its shape, where its words alone look like English."""

from __future__ import annotations

import re

_LONGEST = 400
_STATEMENT = re.compile(
    r"""\s*(?:
    (?:SELECT\b.*\bFROM|INSERT\s+INTO|UPDATE\b.*\bSET|DELETE\s+FROM|(?:CREATE|ALTER|DROP)\s+TABLE)\b
    |import\s+[\w.]+(?:\s+as\s+\w+)?\s*$
    |from\s+[\w.]+\s+import\s+[\w,\s*]+$
    |[a-zA-Z_]\w*(?:\.\w+)*\([^()]*\);?\s*$
    )""",
    re.VERBOSE,
)


def is_code(text: str) -> bool:
    """Whether ``text`` is one statement: SQL in capitals, a Python import, a call of a function."""
    return len(text) <= _LONGEST and _STATEMENT.match(text) is not None
