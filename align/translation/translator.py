"""From sentences to translations: normalise, cut, look up, batch, decode, check, join."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass

from ..bitext import Finding
from ..stages import timed
from .batching import WIDTH_MOST, WIDTH_STEP
from .clauses import cut_at_clauses
from .decoder import Decoder
from .engine import Decoding, Engine, ForcingEngine
from .forced import Forced
from .links import Link, Share, spans_of_words, spell_links
from .memory import (
    Memory,
    Remembered,
    find_links,
    memory_key,
    settings_digest,
    store_links,
)
from .normalise import model_input
from .repair import Judge
from .tokenizer import Tokenizer
from .waiting import Flight, Waiter, Waiting

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated sentence; ``score`` is the geometric mean of its pieces' probabilities.

    ``words`` links words where that was asked for, in code points of the text and of this one.
    """

    text: str
    score: float
    findings: tuple[Finding, ...] = ()
    words: tuple[Link, ...] = ()


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


class Pending:
    """Texts on their way: ``finish`` waits for their translations. See ``Translator.begin``."""

    def __init__(self, collect: Callable[[], list[Translation]]) -> None:
        self._collect = collect

    def finish(self) -> list[Translation]:
        """One translation for each text, in order; raises what went wrong on the way."""
        return self._collect()


