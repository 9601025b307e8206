"""Two lists of sentences in two languages to beads: which sentences say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from ..errors import InputError
from .crossing import Crossing, without
from .dictionary import Dictionary
from .dynamic import Lattice
from .embedders import Embed
from .embedding import embedding_similarity
from .lexical import lexical_similarity
from .passes import LEXICAL_HEAT, Learned, learn
from .search import beads_of
from .settle import Score, faith_in_scores, settled
from .similarity import Saturating, Similarity, Together
from .translation import translation_similarity

Method = Literal["auto", "length", "lexical", "translation", "embedding"]
UsedMethod = Literal["length", "lexical", "translation", "embedding"]
Translate = Callable[[Sequence[str]], list[str]]

# Fitted on Kazakh-English gold alignments, together with the chances of units: for ``embedding``,
# where there is no gold, that of ``lexical``.
_HEAT: dict[UsedMethod, float] = {
    "length": 1.0,
    "lexical": LEXICAL_HEAT,
    "translation": 0.65,
    "embedding": LEXICAL_HEAT,
}
_SETTLED_HEAT = 0.52
# With a lexicon that the text itself has taught, evidence is more of one piece than it seems.
_TAUGHT_HEAT = 0.75


@dataclass(frozen=True, slots=True)
class AlignedBead:
    """``source[start:end]`` and ``target[start:end]`` say the same; one of the two may be empty.

    ``score`` in 0…1 is the chance that exactly these sentences belong together, or, for an empty
    side, that these have no counterpart: the posterior of the bead in the search's model, with all
    evidence discounted by one factor a method that was fitted on gold alignments, times the chance
    that the bead is a unit (see ``granularity``).
    """

    source: tuple[int, int]
    target: tuple[int, int]
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in order, with every sentence of both sides in exactly one, and what found them.

    ``crossings`` are unaligned passages that have their counterpart elsewhere.
    """

    beads: tuple[AlignedBead, ...]
    method: UsedMethod
    crossings: tuple[Crossing, ...] = ()

    def mirrored(self) -> Alignment:
        """The same with the sides exchanged."""
        sizes = [(_size(bead.target), _size(bead.source), bead.score) for bead in self.beads]
        crossings = [Crossing(crossing.target, crossing.source) for crossing in self.crossings]
        return Alignment(
            _beads(sizes), self.method, tuple(sorted(crossings, key=lambda c: c.source))
        )


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_lang: str,
    target_lang: str,
    method: Method = "auto",
    translate: Translate | None = None,
    score: Score | None = None,
    score_back: Score | None = None,
    embed: Embed | None = None,
    dictionary: Dictionary | None = None,
) -> Alignment:
    """Align two lists of sentences.

    ``translate`` turns the source's sentences into the target's language, one for one; ``auto``
    takes it where it is given and compares only what the languages write alike where it is not, and
    the words that meet in a first pass (see ``lexicon``).
    ``score``, and ``score_back`` from target to source, settle what translations leave in doubt
    (see ``settle``). ``embed`` makes the vectors that ``embedding`` compares. ``dictionary``
    helps ``lexical``, and ``translation`` and ``embedding``, which look at the same signs as well.
    Languages are BCP 47 codes; the same one on both sides lets ``lexical`` compare words as they
    are. Raises ``InputError`` for an unknown method, for ``translation`` without ``translate`` and
    for ``embedding`` without ``embed``.
    """
    used = _method(method, translate, embed)
    if not source or not target:
        return Alignment(_beads([(1, 0, 1.0)] * len(source) + [(0, 1, 1.0)] * len(target)), used)
    if used == "translation" and translate is not None:
        # Models make little of sentences in capitals, and translations are compared without case.
        read = [text.capitalize() if text.isupper() else text for text in source]
        translated = translate(read)
        if len(translated) != len(source):
            raise ValueError(f"{len(source)} sentences gave {len(translated)} translations")
        # What the model does not know it often leaves out: names above all.
        by_model = translation_similarity(translated, target)
        by_signs = lexical_similarity(source, target, dictionary)
        learned = learn(source, target, Together((by_model, by_signs)))
        faith = faith_in_scores(by_model, learned.pairs) if score or score_back else 0.0
        lattice = settled(learned.lattice, read, target, score, score_back, faith)
        heat = _HEAT[used] + faith * (_SETTLED_HEAT - _HEAT[used])
        return _read_off(learned, lattice, used, heat)
    # Ties are broken in the same way whichever side is called the source.
    if (len(source), *source) > (len(target), *target):
        return align_sentences(
            target,
            source,
            source_lang=target_lang,
            target_lang=source_lang,
            method=used,
            embed=embed,
            dictionary=dictionary.mirrored() if dictionary else None,
        ).mirrored()
    learned = learn(
        source,
        target,
        _overlap(source, target, used, source_lang == target_lang, embed, dictionary),
        induce=used == "lexical" and source_lang != target_lang,
        vectors=used == "embedding",
    )
    heat = _TAUGHT_HEAT if learned.taught else _HEAT[used]
    return _read_off(learned, learned.lattice, used, heat)


