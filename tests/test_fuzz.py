"""A hundred thousand hostile inputs: the readers and the splitter never fail and lose nothing.

Seeded, so that a failure comes back; ``SEED=7 INPUTS=1000000 pytest tests/test_fuzz.py`` looks
elsewhere, and longer.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable

import pytest

from align.document import Document
from align.errors import InputError
from align.language import detect
from align.readers import parse_document
from align.readers.plain import lines_of
from align.segment import split_sentences

SEED = int(os.environ.get("SEED", "1"))
INPUTS = int(os.environ.get("INPUTS", "110000"))

# What readers and rules look at, as dense as letters.
PIECES = [
    *"аАәқҚbZ1 .?!…–-«»“”\"'()[]{}*_#>|`~:;,<=/\\\n\r\t",
    *"\0\x0b\x0c\x1c\x1b\x85\u00a0\u200b\u200f\u2028\u2029\u202e\ufeff\ud800\udfff😀好。؟",
    *[
        "\r\n",
        "\n\n",
        "  ",
        "---\n",
        "```",
        "~~~~",
        "> ",
        "- ",
        "1. ",
        "# ",
        "<!--",
        "-->",
        "<div>",
    ],
    *[
        "[^1]: ",
        "[a]: b",
        "| a |",
        "т.б. ",
        "ж. ",
        "p.m. ",
        "U.S. ",
        "№ ",
        "http://a.kz/",
        "e\u0301",
    ],
    *["Ол кетті. ", "The end. ", "a: b\n", "келді.Ол ", '!" - ', "(1) ", "5-бап. "],
]
LANGUAGES = ["kk", "kk", "en", "ru", "ky", "tr", "zh", "und"]
SEEDS = [
    "Бүгін кітапхана ашылды. Оған көп адам келді.\n\n# Тақырып\n- бір\n- екі\n> сөз\n",
    "---\ntitle: x\n---\n```python\nprint(1)\n```\n| a | b |\n[a]: http://b.kz 'c'\n",
    "«Келдің бе?» — деді ол. Дж. Смит т.б. 29.05.2024 ж. келді (қараңыз: 5-бет).\r\n",
]


def texts(rng: random.Random) -> Callable[[], str]:
    """Texts made of pieces, and real ones damaged by cutting, doubling and replacing."""

    def damaged(text: str) -> str:
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(text) + 1)
            end = min(len(text), at + rng.choice((0, 1, 1, 3, 20)))
            put = rng.choice(("", rng.choice(PIECES), text[at:end] * rng.randint(1, 9)))
            text = text[:at] + put + text[end:]
        return text

    def make() -> str:
        if rng.random() < 0.3:
            return damaged(rng.choice(SEEDS))
        few = rng.choices(PIECES, k=rng.randint(1, 6))
        return "".join(rng.choices(few if rng.random() < 0.5 else PIECES, k=rng.randint(0, 40)))

    return make


def check_document(document: Document) -> None:
    position = 0
    for paragraph in document.paragraphs:
        assert position <= paragraph.start < paragraph.end
        assert paragraph.start <= paragraph.content <= paragraph.end
        assert not document.text[position : paragraph.start].strip()
        position = paragraph.end
    assert not document.text[position:].strip()


def check_sentences(text: str, spans: list[tuple[int, int]]) -> None:
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not text[position:start].strip()
        assert not text[start].isspace() and not text[end - 1].isspace()
        position = end
    assert not text[position:].strip()


def test_a_hundred_thousand_texts(capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(SEED)
    make = texts(rng)
    started = time.process_time()
    for number in range(INPUTS):
        text = make()
        try:
            data = text.encode()
            document = parse_document(data, "a", (".txt", ".md")[number % 2])
            check_document(document)
        except UnicodeEncodeError:  # half a character: for the splitter alone
            pass
        except InputError:
            assert "\0" in text or any(character < " " for character in text)
        check_sentences(text, split_sentences(text, LANGUAGES[number % len(LANGUAGES)]))
        unended = bool(text) and text[-1] != "\n"
        assert len(lines_of(text)) == text.count("\n") + unended
    seconds = time.process_time() - started
    with capsys.disabled():
        print(f"\nfuzz: {INPUTS:,} texts, {INPUTS / seconds:,.0f} a second of one core")


def test_bytes_are_a_document_or_refused() -> None:
    """Encodings: whatever bytes come, there is a text that they stand for, or one line why not."""
    rng = random.Random(SEED)
    make = texts(rng)
    for number in range(INPUTS // 10):
        text = make() if number % 2 else "".join(rng.choices(SEEDS, k=3))
        codec = rng.choice(("utf-8", "utf-16-le", "utf-16", "utf-32", "kz1048", "koi8_r", "cp1251"))
        data = bytearray(text.encode(codec, "replace" if codec[:3] != "utf" else "surrogatepass"))
        for _ in range(rng.randint(0, 3)):
            if data:
                data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            document = parse_document(bytes(data), "a", ".md")
        except InputError as error:
            assert "\n" not in str(error)
            continue
        check_document(document)
        assert len(document.text) <= len(data)


def test_detection_never_fails() -> None:
    make = texts(random.Random(SEED))
    for _ in range(INPUTS // 50):
        found = detect(make())
        assert 0 <= found.confidence <= 1
