"""Other translators with the same weights, run by the Python of an environment that has them.

    python3 -m venv ENV
    ENV/bin/pip install torch==2.13.0           # first: other versions bring gigabytes for a GPU
    ENV/bin/pip install argostranslate==1.11.0
    ENV/bin/pip install "transformers>=4.4,<5" nltk protobuf
    ENV/bin/pip install --no-deps EasyNMT==2.0.2   # it would compile fastText, to detect languages
    ENV/bin/python scripts/bench/others.py argos-translate MODEL SENTENCES.json
    ENV/bin/python scripts/bench/others.py EasyNMT MODEL SENTENCES.json

MODEL is a model folder such as ``models/kk-en``, SENTENCES.json a list of texts. Prints the seconds
that it takes to translate them, once everything is loaded. Nothing of this project is imported.

argos-translate gets the CTranslate2 model as a package of its kind, with ``</s>`` added to sources
by the model's own configuration. It splits sentences with models that it downloads, none of them
for Kazakh: here every text is a line, and is taken for a sentence. It translates line by line, at
beam 4, with as many threads as it chooses.

EasyNMT's class for Opus-MT loads Marian models by their name on a hub; here it is given the folder.
It sorts sentences by length and decodes 16 at a time with transformers, at beam 4.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

BEAM = 4
Translate = Callable[[list[str]], list[str]]


def argos_translate(model: Path, work: Path) -> Translate:
    """argos-translate with the model as a package of its own."""
    package = work / "kk_en"
    shutil.copytree(model / "ctranslate2", package / "model")
    settings = package / "model" / "config.json"
    changed = {**json.loads(settings.read_text(encoding="utf-8")), "add_source_eos": True}
    settings.write_text(json.dumps(changed), encoding="utf-8")
    shutil.copy(model / "source.spm", package / "sentencepiece.model")
    record = {"from_code": "kk", "from_name": "Kazakh", "to_code": "en", "to_name": "English"}
    (package / "metadata.json").write_text(json.dumps(record), encoding="utf-8")
    # It makes folders where these say, and would look for models of its own there.
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(work / name)
    from argostranslate.package import Package
    from argostranslate.translate import Language, PackageTranslation

    translation = PackageTranslation(
        Language("kk", "Kazakh"), Language("en", "English"), Package(package)
    )

    class Lines:
        """Every text is a sentence."""

        def split_sentences(self, text: str) -> list[str]:
            """The text as it is."""
            return [text]

    translation.sentencizer = Lines()
    return lambda texts: translation.hypotheses("\n".join(texts), 1)[0].value.split("\n")


def easynmt(model: Path, work: Path) -> Translate:
    """EasyNMT's class for Opus-MT, with the model's folder in place of a name on a hub."""
    folder = work / "marian"
    shutil.copytree(model / "transformers", folder)
    for name in ("source.spm", "target.spm"):
        shutil.copy(model / name, folder)
    os.environ["HF_HUB_OFFLINE"] = "1"
    from easynmt import EasyNMT
    from easynmt.models.OpusMT import OpusMT

    class Local(OpusMT):  # type: ignore[misc]
        """Loads the folder, whatever the name."""

        def load_model(self, model_name: str) -> object:
            """See ``OpusMT``."""
            return super().load_model(str(folder))

    tool = EasyNMT(translator=Local())
    return lambda texts: list(
        tool.translate_sentences(texts, "en", "kk", beam_size=BEAM, show_progress_bar=False)
    )


TOOLS: dict[str, Callable[[Path, Path], Translate]] = {
    "argos-translate": argos_translate,
    "EasyNMT": easynmt,
}


def main() -> None:
    """Translate, and print the seconds on the last line."""
    name, model, sentences = sys.argv[1:4]
    texts = json.loads(Path(sentences).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as work:
        translate = TOOLS[name](Path(model), Path(work))
        translate(texts[:1])
        started = time.perf_counter()
        found = translate(texts)
        seconds = time.perf_counter() - started
    if len(found) != len(texts):
        raise SystemExit(f"{name} gave {len(found)} translations of {len(texts)} texts")
    print(found[0])
    print(seconds)


if __name__ == "__main__":
    main()
