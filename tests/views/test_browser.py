"""The html view in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from align.bitext import Bitext, Finding
from align.views.html import render_html, render_page
from align.views.index import IndexEntry, render_index

pytestmark = pytest.mark.browser
Opened = Callable[..., Chrome]
Pair = Callable[..., Bitext]


def visible_rows(browser: Chrome) -> list[str | None]:
    rows = browser.find_elements(By.CSS_SELECTOR, "tbody > tr")
    return [row.get_attribute("id") for row in rows if row.is_displayed()]


def wait_for(browser: Chrome, condition: Callable[[Chrome], Any]) -> None:
    WebDriverWait(browser, 5).until(condition)


def logged(browser: Chrome, log: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = browser.get_log(log)  # type: ignore[no-untyped-call]
    return entries


def requests(browser: Chrome) -> list[str]:
    """Every address that was asked for since the page was opened, itself and data: left out."""
    found = []
    for entry in logged(browser, "performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return [url for url in found if not url.startswith(("data:", browser.current_url))]


def background(browser: Chrome, css: str) -> str:
    element = browser.find_element(By.CSS_SELECTOR, css)
    return element.value_of_css_property("background-color")


def no_sideways_scroll(browser: Chrome) -> bool:
    script = "const e = document.documentElement; return e.scrollWidth <= e.clientWidth"
    return bool(browser.execute_script(script))


def test_nothing_in_a_document_runs_and_nothing_is_asked_for(
    opened: Opened, hostile: Bitext
) -> None:
    browser = opened(render_page([hostile, hostile]))
    for cell in browser.find_elements(By.CSS_SELECTOR, "td.source")[:3]:
        ActionChains(browser).move_to_element(cell).click().perform()
    assert browser.execute_script("return window.pwned") is None
    assert requests(browser) == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert [line["message"] for line in logged(browser, "browser")] == []


def test_every_character_but_nul_survives(opened: Opened, pair: Pair) -> None:
    odd = "".join(map(chr, [*range(1, 32), *range(127, 160), 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE]))
    browser = opened(render_html(pair([(f"а{odd}б", "\r\n\r")])))
    script = "return document.querySelector(arguments[0]).textContent"
    assert browser.execute_script(script, "#s0 .source") == f"а{odd}б"
    assert browser.execute_script(script, "#s0 .target") == "\r\n\r"


def test_pointing_at_a_side_lights_up_both(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news))
    plain = background(browser, "#s1")
    for side in ("source", "target"):
        cell = browser.find_element(By.CSS_SELECTOR, f"#s1 .{side}")
        ActionChains(browser).move_to_element(cell).perform()
        wait_for(browser, lambda b: background(b, "#s1") != plain)
        assert background(browser, "#s2") == plain
    row = browser.find_element(By.ID, "s1").rect
    for side in ("source", "target"):
        place = browser.find_element(By.CSS_SELECTOR, f"#s1 .{side}").rect
        assert row["x"] <= place["x"]
        assert place["x"] + place["width"] <= row["x"] + row["width"]


def test_keys_walk_through_the_rows(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news))

    def press(*keys: str) -> str | None:
        ActionChains(browser).send_keys(*keys).perform()
        script = "return document.activeElement.closest('tbody > tr')?.id"
        found: str | None = browser.execute_script(script)
        return found

    assert press("j") == "s0"
    assert press("j", "j") == "s2"
    assert press("k") == "s1"
    assert press(Keys.ARROW_DOWN) == "s2"
    assert press(Keys.ARROW_UP, Keys.ARROW_UP, "k") == "s0"
    assert press("/") is None
    assert browser.switch_to.active_element.get_attribute("id") == "search"
    assert press("j") is None
    browser.execute_script("document.getElementById('shortcuts').checked = false")
    assert press(Keys.ESCAPE) is None
    assert press("j") is None


def test_what_is_found_may_reach_over_a_mark(opened: Opened, pair: Pair) -> None:
    bitext = pair([("1994 жылы", "in 1949 or so")])
    wrong = Finding("number", "1994 is missing", "error", (0, 4), (3, 7))
    bitext = replace(bitext, beads=(replace(bitext.beads[0], findings=(wrong,)),))
    browser = opened(render_html(bitext))
    browser.find_element(By.ID, "search").send_keys("n 1949 o")
    wait_for(browser, lambda _: browser.execute_script("return CSS.highlights.has('found')"))
    script = "return Array.from(CSS.highlights.get('found')).map(String)"
    assert browser.execute_script(script) == ["n 1949 o"]


def test_search_finds_either_side_whatever_the_case(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news))
    search = browser.find_element(By.ID, "search")
    count = browser.find_element(By.ID, "count")
    assert count.text == "7 rows"
    for query, rows in {"ӨЛЕҢ": ["s3"], "гүлНАР": ["s2"], "FUND": ["s1"], "ән": ["s3"]}.items():
        search.clear()
        search.send_keys(query)
        wait_for(browser, lambda _: count.text == "1 of 7 rows")
        assert visible_rows(browser) == rows
    assert browser.execute_script("return CSS.highlights.get('found').size") == 1
    search.send_keys("zzz")
    wait_for(browser, lambda _: count.text == "No row matches")
    search.send_keys(Keys.ESCAPE)
    wait_for(browser, lambda _: count.text == "7 rows")
    assert search.get_attribute("value") == ""


def test_only_flagged(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news))
    browser.find_element(By.ID, "flagged").click()
    assert visible_rows(browser) == ["s1", "s2", "s3", "s6"]
    browser.execute_script("location.hash = '#s5'")
    wait_for(browser, lambda b: "s5" in visible_rows(b))


def test_one_side_alone(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news))
    for value, shown in {"source": (True, False), "target": (False, True)}.items():
        browser.find_element(By.CSS_SELECTOR, f"input[value={value}] + span").click()
        cells = [browser.find_element(By.CSS_SELECTOR, f"#s1 .{s}") for s in ("source", "target")]
        assert tuple(cell.is_displayed() for cell in cells) == shown


@pytest.mark.parametrize("width", [320, 390, 641, 800, 1100, 1600])
def test_no_width_scrolls_sideways(opened: Opened, news: Bitext, pair: Pair, width: int) -> None:
    long_word = pair([("https://example.org/" + "ұзақ" * 60, "سلام " * 40)], langs=("kk", "ar"))
    browser = opened(render_page([news, long_word]), width=width)
    assert no_sideways_scroll(browser)
    for show in ("source", "target"):
        browser.find_element(By.CSS_SELECTOR, f"input[value={show}] + span").click()
        assert no_sideways_scroll(browser)
    entry = IndexEntry("ұзақ" * 40, "kk", "en", "translated", "", 1, 1, {"html": "a", "tsv": "b"})
    assert no_sideways_scroll(opened(render_index([entry]), width=width))


def test_a_phone_has_the_source_above_its_translation(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news), width=390)
    source, target, notes = (
        browser.find_element(By.CSS_SELECTOR, f"#s1 .{part}").rect
        for part in ("source", "target", "notes")
    )
    assert source["y"] + source["height"] <= target["y"] < notes["y"]


def test_print_has_two_columns_and_no_controls(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news), width=720, media="print")
    assert not browser.find_element(By.CSS_SELECTOR, ".controls").is_displayed()
    source = browser.find_element(By.CSS_SELECTOR, "#s1 .source")
    target = browser.find_element(By.CSS_SELECTOR, "#s1 .target")
    assert source.rect["y"] == target.rect["y"]
    assert source.rect["x"] < target.rect["x"]
    notes = browser.find_element(By.CSS_SELECTOR, "#s1 .notes")
    assert "1949 in the translation" in notes.text
    row = browser.find_element(By.ID, "s1")
    assert row.value_of_css_property("break-inside") == "avoid"


def test_a_page_reads_without_javascript(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news), javascript=False)
    assert not browser.find_element(By.CSS_SELECTOR, ".controls").is_displayed()
    assert visible_rows(browser) == [f"s{number}" for number in range(7)]
    note = browser.find_element(By.CSS_SELECTOR, "#s1 .notes")
    assert note.is_displayed()


def test_what_a_screen_reader_is_told(opened: Opened, news: Bitext) -> None:
    browser = opened(render_html(news))
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    told = [
        (node["role"]["value"], node.get("name", {}).get("value"))
        for node in nodes
        if not node.get("ignored")
    ]
    roles = [role for role, _ in told]
    assert roles.count("table") == 1
    assert roles.count("row") == 8
    for landmark in ("banner", "main", "search"):
        assert landmark in roles
    assert ("heading", "# Форум") in told and ("heading", "жаңалықтар/форум.md") in told
    for header in ("Kazakh", "English", "Notes", "Number and confidence"):
        assert ("columnheader", header) in told
    assert ("searchbox", "Search both languages") in told


def test_a_long_page_opens_at_the_row_that_is_asked_for(opened: Opened, pair: Pair) -> None:
    texts = [("Қазақ тіліндегі сөйлем. " * (1 + n % 9), "A sentence. ") for n in range(5000)]
    browser = opened(render_html(pair(texts)), fragment="#s4000")
    script = "return document.getElementById('s4000').getBoundingClientRect().top"
    wait_for(browser, lambda b: 0 <= b.execute_script(script) < 900)
    timing = "return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    assert browser.execute_script(timing) < 10_000
