"""From sentences to translations: normalise, cut, look up, batch, decode, check, join."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, as_completed

from ..stages import timed
from .batching import WIDTH_MOST, WIDTH_STEP
from .decoder import Decoder
from .engine import Limits
from .forced import Forced
from .links import Share
from .memory import (
    Memory,
    Remembered,
    find_shares,
    memory_key,
    settings_digest,
    store_shares,
)
from .normalise import model_input
from .parts import Translation, cut_into_parts, join_parts
from .progress import Completion, Progress
from .waiting import Flight, Waiter, Waiting


class Pending:
    """Texts on their way: ``finish`` waits for their translations. See ``Translator.begin``."""

    def __init__(self, collect: Callable[[], list[Translation]]) -> None:
        self._collect = collect

    def finish(self) -> list[Translation]:
        """One translation for each text, in order; raises what went wrong on the way."""
        return self._collect()


class Translator:
    """Translates sentences with one decoder and one memory.

    ``limits`` are those of the model, ``identity`` is everything that identifies it (see
    ``settings_digest``). ``forced`` is the same model for targets that exist already. Batches are
    decoded by ``pool``; without a pool they are decoded at once.

    What a sentence becomes depends on the sentence alone: all sentences of a batch are padded to
    one width, which their own lengths tell, and where an engine is not steady even so, a batch is
    one sentence.
    """

    def __init__(
        self,
        decoder: Decoder,
        memory: Memory,
        *,
        limits: Limits,
        identity: dict[str, object],
        forced: Forced | None = None,
        pool: Executor | None = None,
    ) -> None:
        self._decoder = decoder
        self._tokenizer = decoder.tokenizer
        self._memory = memory
        self._limits = limits
        self._forced = forced
        self._pool = pool
        self._waiting = Waiting(decoder.most)
        self._flying: dict[tuple[str, bool], Future[dict[str, Remembered]]] = {}
        self._settings = settings_digest(
            {
                **identity,
                **decoder.settings(),
                "limit": limits.source,
                "preferred": limits.preferred,
                "width": WIDTH_STEP,
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
            parts = [cut_into_parts(text, self._limits, self._tokenizer) for text in inputs]
        keys = {part: memory_key(self._settings, part) for some in parts for part in some}
        done = self._remembered(keys, words)
        waiters = self._waiters({part: keys[part] for part in keys if part not in done}, words)
        flights = {
            part: self._flying[part, words] for part in keys if (part, words) in self._flying
        }
        if waiters:
            self._submit(self._waiting.add(waiters))

        def collect() -> list[Translation]:
            completion = Completion(parts, progress)
            completion.note(done)
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
                join_parts(text, some, [done[part] for part in some], words)
                for text, some in zip(texts, parts, strict=True)
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

    def _waiters(self, keys: dict[str, bytes], words: bool) -> list[Waiter]:
        """Have the parts take off that nobody waits for yet; ``keys`` are theirs in the memory."""
        new = [part for part in keys if (part, words) not in self._flying]
        with timed("tokenise"):
            pieces = self._tokenizer.encode(new)
        waiters = []
        order = sorted(range(len(new)), key=lambda index: -len(pieces[index]))
        for start in range(0, len(order), WIDTH_MOST):
            some = order[start : start + WIDTH_MOST]
            flight = Flight(len(some))
            self._flying.update({(new[i], words): flight.future for i in some})
            waiters += [Waiter(new[i], keys[new[i]], pieces[i], words, flight) for i in some]
        return waiters

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
        known = find_shares(self._memory, list(dict.fromkeys(keys)))
        if all(key in known for key in keys):
            return [tuple(map(tuple, json.loads(known[key]))) for key in keys]
        shares = self._forcing().word_shares(pairs)
        made = {key: json.dumps(some) for key, some in zip(keys, shares, strict=True)}
        store_shares(self._memory, made)
        return shares

    def _forcing(self) -> Forced:
        if self._forced is None:
            raise TypeError("this translator has no engine that can be forced to a target")
        return self._forced
