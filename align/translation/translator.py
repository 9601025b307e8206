"""From sentences to translations: normalise, cut, look up, batch, decode, check, join."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..bitext import Finding
from ..repetition import falls_into_repetition
from .batching import batches_by_length
from .clauses import cut_at_clauses
from .engine import Decoding, Engine, Hypothesis
from .forced import Forced
from .links import Link
from .memory import (
    Memory,
    Remembered,
    find_links,
    memory_key,
    settings_digest,
    store_links,
)
from .normalise import model_input
from .repair import Judge, repair
from .tokenizer import Tokenizer

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated sentence; ``score`` is the geometric mean of its pieces' probabilities."""

    text: str
    score: float
    findings: tuple[Finding, ...] = ()


class _Completion:
    """Tells how many more texts are done, as the parts that they consist of come in."""

    def __init__(self, parts: list[list[str]], progress: Progress | None) -> None:
        self._progress = progress
        self._missing = [len(set(some)) for some in parts]
        self._texts: dict[str, list[int]] = {}
        for index, some in enumerate(parts):
            for part in set(some):
                self._texts.setdefault(part, []).append(index)
        self._tell(self._missing.count(0))

    def note(self, parts: set[str]) -> None:
        """These parts are translated."""
        completed = 0
        for part in parts:
            for index in self._texts[part]:
                self._missing[index] -= 1
                completed += self._missing[index] == 0
        self._tell(completed)

    def _tell(self, completed: int) -> None:
        if self._progress and completed:
            self._progress(completed)


