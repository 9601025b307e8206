"""Kyrgyz: single letters (ж. к.) and dotted abbreviations (б.з.ч.) need no entry."""

from __future__ import annotations

from .rules import Ending, Rules, entries

_NEVER = "акад проф доц тел караңыз мис"
_STARTER = "жж кк млн млрд трлн миң обл р-н көч стр бас руб сом см км кг шт"
_CAPITAL = "ж.б ж.у.с"
_NUMBER = "бет үй"

_STARTERS = """
    ал алар бул булар ошол ушул анын алардын мунун муну аны ага буга анда мында ошондо ошондуктан
    мен биз сиз силер биздин менин бирок ошентип анткени себеби эгер тактап жана же дагы мисалы
"""

KYRGYZ = Rules(
    endings={
        **entries(_NEVER, Ending.NEVER),
        **entries(_STARTER, Ending.STARTER),
        **entries(_CAPITAL, Ending.CAPITAL),
        **entries(_NUMBER, Ending.NUMBER),
    },
    starters=frozenset(_STARTERS.split()),
)
