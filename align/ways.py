"""The models that translate between two languages, either way: what pairing asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bitext import Bead
from .errors import ModelError
from .translation.engine import Decoding
from .translation.links import Share, linked_both_ways, linked_one_way
from .translation.loading import EngineName
from .translation.memory import Memory
from .translation.models.folder import base_tag
from .translation.session import Session

# So many characters tell whether two passages say the same; a file without sentences can be one of
# megabytes.
_ENOUGH = 2000


@dataclass(frozen=True, slots=True)
class Way:
    """A model that translates one side into the other's language."""

    session: Session
    lang: str

    def translate(self, texts: Sequence[str]) -> list[str]:
        """The translation of each text, or of its beginning."""
        some = [text[:_ENOUGH] for text in texts]
        return [found.text for found in self.session.translate_texts(some, self.lang)]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The log probability of each pair, this way."""
        return self.session.score_pairs(_beginnings(pairs), self.lang)

    def word_shares(self, pairs: Sequence[tuple[str, str]], owner: str) -> list[tuple[Share, ...]]:
        """What links the words of each pair, this way."""
        return self.session.word_shares(_beginnings(pairs), self.lang, owner)


Ways = tuple[Way | None, Way | None]
"""There and back."""


def ways_between(
    langs: Sequence[str],
    model: str | None,
    memory: Memory,
    engine: EngineName,
    beam: int,
    threads: int | None,
) -> Ways:
    """There and back. Raises ``ModelError`` where a named model goes neither way."""
    if base_tag(langs[0]) == base_tag(langs[1]):
        return None, None
    ways: list[Way | None] = []
    errors = []
    for lang, other in (langs, langs[::-1]):
        try:
            session = Session(
                other,
                memory,
                source=lang,
                model=model,
                engine=engine,
                decoding=Decoding(beam=beam),
                threads=threads,
            )
            ways.append(Way(session, lang) if session.planner.model(lang) else None)
        except ModelError as error:  # the named model is missing, or is for another pair
            errors.append(error)
            ways.append(None)
    if len(errors) == len(ways):
        raise errors[0]
    return ways[0], ways[1]


def link_beads(
    beads: Sequence[Bead], way: Way, back: Way | None, owner: str, mirrored: bool
) -> tuple[Bead, ...]:
    """The beads with their words linked by the model that aligned, and by the one back, if any.

    ``mirrored`` where the model that aligned translates the beads' target.
    """
    both = [bead for bead in beads if bead.source.text and bead.target.text]
    pairs = [(bead.source.text, bead.target.text) for bead in both]
    if mirrored:
        pairs = [pair[::-1] for pair in pairs]
    shares = way.word_shares(pairs, owner)
    if back:
        shares_back = back.word_shares([pair[::-1] for pair in pairs], owner)
        links = list(map(linked_both_ways, shares, shares_back))
    else:
        links = list(map(linked_one_way, shares))
    words = {
        bead.id: tuple(sorted((*link[2:], *link[:2]) for link in some) if mirrored else some)
        for bead, some in zip(both, links, strict=True)
    }
    return tuple(replace(bead, words=words.get(bead.id, ())) for bead in beads)


def _beginnings(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(source[:_ENOUGH], target[:_ENOUGH]) for source, target in pairs]