class Translator:
    """Translates sentences with one engine, one tokenizer and one memory.

    ``prefix`` is the target-language token of a multi-target model, ``limit`` the most pieces that
    the model takes, ``preferred`` the most that it is good at (``None``: all that it takes),
    ``identity`` everything that identifies the model (see ``settings_digest``). ``judge`` finds
    errors, for which another hypothesis is taken where there is a better one. ``forced`` is the
    same model for targets that exist already.
    """

    def __init__(
        self,
        engine: Engine,
        tokenizer: Tokenizer,
        memory: Memory,
        *,
        decoding: Decoding,
        limit: int,
        preferred: int | None = None,
        prefix: str | None,
        identity: dict[str, object],
        judge: Judge | None = None,
        forced: Forced | None = None,
    ) -> None:
        self._engine = engine
        self._forced = forced
        self._tokenizer = tokenizer
        self._memory = memory
        self._decoding = decoding
        self._limit = limit
        self._preferred = preferred
        self._prefix = prefix
        self._judge = judge
        self._settings = settings_digest(
            {
                **identity,
                "engine": engine.name,
                "prefix": prefix,
                "limit": limit,
                "preferred": preferred,
                "decoding": decoding.as_dict(),
                **({"judge": judge.name} if judge else {}),
            }
        )

    def translate(
        self, texts: Sequence[str], owner: str, progress: Progress | None = None
    ) -> list[Translation]:
        """One translation for each text, in order; an empty text stays empty.

        ``owner`` names the document. Batches are made of all texts of the document that the memory
        did not hold before the document was first begun: the arithmetic of a batch depends, in its
        last digits, on what is in it, and a run that was killed and started again must form the
        same batches as one that was not. ``progress`` is told how many texts are done since it was
        last told.
        """
        inputs = [model_input(text) for text in texts]
        parts = [self._parts(text) for text in inputs]
        done = self._decode_all(parts, owner, _Completion(parts, progress))
        return [
            self._join(text, [done[part] for part in some])
            for text, some in zip(inputs, parts, strict=True)
        ]

    def score_batch(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The log probability of each (source, target) pair, by forced decoding.

        Natural logarithms, summed over the target's pieces and its ``</s>``.
        """
        return self._forcing().score(pairs)

    def link_words(self, pairs: Sequence[tuple[str, str]], owner: str) -> list[tuple[Link, ...]]:
        """The word links of each (source, target) pair; none where the model cannot tell.

        ``owner`` names the document, whose pairs these all are: links are made and remembered for
        all of it or for nothing, so that batches stay the same after a run that was killed.
        """
        whole = memory_key(self._settings, json.dumps((owner, *pairs)))
        keys = [memory_key(whole, "\0".join(pair)) for pair in pairs]
        known = find_links(self._memory, list(dict.fromkeys(keys)))
        if all(key in known for key in keys):
            return [tuple(map(tuple, json.loads(known[key]))) for key in keys]
        links = self._forcing().link(pairs)
        made = {key: json.dumps(some) for key, some in zip(keys, links, strict=True)}
        store_links(self._memory, made)
        return links

    def _forcing(self) -> Forced:
        if self._forced is None:
            raise TypeError(f"engine {self._engine.name} cannot be forced to a target")
        return self._forced

    def _parts(self, text: str) -> list[str]:
        if not any(character.isalpha() for character in text):
            return []
        parts = cut_at_clauses(text, self._limit, self._tokenizer.count, self._preferred)
        return [part.strip() for part in parts]

    def _join(self, text: str, parts: list[Remembered]) -> Translation:
        if not parts:
            # Numbers and punctuation are the same in both languages.
            return Translation(text, 1.0)
        findings = []
        if len(parts) > 1:
            detail = f"long for the model, translated in {len(parts)} parts"
            findings.append(Finding("split", detail, "info"))
        repeated = max(part.repeated for part in parts)
        if repeated == 2:
            findings.append(Finding("repetition", "the translation repeats itself", "error"))
        elif repeated == 1:
            detail = "the first translation repeated itself, this is a second one"
            findings.append(Finding("repetition", detail, "warning"))
        repaired = ", ".join(dict.fromkeys(part.repaired for part in parts if part.repaired))
        if repaired:
            detail = f"another hypothesis was taken, for errors of the first: {repaired}"
            findings.append(Finding("repaired", detail, "info"))
        weights = [max(1, len(part.target)) for part in parts]
        logs = [math.log(max(part.score, 1e-9)) for part in parts]
        mean = sum(w * log for w, log in zip(weights, logs, strict=True)) / sum(weights)
        joined = " ".join(part.target for part in parts if part.target)
        return Translation(joined, round(math.exp(mean), 4), tuple(findings))

    def _decode_all(
        self, parts: list[list[str]], owner: str, completion: _Completion
    ) -> dict[str, Remembered]:
        keys = {part: memory_key(self._settings, part) for some in parts for part in some}
        known = self._memory.find(list(keys.values()))
        done = {part: known[key] for part, key in keys.items() if key in known}
        mine = [p for p in keys if p not in done or done[p].owner == owner]
        completion.note(set(keys) - set(mine))
        pieces = self._tokenizer.encode(mine, self._prefix)
        for batch in batches_by_length([len(p) for p in pieces]):
            if not all(mine[index] in done for index in batch):
                found = self._decode_batch(
                    [mine[index] for index in batch], [pieces[index] for index in batch], owner
                )
                fresh = {
                    mine[index]: remembered
                    for index, remembered in zip(batch, found, strict=True)
                    if mine[index] not in done
                }
                self._memory.store((keys[part], remembered) for part, remembered in fresh.items())
                done.update(fresh)
            completion.note({mine[index] for index in batch})
        return done

    def _decode_batch(
        self, texts: list[str], batch: list[list[str]], owner: str
    ) -> list[Remembered]:
        found = []
        for source, hypothesis in zip(
            batch, self._engine.decode(batch, self._decoding), strict=True
        ):
            looping = falls_into_repetition(hypothesis.pieces, source)
            found.append(self._decode_again(source, hypothesis) if looping else (hypothesis, 0))
        repairs = (
            repair(
                texts,
                batch,
                [hypothesis for hypothesis, _ in found],
                judge=self._judge,
                engine=self._engine,
                decoding=self._decoding,
                spell=self._spell,
            )
            if self._judge
            else {}
        )
        remembered = []
        for index, (hypothesis, repeated) in enumerate(found):
            better = repairs.get(index)
            chosen = better.hypothesis if better else hypothesis
            score = round(math.exp(min(0.0, chosen.score)), 4)
            kinds = ", ".join(better.kinds) if better else ""
            if better and not falls_into_repetition(chosen.pieces, batch[index]):
                repeated = 0
            remembered.append(Remembered(self._spell(chosen), score, repeated, owner, kinds))
        return remembered

    def _spell(self, hypothesis: Hypothesis) -> str:
        # A model with byte pieces can spell a line break, and one line has to stay one.
        return " ".join(self._tokenizer.decode(hypothesis.pieces).split())

    def _decode_again(self, source: list[str], first: Hypothesis) -> tuple[Hypothesis, int]:
        """A second decoding that forbids repeated 3-grams; the shorter one where both loop."""
        settings = replace(
            self._decoding,
            no_repeat_ngram=3,
            repetition_penalty=1.2,
            max_pieces=min(self._decoding.max_pieces, 2 * len(source) + 10),
        )
        second = self._engine.decode([source], settings)[0]
        if not falls_into_repetition(second.pieces, source):
            return second, 1
        return min(first, second, key=lambda hypothesis: len(hypothesis.pieces)), 2
