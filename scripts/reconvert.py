"""Convert a model folder again from its own transformers weights, as today's code converts.

    python scripts/reconvert.py models/kk-en [-o OUT]

Nothing about the model changes but what the conversion adds: its CTranslate2 weights, the head that
links words. The folder's texts (``*.md``) are kept. Without ``-o`` the folder is replaced.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from align.translation.models.convert import convert_model
from align.translation.models.folder import ModelFolder, open_model


def reconvert(model: ModelFolder, out: Path) -> ModelFolder:
    """Convert ``model`` to the folder ``out``, which is replaced where it exists."""
    with tempfile.TemporaryDirectory() as name:
        hub = Path(name)
        shutil.copytree(model.path / "transformers", hub, dirs_exist_ok=True)
        for file in ("source.spm", "target.spm"):
            shutil.copyfile(model.path / file, hub / file)
        made = convert_model(hub, out, model, replace=True)
    for page in [] if out.exists() and out.samefile(model.path) else model.path.glob("*.md"):
        shutil.copyfile(page, out / page.name)
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Convert one model and say which head links words."""
    parser = argparse.ArgumentParser(description="Convert a model folder again.")
    parser.add_argument("model", type=Path)
    parser.add_argument("-o", dest="out", type=Path)
    options = parser.parse_args(arguments)
    made = reconvert(open_model(options.model), options.out or options.model)
    print(f"{made.path}: alignment_head = {made.alignment_head}")


if __name__ == "__main__":
    main()
