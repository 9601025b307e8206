"""Kazakh, in Cyrillic, Latin and Arabic letters.

Initials, single letters (ж. ғ. қ. б.) and dotted abbreviations (б.з.б. т.ғ.д.) need no entry.
"""

from __future__ import annotations

from functools import cache

from ..language.transliteration import ORTHOGRAPHIES, from_cyrillic
from .rules import Ending, Rules, entries

_NEVER = """
    акад проф доц канд инж арх ген адм полк лейт кап тел факс қар мыс
    akad prof dots tel mys qar
"""
_STARTER = """
    жж ғғ млн млрд трлн мың обл ауд көш даң пәт стр ред бас респ губ окр мкр шағ шам мин сек сағ
    см мм км кг мг га руб тең коп филол экон техн мед биол хим физ мат пед заң геогр лат фр нем им
    табл сур рис солт оңт шығ бат биікт ұз
    mln mlrd trln Inc Co Corp
"""
_CAPITAL = """
    т.б т.с т.с.с т.т ж.т.б
    t.b t.s.s t.t
"""
_NUMBER = "бет үй көл bet"

_STARTERS = """
    ол олар бұл осы сол оның олардың бұның мұның осының соның оны оларды бұны мұны оған оларға бұған
    мұнда онда осында сонда бұнда одан бұдан мұндай ондай осындай сондай мұндағы ондағы осыдан содан
    мен біз сіз сіздер сендер біздің менің сіздің өз өзінің
    бірақ алайда дегенмен сонымен сондықтан сондай-ақ сөйтіп өйткені себебі егер яғни әйтсе әйтпесе
    ал және немесе әрі тек тіпті мысалы демек әсіресе
    ol olar bul osy sol onyñ onyń onda biraq alaıda alaida biz sondyqtan sonymen
"""

KAZAKH = Rules(
    endings={
        **entries(_NEVER, Ending.NEVER),
        **entries(_STARTER, Ending.STARTER),
        **entries(_CAPITAL, Ending.CAPITAL),
        **entries(_NUMBER, Ending.NUMBER),
    },
    starters=frozenset(_STARTERS.split()),
)


@cache
def kazakh_in(script: str) -> Rules:
    """The rules for Kazakh in another script (ISO 15924), in each of its orthographies.

    A text may hold words in Cyrillic, whose rules stay.
    """
    names = [name for name, way in ORTHOGRAPHIES.items() if way.script == script]
    endings = dict(KAZAKH.endings)
    starters = set(KAZAKH.starters)
    for name in names:
        # An abbreviation stands without the hamza, as its letters do alone.
        endings.update(
            (from_cyrillic(key, name).replace("\u0674", ""), ending)
            for key, ending in KAZAKH.endings.items()
        )
        starters |= {from_cyrillic(word, name) for word in KAZAKH.starters}
    return Rules(endings=endings, starters=frozenset(starters))
