"""Word links on the page: offsets as scripts count them, and what lights up in a browser."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By

from align.bitext import Bead, Bitext, Side
from align.views.html import render_html
from align.views.words import words_for_page


def bead(source: str, target: str, *words: tuple[int, ...]) -> Bead:
    sides = [Side(text, ((0, len(text)),), 0) for text in (source, target)]
    return Bead(0, sides[0], sides[1], 0.9, "aligned", words=words)


def test_offsets_are_in_utf16_units() -> None:
    assert (
        words_for_page(bead("😀 ит", "a dog 😀", (2, 4, 2, 5), (0, 1, 6, 7))) == "3 5 2 5;0 2 6 8"
    )


@pytest.mark.parametrize("link", [(0, 1), (0, 3, 0, 1), (1, 1, 0, 1), (-1, 1, 0, 1), (0, 1, 0, 9)])
def test_what_is_no_span_of_the_texts_is_left_out(link: tuple[int, ...]) -> None:
    assert words_for_page(bead("ит", "dog", link)) == ""


LIT = (
    "const h = CSS.highlights.get('words'); return h ? [...new Set([...h].map(String))].sort() : []"
)


def linked(pair: Callable[..., Bitext]) -> Bitext:
    """Two rows; one word of the second has two counterparts."""
    bitext = pair([("Мысық ұйықтады.", "The cat slept."), ("Ит <b>келді</b>.", "A dog has come.")])
    words = [((0, 5, 4, 7), (6, 14, 8, 13)), ((0, 2, 2, 5), (6, 11, 6, 9), (6, 11, 10, 14))]
    return replace(
        bitext,
        beads=tuple(replace(b, words=w) for b, w in zip(bitext.beads, words, strict=True)),
    )


def lit(browser: Chrome) -> list[str]:
    found: list[str] = browser.execute_async_script(
        "const done = arguments[0];"
        f"requestAnimationFrame(() => requestAnimationFrame(() => done((() => {{ {LIT} }})())))"
    )
    return found


def point_at(browser: Chrome, css: str, word: str) -> None:
    box: Any = browser.execute_script(
        """const node = document.querySelector(arguments[0]).lastChild, range = new Range();
        const at = node.data.indexOf(arguments[1]);
        range.setStart(node, at); range.setEnd(node, at + arguments[1].length);
        const box = range.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round)""",
        css,
        word,
    )
    actions = ActionChains(browser)
    pointer: Any = actions.w3c_actions.pointer_action
    pointer.move_to_location(*box)
    actions.perform()


@pytest.mark.browser
def test_words_light_up_on_both_sides_under_the_pointer(
    opened: Callable[..., Chrome], pair: Callable[..., Bitext]
) -> None:
    browser = opened(render_html(linked(pair)))
    point_at(browser, "#s0 .target", "cat")
    assert lit(browser) == ["cat", "Мысық"]
    point_at(browser, "#s1 .source", "келді")
    assert lit(browser) == ["come", "has", "келді"]
    point_at(browser, "#s1 .target", "A")
    assert lit(browser) == []


@pytest.mark.browser
def test_the_arrow_keys_go_from_word_to_word(
    opened: Callable[..., Chrome], pair: Callable[..., Bitext]
) -> None:
    browser = opened(render_html(linked(pair)))
    browser.find_element(By.CSS_SELECTOR, "#s0 .gutter a").send_keys(Keys.ARROW_RIGHT)
    assert lit(browser) == ["cat", "Мысық"]
    ActionChains(browser).send_keys(Keys.ARROW_RIGHT).perform()
    assert lit(browser) == ["slept", "ұйықтады"]
    said = browser.execute_script("return document.querySelector('body > .sr[role]').textContent")
    assert said == "ұйықтады: slept"
    ActionChains(browser).send_keys("j").perform()
    assert lit(browser) == []
    ActionChains(browser).send_keys(Keys.ARROW_LEFT).perform()
    assert lit(browser) == ["come", "has", "келді"]
