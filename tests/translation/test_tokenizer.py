import pytest

from align.translation.tokenizer import word_numbers


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["▁кітап", "хана", "▁ашық", "</s>"], [0, 0, 1, -1]),
        ([">>eng<<", "▁ит", "."], [-1, 0, -1]),
        (["▁«", "Мысық", "»", "▁–", "▁1,5"], [-1, 0, -1, -1, 2]),
        # A letter that the vocabulary lacks: 漢 and then a mark, 🙂 and –.
        (["▁", "<0xE6>", "<0xBC>", "<0xA2>", "▁ok"], [-1, 0, 0, 0, 1]),
        (["▁ok", "<0xF0>", "<0x9F>", "<0x99>", "<0x82>", "▁no"], [0, -1, -1, -1, -1, 1]),
        (["▁", "<0xE2>", "<0x80>", "<0x93>"], [-1, -1, -1, -1]),
        (["▁", "<0xE6>", "<0xBC>"], [-1, -1, -1]),  # decoding stopped within a letter
        (["▁", "<0x41>"], [-1, 0]),
        (["▁<0x", "41>"], [0, 0]),  # the text itself
        ([], []),
    ],
)
def test_a_piece_belongs_to_the_word_whose_letters_it_has(
    pieces: list[str], expected: list[int]
) -> None:
    assert word_numbers(pieces) == expected
