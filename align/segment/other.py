"""All other languages: sentencex finds the ends of sentences, the rule engine may object.

sentencex knows the marks and abbreviations of some 250 languages, but splits before lower-case
words and after initials, raises on lone surrogates, and takes quadratic time for some texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .rules import Rules, ends_sentence, spans_between

_WINDOW = 4096
_TAIL = 20  # how far before a sentence's end its last marks may begin
_GENERIC = Rules()
_LAST_RUN = re.compile(r"[.!?…][.!?…)\]}»”’›\"']*\Z")
# Characters that sentencex cannot take or would split at; each becomes one other character, so that
# offsets stay true.
_REPLACED = re.compile(r"[\ud800-\udfff]")
_BREAKS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def split_by_sentencex(text: str, lang: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph, as code-point offsets without the white space around.

    ``lang`` is a primary language subtag; sentencex has a fallback for those that it lacks.
    """
    plain = _BREAKS.sub(" ", _REPLACED.sub("\ufffd", text))
    return list(spans_between(text, _accepted(plain, _proposed(plain, lang))))


def _accepted(text: str, proposed: Iterator[int]) -> Iterator[int]:
    """The proposed ends that the rules let pass, in linear time even where they let none pass.

    ``begin`` and ``bare`` are where the words of the sentence since ``start`` begin and, so far,
    end; ``seen`` is the end proposed last.
    """
    start = begin = bare = seen = 0
    for end in proposed:
        while begin < end and text[begin].isspace():
            begin += 1
        position = end
        while position > seen and text[position - 1].isspace():
            position -= 1
        bare = position if position > seen else bare
        seen = end
        run = _LAST_RUN.search(text, max(start, bare - _TAIL), bare)
        if run is None or ends_sentence(text, begin, run.start(), bare, _GENERIC):
            yield end
            start = begin = bare = end


def _proposed(text: str, lang: str) -> Iterator[int]:
    """Ends of sentences, found a window at a time: the last one of a window may be unfinished."""
    from sentencex import get_sentence_boundaries  # costs time only where it is needed

    start = 0
    while start < len(text):
        stop = start + _WINDOW
        ends = [
            start + sentence["end_index"]
            for sentence in get_sentence_boundaries(lang, text[start:stop])
        ]
        if stop < len(text):
            ends.pop()
        yield from ends
        start = ends[-1] if ends else stop
