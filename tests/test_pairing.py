"""Pairing as a user meets it: bad input, models that go the other way, the sides exchanged."""

import random
from pathlib import Path

import pytest

from align.bitext import Bitext
from align.errors import AlignError
from align.pipeline import pair_documents, translate_document
from align.readers import read_document
from align.translation.models import marian_spec
from align.translation.models.folder import ModelFolder
from tests.conftest import convert
from tests.tiny_marian import gloss, random_sentence


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def whole(bitext: Bitext, source: Path, target: Path) -> bool:
    """Every sentence of both documents is in exactly one bead, in order."""
    for side, path in (("source", source), ("target", target)):
        text, position = read_document(path).text, 0
        for bead in bitext.beads:
            for start, end in getattr(bead, side).sentences:
                if text[position:start].strip() or end < start:
                    return False
                position = end
        if text[position:].strip():
            return False
    return True


KAZAKH = "Бүгін қалада 250 адам жиналды. Олар кітап оқыды.\n\nКеште бәрі үйіне қайтты."
ENGLISH = "Today 250 people met in the city. They read books.\n\nIn the evening all went home."
MANY = " ".join(f"This is sentence number {n} of very many." for n in range(1000))


@pytest.mark.parametrize("method", ["lexical", "length"])
@pytest.mark.parametrize(
    ("left", "right"),
    [
        (KAZAKH, ""),
        ("", ENGLISH),
        (" \n\n ", ENGLISH),
        ("Бір ғана сөйлем.", MANY),
        (ENGLISH, ENGLISH),
        (KAZAKH.replace("\n", "\r\n"), ENGLISH.replace("\n\n", "\r\n\r") + "\n\r\nEnd.\r"),
        (KAZAKH * 3 + "\x1b[31m Үш\u200b.\ufeff", ENGLISH * 3 + "\u2028Three\x85.\x7f"),
        ("😀" * 300, "?!" * 500),
        ("а" * 200_000, "b c " * 50_000),
    ],
)
def test_bad_input_gives_a_sensible_result(
    tmp_path: Path, left: str, right: str, method: str
) -> None:
    source, target = write(tmp_path, "a.txt", left), write(tmp_path, "b.txt", right)
    bitext = pair_documents(
        source,
        target,
        source_lang="kk",
        target_lang="en",
        method="lexical" if method == "lexical" else "length",
    )
    assert whole(bitext, source, target)


def test_identical_files_align_one_to_one(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", ENGLISH)
    bitext = pair_documents(path, path)
    assert [bead.source.text for bead in bitext.beads] == [b.target.text for b in bitext.beads]
    assert bitext.model is None


def test_a_binary_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    source = write(tmp_path, "a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00" * 50)
    with pytest.raises(AlignError, match=r"a\.txt"):
        pair_documents(source, write(tmp_path, "b.txt", ENGLISH))


@pytest.fixture(scope="module")
def headed(tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    """The tiny model, a head of it declared to link words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marian_spec, "find_alignment_head", lambda *_: (0, 1))
        return convert(tiny_marian, tmp_path_factory.mktemp("headed") / "model")


def glossed(folder: Path, missing: int) -> tuple[Path, Path]:
    choose = random.Random(3)
    kazakh = [random_sentence(choose) for _ in range(14)]
    english = [gloss(text) for text in kazakh]
    del english[missing]
    return (
        write(folder, "a.kk.txt", "\n".join(kazakh)),
        write(folder, "b.en.txt", "\n".join(english)),
    )


def test_the_model_serves_whichever_side_is_called_the_source(
    headed: ModelFolder, tmp_path: Path
) -> None:
    kazakh, english = glossed(tmp_path, missing=5)
    options = {"model": str(headed.path), "presegmented": True, "threads": 1}
    there = pair_documents(kazakh, english, source_lang="kk", target_lang="en", **options)  # type: ignore[arg-type]
    back = pair_documents(english, kazakh, source_lang="en", target_lang="kk", **options)  # type: ignore[arg-type]
    assert there.model is not None and there.model == back.model
    # A model that knows nothing may join the sentence without a counterpart to the one beside it.
    assert [bead.target.text for bead in there.beads if bead.target.text] == (
        english.read_text(encoding="utf-8").splitlines()
    )
    mirrored = {
        (b.target.text, b.source.text, b.score, tuple(sorted((*w[2:], *w[:2]) for w in b.words)))
        for b in back.beads
    }
    assert {(b.source.text, b.target.text, b.score, b.words) for b in there.beads} == mirrored
    assert any(bead.words for bead in there.beads)


def test_a_translation_has_its_words_linked(headed: ModelFolder, tmp_path: Path) -> None:
    kazakh, _ = glossed(tmp_path, missing=0)
    bitext = translate_document(kazakh, "en", source="kk", model=str(headed.path), threads=1)
    links = [(bead, link) for bead in bitext.beads for link in bead.words]
    assert links
    for bead, (start, end, first, last) in links:
        assert bead.source.text[start:end].isalpha() and bead.target.text[first:last].isalpha()


def test_threads_make_no_difference(headed: ModelFolder, tmp_path: Path) -> None:
    kazakh, english = glossed(tmp_path, missing=9)
    one, two = (
        pair_documents(
            kazakh, english, model=str(headed.path), source_lang="kk", target_lang="en", threads=n
        )
        for n in (1, 2)
    )
    assert one == two


def test_a_model_for_another_pair_is_refused(headed: ModelFolder, tmp_path: Path) -> None:
    kazakh, english = glossed(tmp_path, missing=0)
    with pytest.raises(AlignError, match="translates kk to en, not ru to en"):
        pair_documents(kazakh, english, source_lang="ru", target_lang="en", model=str(headed.path))
