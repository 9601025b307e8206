"""Russian: single letters (г. в. с.) and most dotted abbreviations (н.э.) need no entry."""

from __future__ import annotations

from .rules import Ending, Rules, entries

_NEVER = """
    акад проф доц канд инж ген адм полк св им тел факс ул пер просп бульв наб см ср напр
    т.е т.к т.н т.о к.м
"""
_STARTER = """
    гг вв млн млрд трлн тыс руб коп обл респ стр рис табл илл изд ред соч кв корп мин сек час чел
    мм км кг мг га лат англ нем фр греч итал исп ок род ум долл шт экз
"""
_CAPITAL = "т.д т.п др пр"
_NUMBER = "гл ст разд"

_STARTERS = """
    он она оно они это этот эта эти тот те его её их мы вы я ты наш мой
    но и а или однако также поэтому потом затем тогда теперь сейчас здесь там так если когда хотя
    в на с по при после до для из от у к о об во со через между среди перед под над без
    как что кто где почему все многие некоторые каждый
"""

RUSSIAN = Rules(
    endings={
        **entries(_NEVER, Ending.NEVER),
        **entries(_STARTER, Ending.STARTER),
        **entries(_CAPITAL, Ending.CAPITAL),
        **entries(_NUMBER, Ending.NUMBER),
    },
    starters=frozenset(_STARTERS.split()),
)
