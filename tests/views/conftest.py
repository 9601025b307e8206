"""Bitexts built by hand, and a Chromium to look at their pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from align.bitext import Bead, Bitext, DocumentRef, Finding, Side
from align.document import ParagraphKind

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOSTILE = (
    "<script>window.pwned = 1</script>",
    "</title></style></script><img src=x onerror='window.pwned=1'>",
    '" onmouseover="window.pwned=1" \' `',
    "{{ 7*7 }} {% raw %} ${alert(1)} &lt;b&gt; &amp;amp;",
    "a\u2028b\u2029c\u202ed\ufeffe",
    "<!--<script>--> ]]> javascript:window.pwned=1",
    "<iframe src=https://example.org></iframe><link rel=stylesheet href=//example.org/x.css>",
)


def _side(
    text: str, start: int, paragraph: int, kind: ParagraphKind = "text", lang: str | None = None
) -> Side:
    sentences = ((start, start + len(text)),) if text else ()
    return Side(text, sentences, paragraph, lang, kind)


def _pair(
    texts: Sequence[tuple[str, str]],
    langs: tuple[str, str] = ("kk", "en"),
    name: str = "мәтін.txt",
    score: float = 0.9,
) -> Bitext:
    beads = []
    starts = [0, 0]
    for number, (source, target) in enumerate(texts):
        sides = _side(source, starts[0], number), _side(target, starts[1], number)
        beads.append(Bead(number, *sides, score, "translated"))
        starts = [starts[0] + len(source) + 1, starts[1] + len(target) + 1]
    return Bitext(
        DocumentRef(name, langs[0], "0" * 64), DocumentRef(None, langs[1], None), tuple(beads)
    )


@pytest.fixture(scope="session")
def pair() -> Callable[..., Bitext]:
    """Makes a bitext of pairs of sentences, each a paragraph of its own."""
    return _pair


@pytest.fixture(scope="session")
def news() -> Bitext:
    """A translated document: every kind of paragraph, every severity, a passage kept as it was."""
    wrong = Finding("number", "1994 in the source, 1949 in the translation", "error")
    name = Finding("name", "Гүлнар has no counterpart")
    kept = Finding("already-in-target", "already in English", "info")
    unknown = Finding("no-model", "no model for Kyrgyz")
    code = "def f(x):\n    return x"
    beads = (
        Bead(
            0, _side("# Форум", 0, 0, "heading"), _side("# Forum", 0, 0, "heading"), 1, "translated"
        ),
        Bead(
            1,
            _side("Қор 1994 жылы құрылды.", 9, 1),
            _side("The fund was founded in 1949.", 9, 1),
            0.93,
            "translated",
            (wrong,),
        ),
        Bead(
            2,
            _side("Оны Гүлнар ашты.", 32, 1),
            _side("She opened it.", 39, 1),
            0.31,
            "translated",
            (name,),
        ),
        Bead(
            3,
            _side("- Өлең мен ән", 50, 2, "list"),
            _side("- Poem and song", 55, 2, "list"),
            0.4,
            "translated",
        ),
        Bead(
            4,
            _side("All are welcome.", 64, 3, lang="en"),
            _side("All are welcome.", 72, 3),
            1,
            "translated",
            (kept,),
        ),
        Bead(5, _side(code, 82, 4, "code"), _side(code, 90, 4, "code"), 1, "translated"),
        Bead(
            6,
            _side("Бул кыргызча.", 106, 5, lang="ky"),
            _side("Бул кыргызча.", 114, 5, lang="ky"),
            0,
            "translated",
            (unknown,),
        ),
    )
    model = {"name": "kk-en-tiny", "fingerprint": "sha256:9f31", "settings": {"beam": 4}}
    return Bitext(
        DocumentRef("жаңалықтар/форум.md", "kk", "a" * 64),
        DocumentRef(None, "en", None),
        beads,
        model,
    )


@pytest.fixture(scope="session")
def aligned() -> Bitext:
    """An alignment of two documents: 1-1, 2-1, 1-2, an addition and an omission; two paragraphs."""

    def side(text: str, paragraph: int, *sentences: tuple[int, int]) -> Side:
        return Side(text, sentences, paragraph)

    beads = (
        Bead(0, side("Бір.", 0, (0, 4)), side("One.", 0, (0, 4)), 0.9731, "aligned"),
        Bead(
            1,
            side("Екі. Үш.", 0, (5, 9), (10, 13)),
            side("Two and three.", 0, (5, 19)),
            0.8,
            "aligned",
        ),
        Bead(2, side("Аударылмаған.", 0, (14, 27)), side("", 0), 0.0, "aligned"),
        Bead(
            3,
            side("Төрт, бес.", 1, (29, 39)),
            side("Four. Five.", 1, (21, 26), (27, 32)),
            0.75,
            "aligned",
        ),
        Bead(4, side("", 1), side("Added.", 2, (34, 40)), 0.0, "aligned"),
    )
    return Bitext(DocumentRef("сан.txt", "kk", None), DocumentRef("numbers.txt", "en", None), beads)


@pytest.fixture(scope="session")
def hostile() -> Bitext:
    """A bitext whose every text, name and finding tries to be more than text."""
    texts = _pair([(text, text[::-1]) for text in HOSTILE])
    beads = tuple(
        Bead(
            bead.id,
            bead.source,
            bead.target,
            0.1,
            bead.origin,
            (Finding(HOSTILE[1], HOSTILE[0], "error"),),
        )
        for bead in texts.beads
    )
    name = HOSTILE[1] + HOSTILE[2] + "/../\r\n.txt"
    return Bitext(
        DocumentRef(name, 'kk" onclick="window.pwned=1', HOSTILE[0]),
        DocumentRef(HOSTILE[0], "en", None),
        beads,
        {"name": HOSTILE[1], HOSTILE[0]: {HOSTILE[1]: HOSTILE[2]}},
    )


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Starts browsers: ``chromium(javascript=True)``; all are closed at the end."""
    binary = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("needs chromium and chromedriver (Debian: apt install chromium-driver)")
    started: dict[bool, webdriver.Chrome] = {}

    def start(javascript: bool = True) -> webdriver.Chrome:
        if javascript not in started:
            options = webdriver.ChromeOptions()
            options.binary_location = binary
            for flag in FLAGS:
                options.add_argument(flag)
            options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
            options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
            if not javascript:
                scripts = {"profile.managed_default_content_settings.javascript": 2}
                options.add_experimental_option("prefs", scripts)
            started[javascript] = webdriver.Chrome(options=options, service=Service(driver))
        return started[javascript]

    yield start
    for browser in started.values():
        browser.quit()


@pytest.fixture
def opened(
    chromium: Callable[..., webdriver.Chrome], tmp_path: Path
) -> Callable[..., webdriver.Chrome]:
    """Opens a page in a browser of a given width: ``opened(page, width=390)``."""

    def open_page(
        page: str,
        width: int = 1280,
        height: int = 900,
        javascript: bool = True,
        media: str = "",
        fragment: str = "",
    ) -> webdriver.Chrome:
        browser = chromium(javascript)
        path = tmp_path / "page.html"
        path.write_text(page, encoding="utf-8", newline="")
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 640}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})
        for log in ("browser", "performance"):
            browser.get_log(log)  # type: ignore[no-untyped-call]
        browser.get(path.as_uri() + fragment)
        return browser

    return open_page
