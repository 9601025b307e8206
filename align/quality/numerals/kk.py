"""Kazakh numbers. Endings follow with or without a hyphen: ``29-ы``, ``жетінші``, ``бестен``."""

from __future__ import annotations

import re
from fractions import Fraction

from .language import NumberWords

KAZAKH = NumberWords(
    simple={
        "нөл": 0, "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7,
        "сегіз": 8, "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50,
        "алпыс": 60, "жетпіс": 70, "сексен": 80, "тоқсан": 90,
        # Ordinals and collectives whose stem is not the cardinal's.
        "екеу": 2, "алтау": 6, "жетеу": 7, "жиырмасыншы": 20, "қырқыншы": 40,
    },
    scales={
        "онжылдық": 10, "жүз": 100, "мың": 1_000, "тыс": 1_000, "миллион": 10**6, "млн": 10**6,
        "миллиард": 10**9, "млрд": 10**9, "триллион": 10**12, "трлн": 10**12,
    },
    fractions={"жарты": Fraction(1, 2), "жарым": Fraction(1, 2), "ширек": Fraction(1, 4)},
    months={
        "қаңтар": 1, "ақпан": 2, "наурыз": 3, "сәуір": 4, "мамыр": 5, "маусым": 6, "шілде": 7,
        "тамыз": 8, "қыркүйек": 9, "қазан": 10, "қараша": 11, "желтоқсан": 12,
    },
    weekdays={
        "дүйсенбі": 1, "сейсенбі": 2, "сәрсенбі": 3, "бейсенбі": 4, "жұма": 5, "сенбі": 6,
        "жексенбі": 7,
    },
    # Ordinal or collective, possessive, plural, case: only whole endings, so that most other words
    # with the same beginning (үшінде, елуір) stay what they are.
    ending=re.compile(
        r"-?(?:[ыі]?нш[ыі]|[еа]у)?(?:[лтд][еа]р)?(?:с?[ыі])?"
        r"(?:[нтд][ыі]ң?|н?[дт][ае]|[дтн][еа]н|н?[гқғк][еа]|н[аеы]|[бпм]ен)?(?:[гғ][ыі])?"
    ),
    percent=re.compile(r"(?:пайыз|процент|проц)\w*", re.IGNORECASE),
)  # fmt: skip