class Translator:
    """Translates sentences with one engine, one tokenizer and one memory.

    ``prefix`` is the target-language token of a multi-target model, ``limit`` the most pieces that
    the model takes, ``preferred`` the most that it is good at (``None``: all that it takes),
    ``identity`` everything that identifies the model (see ``settings_digest``). ``judge`` finds
    errors, for which another hypothesis is taken where there is a better one. ``forced`` is the
    same model for targets that exist already. Batches are decoded by ``pool``, until ``stop`` is
    set; without a pool they are decoded at once.

    What a sentence becomes depends on the sentence alone: all sentences of a batch are padded to
    one width, which their own lengths tell, and where an engine is not steady even so, a batch is
    one sentence.
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
        linking: ForcingEngine | None = None,
        pool: Executor | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        self._engine = engine
        self._forced = forced
        self._tokenizer = tokenizer
        self._memory = memory
        self._limit = limit
        self._preferred = preferred
        self._prefix = prefix
        self._pool = pool
        self._decoder = Decoder(
            engine, tokenizer, decoding, judge, linking, stop or threading.Event()
        )
        self._waiting = Waiting(WIDTH_MOST if engine.steady else 1)
        self._flying: dict[tuple[str, bool], Future[dict[str, Remembered]]] = {}
        self._settings = settings_digest(
            {
                **identity,
                "engine": engine.name,
                "prefix": prefix,
                "limit": limit,
                "preferred": preferred,
                "width": WIDTH_STEP,
                "decoding": decoding.as_dict(),
                **({"judge": judge.name} if judge else {}),
            }
        )

    def translate(
        self, texts: Sequence[str], progress: Progress | None = None, words: bool = False
    ) -> list[Translation]:
        """One translation for each text, in order; see ``begin``."""
        return self.begin(texts, progress, words).finish()

    def begin(
        self, texts: Sequence[str], progress: Progress | None = None, words: bool = False
    ) -> Pending:
        """Begin to translate; an empty text stays empty, equal ones are decoded once.

        ``progress`` is told, in ``finish``, how many texts are done since it was last told. With
        ``words`` the words are linked, where the model can tell.
        """
        with timed("tokenise"):
            inputs = [model_input(text) for text in texts]
            parts = [self._parts(text) for text in inputs]
        keys = {part: memory_key(self._settings, part) for some in parts for part in some}
        done = self._remembered(keys, words)
        new = [part for part in keys if part not in done and (part, words) not in self._flying]
        with timed("tokenise"):
            pieces = self._tokenizer.encode(new, self._prefix)
        waiters = []
        order = sorted(range(len(new)), key=lambda index: -len(pieces[index]))
        for start in range(0, len(order), WIDTH_MOST):
            some = order[start : start + WIDTH_MOST]
            flight = Flight(len(some))
            self._flying.update({(new[i], words): flight.future for i in some})
            waiters += [Waiter(new[i], keys[new[i]], pieces[i], words, flight) for i in some]
        flights = {
            part: self._flying[part, words] for part in keys if (part, words) in self._flying
        }
        if waiters:
            self._submit(self._waiting.add(waiters))

        def collect() -> list[Translation]:
            completion = _Completion(parts, progress)
            completion.note(set(done))
            try:
                for future in as_completed(dict.fromkeys(flights.values())):
                    landed = future.result()
                    mine = landed.keys() & flights.keys() - done.keys()
                    done.update((part, landed[part]) for part in mine)
                    completion.note(mine)
            finally:
                for part, future in flights.items():
                    if self._flying.get((part, words)) is future:
                        del self._flying[part, words]
            return [
                self._join(text, given, some, [done[part] for part in some], words)
                for text, given, some in zip(inputs, texts, parts, strict=True)
            ]

        return Pending(collect)

    def _remembered(self, keys: dict[str, bytes], words: bool) -> dict[str, Remembered]:
        with timed("memory"):
            known = self._memory.find(list(keys.values()))
        return {
            part: known[key]
            for part, key in keys.items()
            if key in known and not (words and known[key].words is None)
        }

    def _submit(self, batches: int) -> None:
        """Have so many batches decoded."""
        for _ in range(batches):
            if self._pool is None:
                self._decode_next()
            else:
                self._pool.submit(self._decode_next)

    def _decode_next(self) -> None:
        """Decode one batch of those that wait, if any do; what goes wrong is told in ``finish``."""
        batch = self._waiting.take()
        if not batch:
            return
        try:
            found = self._decoder.decode(
                [waiter.text for waiter in batch],
                [waiter.pieces for waiter in batch],
                batch[0].words,
            )
            with timed("memory"):
                self._memory.store(
                    (waiter.key, one) for waiter, one in zip(batch, found, strict=True)
                )
        except BaseException as error:  # raised where the text is waited for
            self._waiting.fail(batch, error)
            if isinstance(error, Exception):
                return
            raise
        self._waiting.land(batch, found)

    def score_batch(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The log probability of each (source, target) pair, by forced decoding.

        Natural logarithms, summed over the target's pieces and its ``</s>``.
        """
        return self._forcing().score(pairs)

    def word_shares(self, pairs: Sequence[tuple[str, str]], owner: str) -> list[tuple[Share, ...]]:
        """How much words look at words in each (source, target) pair; none if the model can't tell.

        ``owner`` names the document, whose pairs these all are: they are made and remembered for
        all of it or for nothing, so that batches stay the same after a run that was killed.
        """
        whole = memory_key(self._settings, json.dumps(("shares", owner, *pairs)))
        keys = [memory_key(whole, "\0".join(pair)) for pair in pairs]
        known = find_links(self._memory, list(dict.fromkeys(keys)))
        if all(key in known for key in keys):
            return [tuple(map(tuple, json.loads(known[key]))) for key in keys]
        shares = self._forcing().word_shares(pairs)
        made = {key: json.dumps(some) for key, some in zip(keys, shares, strict=True)}
        store_links(self._memory, made)
        return shares

    def _forcing(self) -> Forced:
        if self._forced is None:
            raise TypeError(f"engine {self._engine.name} cannot be forced to a target")
        return self._forced

    def _parts(self, text: str) -> list[str]:
        if not any(character.isalpha() for character in text):
            return []
        parts = cut_at_clauses(text, self._limit, self._tokenizer.count, self._preferred)
        return [part.strip() for part in parts]

    def _join(
        self,
        text: str,
        given: str,
        sources: Sequence[str],
        parts: Sequence[Remembered],
        words: bool,
    ) -> Translation:
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
        for note in dict.fromkeys(part.repaired for part in parts if part.repaired):
            findings.append(Finding("repaired", note, "info"))
        weights = [max(1, len(part.target)) for part in parts]
        logs = [math.log(max(part.score, 1e-9)) for part in parts]
        mean = sum(w * log for w, log in zip(weights, logs, strict=True)) / sum(weights)
        joined = " ".join(part.target for part in parts if part.target)
        links = _links(given, joined, sources, parts) if words else ()
        return Translation(joined, round(math.exp(mean), 4), tuple(findings), links)


def _links(
    text: str, target: str, sources: Sequence[str], parts: Sequence[Remembered]
) -> tuple[Link, ...]:
    """The links of a text's parts (the sources and what they became), in code points of the whole.

    None where the words of the parts are not those of the whole (one was cut in two).
    """
    numbers: list[tuple[int, int]] = []
    left = right = 0
    for source, part in zip(sources, parts, strict=True):
        numbers += [(left + one, right + other) for one, other in part.words or ()]
        left += len(source.split())
        right += len(part.target.split())
    if not numbers:
        return ()
    spans = spans_of_words(text), spans_of_words(target)
    if (len(spans[0]), len(spans[1])) != (left, right):
        return ()
    return spell_links(tuple(numbers), *spans)