def _read_off(learned: Learned, lattice: Lattice, used: UsedMethod, heat: float) -> Alignment:
    """The alignment by the lattice, which may know more than the one that was learned."""
    attached = learned.fragments.attached(lattice, learned.priors.single())
    found = beads_of(without(attached, learned.crossings), heat, likeliest=used == "length")
    steps = [bead.size for bead in found]
    chances = [b.chance * unit for b, unit in zip(found, learned.units(steps), strict=True)]
    sized = zip(steps, chances, strict=True)
    return Alignment(_beads([(*step, chance) for step, chance in sized]), used, learned.crossings)


def _method(method: str, translate: Translate | None, embed: Embed | None) -> UsedMethod:
    if method == "auto":
        return "lexical" if translate is None else "translation"
    if method not in get_args(UsedMethod):
        known = ", ".join(get_args(Method))
        raise InputError(f"no alignment method {method!r}; there are: {known}")
    if method == "translation" and translate is None:
        raise InputError("alignment by translation needs a model for the source's language")
    if method == "embedding" and embed is None:
        raise InputError("alignment by embedding needs an embedder")
    return cast(UsedMethod, method)


def _overlap(
    source: Sequence[str],
    target: Sequence[str],
    used: UsedMethod,
    same: bool,
    embed: Embed | None,
    dictionary: Dictionary | None,
) -> Similarity | None:
    if used == "length":
        return None
    if used == "embedding" and embed is not None:
        # Vectors are blind to numbers and to names they were not trained on.
        return Together(
            (
                embedding_similarity(source, target, embed),
                Saturating(lexical_similarity(source, target, dictionary)),
            )
        )
    # Text in the target's language needs no translation to be compared like one.
    if same:
        return translation_similarity(source, target)
    return Saturating(lexical_similarity(source, target, dictionary))


def _size(side: tuple[int, int]) -> int:
    return side[1] - side[0]


def _beads(found: Sequence[tuple[int, int, float]]) -> tuple[AlignedBead, ...]:
    """Sizes to ranges; between two beads the source's unaligned sentences come first."""
    ordered: list[tuple[int, int, float]] = []
    waiting: list[tuple[int, int, float]] = []
    for bead in found:
        if bead[0] == 0:
            waiting.append(bead)
            continue
        if bead[1] > 0:
            ordered.extend(waiting)
            waiting.clear()
        ordered.append(bead)
    ordered.extend(waiting)
    beads = []
    i = j = 0
    for di, dj, chance in ordered:
        beads.append(AlignedBead((i, i + di), (j, j + dj), round(chance, 4)))
        i, j = i + di, j + dj
    return tuple(beads)
