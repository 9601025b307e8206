from __future__ import annotations

import pytest

from .marked import marked

CASES = [
    # plain sentences
    "The sun rose. | Birds sang.",
    "Did you come? | No, I did not!",
    "What a day! | I am glad.",
    "You did what?! | That is impossible.",
    "The work ended. | 2024 brought more.",
    # places and states
    "The U.S. Government agreed.",
    "He lived in the U.S. | He left in 2010.",
    "The U.S. economy grew. | Exports rose.",
    "They moved to Washington D.C. | The city was hot.",
    "The U.K. Parliament met. | It voted.",
    "St. Petersburg is near. | Mt. Everest is not.",
    # titles and names
    "Mr. Smith met Mrs. Jones and Dr. Lee.",
    "Prof. He spoke first. | Everyone listened.",
    "Gen. Brown and Sen. White agreed.",
    "Martin Luther King Jr. spoke. | People listened.",
    "It was John Smith Jr. | He smiled.",
    "J. R. R. Tolkien wrote it. | J.R.R. Tolkien was a professor.",
    "J.P. Morgan Chase reported.",
    "Ye. Sagadiyev signed the paper.",
    "She holds a Ph.D. in law. | He does not.",
    # companies
    "Apple Inc. Chief Tim Cook spoke.",
    "He works at Apple Inc. | The firm is large.",
    "Acme Ltd. and Foo Co. merged. | Bar Corp. did not.",
    # times and dates
    "It starts at 5 p.m. Tuesday.",
    "It starts at 5 p.m. Beijing Time.",
    "It ended at 9 a.m. EST on Friday.",
    "It ended at 5 p.m. | Officials went home.",
    "It ended at 5 p.m. | The crowd left.",
    "We met on Aug. 1 in Oslo. | It rained.",
    "The visit lasted from July 25 to Aug. 1. | The group then left.",
    "TASHKENT, Aug. 1 (Xinhua) -- A delegation arrived.",
    "It will last until May 28. | This is the first visit.",
    "In Dec. Officials returned.",
    "On Jan. 5, Feb. 6 and Sept. 7 it snowed.",
    # numbers and references
    "About 63.1 billion yuan was found. | It was returned.",
    "It cost $3.5 million. | They paid.",
    "See No. 5 and Nos. 6 to 8.",
    "He said no. | She said yes.",
    "See Fig. 2 and Vol. 3, pp. 4-9, p. 10.",
    "Version 2.0.1 is out. | Get it.",
    "He was born c. 1850 in Oslo.",
    # short forms
    "Fruit, e.g. Apples from Almaty, is sold.",
    "The capital, i.e. Astana, grew.",
    "Kazakhstan vs. Uzbekistan ended in a draw.",
    "They grow apples, pears, etc. | Exports grow.",
    "They grow apples, etc. and sell them.",
    "As Smith et al. Proved, it works.",
    "The trend (apples, etc.) Continues.",
    # quotes
    '"Quote." | She said.',
    '"Is it?" he asked. | He left.',
    '"Is it?" Tom Smith asked.',
    "“Come here!” Anna cried. | “Now!”",
    "“Is it far?” | He said it was not.",
    "“It is cold,” he said. | “Tomorrow will be warm,” she replied.",
    '"The first rule. | The second rule," he read.',
    'He called it "the end." | Nobody agreed.',
    "It is ‘over.’ | They know.",
    # ellipses and brackets
    "He waited... and left.",
    "He waited... | Then he left.",
    "He waited … | Then he left.",
    "The text (...) Goes on.",
    "He left. . . . | Then he slept.",
    "(He left early.) | She stayed.",
    "He left (it was late. Very) and slept.",
    "It grew (see page 5). | Exports fell.",
    "They won.[3] | Others lost.",
    "*It is bold.* | It is plain.",
    # lists and headings
    "1. First point. | 2. Second point.",
    "Chapter 3. The visit",
    "A. First option",
    "Rules: 1. Work hard. | Rest well.",
    # scraped text
    "He came at a convenient time.¦Editor/XingWentao",
    "They met in Beijing.¦The talks went well.",
    "The System.Text namespace is old.",
    "Built with Node.Js and ASP.NET today. | It runs.",
    "See https://example.com/A.Html?q=Foo.Bar for more. | Ask a@b.Com too.",
    "Open report.Pdf now.",
    "the delegates. and others came.",
    "A line\nbroken hard. | Another\none.",
    "Keywords: Belt and Road News, Engineering News",
]


@pytest.mark.parametrize("case", CASES)
def test_english(case: str) -> None:
    assert marked(case, "en") == case
