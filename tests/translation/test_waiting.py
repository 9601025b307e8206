"""Who waits to be decoded: first come, first served, in batches of one width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.translation.batching import WIDTH_PIECES, width_of
from align.translation.memory import Remembered
from align.translation.waiting import Flight, Waiter, Waiting


def waiter(number: int, length: int, words: bool = False) -> Waiter:
    return Waiter(str(number), b"", ["▁x"] * length, words, Flight(1))


def taken(waiting: Waiting) -> list[str]:
    return [waiter.text for waiter in waiting.take()]


def test_the_widest_of_the_first_come_go_first_with_their_like() -> None:
    waiting = Waiting(most=4)
    waiting.add([waiter(1, 3), waiter(2, 12), waiter(3, 10)])
    waiting.add([waiter(4, 30), waiter(5, 2), waiter(6, 11)])
    assert [taken(waiting) for _ in range(4)] == [["2", "3", "6"], ["1", "5"], ["4"], []]


def test_who_wants_words_is_decoded_apart() -> None:
    waiting = Waiting()
    waiting.add([waiter(1, 3, words=True), waiter(2, 3), waiter(3, 3, words=True)])
    assert sorted(taken(waiting) for _ in range(2)) == [["1", "3"], ["2"]]


@pytest.mark.parametrize("length", [1, 3, WIDTH_PIECES + 1])
def test_a_batch_is_bounded_and_never_empty(length: int) -> None:
    waiting = Waiting(most=1000)
    waiting.add([waiter(number, length) for number in range(2000)])
    assert len(taken(waiting)) == max(1, min(1000, WIDTH_PIECES // width_of(length)))


@given(
    st.lists(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=30), max_size=6),
    st.integers(1, 5),
    st.randoms(use_true_random=False),
)
def test_as_many_batches_as_were_told_leave_nobody_waiting(comings, most, choose) -> None:  # type: ignore[no-untyped-def]
    waiting = Waiting(most)
    owed, came, gone = 0, 0, []
    for coming in comings:
        some = [waiter(came + i, length, words) for i, (length, words) in enumerate(coming)]
        came += len(some)
        owed += waiting.add(some)
        for _ in range(choose.randint(0, owed)):
            owed -= 1
            gone.append(waiting.take())
    gone += [waiting.take() for _ in range(owed)]
    assert waiting.take() == []
    assert sorted(int(w.text) for batch in gone for w in batch) == list(range(came))
    for batch in gone:
        assert len(batch) <= most
        assert len({(width_of(len(w.pieces)), w.words) for w in batch}) <= 1


def test_a_flight_lands_whole_or_fails_once() -> None:
    waiting, flights = Waiting(), [Flight(3), Flight(2)]
    some = [Waiter(str(i), b"", ["▁x"], False, flights[i // 3]) for i in range(5)]
    made = [Remembered(str(i), 1.0, 0) for i in range(5)]
    waiting.land(some[:2], made[:2])
    assert not flights[0].future.done()
    waiting.fail(some[3:4], OSError("no"))
    waiting.land([some[2], some[4]], [made[2], made[4]])
    waiting.fail(some[4:], OSError("again"))
    assert flights[0].future.result() == {str(i): made[i] for i in range(3)}
    with pytest.raises(OSError, match="no"):
        flights[1].future.result()
