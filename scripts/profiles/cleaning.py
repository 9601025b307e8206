"""From a message of a program to the words in it: no markup, no placeholder, one script."""

from __future__ import annotations

import html
import re

from align.language.scripts import count_scripts

_MARKUP = re.compile(
    r"<[^>]*>|\{\{[^{}|]*\|?|\}\}|\[\[(?:[^\[\]|]*\|)?|\]\]|\[?(?:https?|ftp)://\S+|&[a-zA-Z]+;|"
    r"%(?:\d+\$)?[-+#0 .\d]*l*[a-zA-Z]|%\([^)]*\)[sd]|\$\{?[\w]+\}?|\{[^{}\s]*\}|'''?|==+|"
    r"(?<!\S)[-/]\S+|\S*[_\\/@]\S*"
)
_ACCELERATOR = re.compile(r"[_&~](?=\w)")
_TRAILING_KEY = re.compile(r"\((?:_|&|~)?[A-Z]\)")
_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]")


def clean(text: str) -> str:
    """``text`` without markup, placeholders, addresses and keyboard marks, on one line."""
    text = html.unescape(text.replace("\\n", " "))
    text = _TRAILING_KEY.sub("", text)
    text = _MARKUP.sub(" ", _ACCELERATOR.sub("", text))
    return _SPACES.sub(" ", text).strip()


def script_of(text: str) -> str | None:
    """The script that 85 % of the letters are in, ``None`` where there is no such one."""
    counts = count_scripts(text)
    total = sum(counts.values())
    if total < 3 or total < len(_LETTERS.findall(text)):
        return None
    script, most = counts.most_common(1)[0]
    return script if most >= 0.85 * total else None
