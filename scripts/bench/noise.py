"""The kinds of noise that ``noisy.py`` makes gold alignments with, each a plain function."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Lines = tuple[str, ...]
Change = Callable[[str, Random], str]

_CLAUSE_END = re.compile(r"(?<=[,;:，；：、])\s*(?=\w)")
_PAGE = 30
_CONFUSED = str.maketrans("оеаілңқhtcr", "0саl1нкbfet")
_LATIN = {
    "а": "a", "ә": "ä", "б": "b", "в": "v", "г": "g", "ғ": "ğ", "д": "d", "е": "e", "ё": "io",
    "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n",
    "ң": "ñ", "о": "o", "ө": "ö", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "ū",
    "ү": "ü", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "ş", "щ": "ş", "ъ": "",
    "ы": "y", "і": "ı", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip


@dataclass(frozen=True)
class Bead:
    """Lines of both sides that say the same; one side may be empty."""

    source: Lines
    target: Lines


@dataclass(frozen=True)
class Text:
    """A document in both languages, and lines in them that do not belong to it."""

    beads: list[Bead]
    foreign: tuple[Lines, Lines]
    glue: tuple[str, str] = (" ", " ")


Noise = Callable[[Text, Random], list[Bead]]


def joined(text: Text, random: Random) -> list[Bead]:
    """A fifth of the beads joined to the next, or the next two, on one side or on both."""
    beads = []
    position = 0
    while position < len(text.beads):
        size = random.choices((1, 2, 3), (0.8, 0.15, 0.05))[0]
        some = text.beads[position : position + size]
        source: Lines = sum((bead.source for bead in some), ())
        target: Lines = sum((bead.target for bead in some), ())
        if size > 1:
            whole = random.choice(("source", "target", "target", "source", "neither"))
            source = (text.glue[0].join(source),) if whole == "source" else source
            target = (text.glue[1].join(target),) if whole == "target" else target
            if whole == "neither":
                target = _cut_elsewhere(text.glue[1].join(target), random)
        beads.append(Bead(source, target))
        position += size
    return beads


def split(text: Text, random: Random) -> list[Bead]:
    """Every sixth sentence of each side cut inside, at a clause or anywhere."""
    found = []
    for bead in text.beads:
        chance = random.random()
        source, target = bead.source, bead.target
        if chance < 1 / 6:
            source = _cut_elsewhere(source[0], random)
        elif chance < 1 / 3:
            target = _cut_elsewhere(target[0], random)
        found.append(Bead(source, target))
    return found


def omissions(text: Text, random: Random) -> list[Bead]:
    """Every twelfth sentence missing on each side."""
    return [_without(bead, random.random()) for bead in text.beads]


def chapters(text: Text, random: Random) -> list[Bead]:
    """A fifth of the text missing on the one side, another on the other."""
    beads = list(text.beads)
    length = len(beads) // 5
    first = random.randrange(1, len(beads) // 2 - length)
    second = random.randrange(len(beads) // 2, len(beads) - length)
    for start, lost in ((first, 0.0), (second, 0.1)):
        for number in range(start, start + length):
            beads[number] = _without(beads[number], lost)
    return beads


def insertions(text: Text, random: Random) -> list[Bead]:
    """Foreign sentences strewn in, one to twelve on each side."""
    found = []
    for bead in text.beads:
        chance = random.random()
        if chance < 1 / 6:
            found.append(_foreign(text, random, int(chance < 1 / 12)))
        found.append(bead)
    return found


def preface(text: Text, random: Random) -> list[Bead]:
    """A foreign preface of 50 to 200 lines on one side, or as many as there are."""
    side = random.randrange(2)
    start = random.randrange(len(text.foreign[side]))
    lines = _around(text.foreign[side], start, random.randrange(50, 201))
    return [*(_alone(line, side) for line in lines), *text.beads]


def bibliography(text: Text, random: Random) -> list[Bead]:
    """References at the end of one side: names, years and pages."""
    side = random.randrange(2)
    words = [word for line in text.foreign[side] for word in re.findall(r"\w{4,}", line)]

    def reference() -> str:
        names = [f"{random.choice(words).title()} {random.choice('ABCDEKMS')}." for _ in "ab"]
        title = " ".join(random.choice(words) for _ in range(6)).capitalize()
        first = random.randrange(1, 400)
        return (
            f"{', '.join(names)} ({random.randrange(1950, 2024)}). {title}. {first}–{first + 12}."
        )

    return [*text.beads, *(_alone(reference(), side) for _ in range(random.randrange(30, 80)))]


def headers(text: Text, random: Random) -> list[Bead]:
    """One side in pages of 30 lines, each with the same header and its number."""
    side = random.randrange(2)
    title = random.choice(text.foreign[side])[:40]
    found = []
    for number, bead in enumerate(text.beads):
        if number % _PAGE == _PAGE - 1:
            found += [_alone(str(number // _PAGE + 1), side), _alone(title, side)]
        found.append(bead)
    return found


def headers_on_both(text: Text, random: Random) -> list[Bead]:
    """Both sides in pages, each of its own length."""
    titles = [random.choice(lines)[:40] for lines in text.foreign]
    found = []
    for number, bead in enumerate(text.beads):
        for side, lines in enumerate((_PAGE, _PAGE - 7)):
            if number % lines == lines - 1:
                found += [_alone(titles[side], side), _alone(f"- {number // lines + 1} -", side)]
        found.append(bead)
    return found


def duplicates(text: Text, random: Random) -> list[Bead]:
    """Every twelfth line there twice on one side."""
    found = []
    for bead in text.beads:
        found.append(bead)
        side, lines = random.choice(((0, bead.source), (1, bead.target)))
        if lines and random.random() < 1 / 12:
            found.append(_alone(lines[-1], side))
    return found


def headings(text: Text, random: Random) -> list[Bead]:
    """A numbered heading every ten lines, on both sides."""
    found = []
    for number, bead in enumerate(text.beads):
        if number % 10 == 0:
            mark = f"{number // 50 + 1}.{number // 10 % 5 + 1} "
            place = random.randrange(len(text.foreign[0]))
            found.append(Bead(*((mark + side[place][:50],) for side in text.foreign)))
        found.append(bead)
    return found


def neighbours(text: Text, random: Random) -> list[Bead]:
    """Every tenth sentence and the next have changed places on one side."""
    found = []
    beads = iter(text.beads)
    for bead in beads:
        after = next(beads, None) if random.random() < 0.1 else None
        if after is None:
            found.append(bead)
        else:
            found.append(Bead(bead.source + after.source, after.target + bead.target))
    return found


def misread(text: Text, random: Random) -> list[Bead]:
    """What reading by machine leaves: letters confused, words cut by hyphens, marks lost."""

    def change(line: str, random: Random) -> str:
        letters = [
            letter.translate(_CONFUSED) if random.random() < 0.15 else letter
            for letter in line
            if not (letter in ",.'" and random.random() < 0.3)
        ]
        line = "".join(letters)
        return re.sub(
            r"(\w{4})(\w{3})", lambda m: m[1] + random.choice(("", "", "- ")) + m[2], line
        )

    return _changed(text, random, change, change)


def lower(text: Text, random: Random) -> list[Bead]:
    """No capitals on either side."""
    return _changed(text, random, _lower, _lower)


def upper(text: Text, random: Random) -> list[Bead]:
    """Nothing but capitals on one side."""
    return _changed(text, random, lambda line, _: line.upper(), _same)


def numberless(text: Text, random: Random) -> list[Bead]:
    """No digits on either side."""
    return _changed(text, random, _numberless, _numberless)


def unmarked(text: Text, random: Random) -> list[Bead]:
    """No punctuation on either side, and no capitals."""
    return _changed(text, random, _unmarked, _unmarked)


def in_latin(text: Text, random: Random) -> list[Bead]:
    """Kazakh in Latin letters."""
    return _changed(text, random, lambda line, _: _latin(line), _same)


def short(text: Text, random: Random) -> list[Bead]:
    """Only the shorter half of the sentences, with omissions: dialogue."""
    lengths = sorted(len(bead.source[0]) for bead in text.beads)
    kept = [b for b in text.beads if len(b.source[0]) <= lengths[len(lengths) // 2]]
    return omissions(Text(kept, text.foreign, text.glue), random)


def mixed(text: Text, random: Random) -> list[Bead]:
    """Joined, cut, missing and foreign sentences, headers and doubled lines, and a preface."""
    for noise in (joined, omissions, insertions, headers, duplicates):
        text = Text(noise(text, random), text.foreign, text.glue)
    return preface(text, random)


KINDS: dict[str, Noise] = {
    "clean": lambda text, random: text.beads,
    "joined": joined, "split": split, "omissions": omissions, "chapters": chapters,
    "insertions": insertions, "preface": preface, "bibliography": bibliography, "headers": headers,
    "headers_on_both": headers_on_both, "duplicates": duplicates, "headings": headings,
    "neighbours": neighbours, "misread": misread, "lower": lower, "upper": upper,
    "numberless": numberless, "unmarked": unmarked, "in_latin": in_latin, "short": short,
    "mixed": mixed,
}  # fmt: skip


def _cut_elsewhere(line: str, random: Random) -> Lines:
    """A line in two, between clauses if it has any, else between words."""
    places = [m.start() for m in _CLAUSE_END.finditer(line)]
    places = places or [m.start() for m in re.finditer(r"\s", line)] or [len(line) // 2]
    place = random.choice(places)
    found = tuple(part.strip() for part in (line[:place], line[place:]) if part.strip())
    return found or (line,)


def _without(bead: Bead, chance: float) -> Bead:
    if chance < 1 / 12:
        return Bead((), bead.target)
    return Bead(bead.source, ()) if chance < 1 / 6 else bead


def _alone(line: str, side: int) -> Bead:
    return Bead((), (line,)) if side else Bead((line,), ())


def _foreign(text: Text, random: Random, side: int) -> Bead:
    return _alone(random.choice(text.foreign[side]), side)


def _around(lines: Lines, start: int, count: int) -> Lines:
    return (*lines[start:], *lines[:start])[:count]


def _changed(text: Text, random: Random, source: Change, target: Change) -> list[Bead]:
    """Omissions with each line changed: without them any alignment would do."""
    return [
        Bead(
            tuple(source(line, random) for line in bead.source),
            tuple(target(line, random) for line in bead.target),
        )
        for bead in omissions(text, random)
    ]


def _same(line: str, _: Random) -> str:
    return line


def _lower(line: str, _: Random) -> str:
    return line.lower()


def _numberless(line: str, _: Random) -> str:
    return re.sub(r"\d", "", line) or line


def _unmarked(line: str, _: Random) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", line.lower()).split()) or line


def _latin(line: str) -> str:
    letters = (
        _LATIN.get(letter) or _LATIN.get(letter.lower(), letter).capitalize() for letter in line
    )
    return "".join(letters)
