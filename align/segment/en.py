"""English."""

from __future__ import annotations

from .rules import Ending, Rules, entries

_NEVER = """
    Mr Mrs Ms Mx Dr Prof Messrs Mmes Gen Sen Sens Rep Reps Gov Govs Hon Rev Fr Capt Cmdr Col Cpl Lt
    Maj Sgt Pvt Adm Brig Supt Pres St Ste Mt Ft Amb
    vs v e.g i.e cf viz c ca approx incl esp tel ed eds
"""
_STARTER = """
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri
    Jr Sr Esq Inc Ltd Co Cos Corp Bros LLC PLC Pty Dept Univ Assn Intl Natl Govt
    Ave Blvd Rd Hwy Bldg Apt Ariz Calif Colo Conn Del Fla Ill Kan Mass Mich Minn Mont Okla Ore Penn
    Tenn Tex Wash Wis
    Ye Yu Ya Kh Zh Sh Ch Ts
    al Ph.D sq hr hrs lbs oz mph kph
"""
_CAPITAL = "etc a.m p.m A.M P.M pm"
_NUMBER = "No Nos no nos Fig Figs Vol Vols pp p Art Arts Sec Secs Ch Eq Ref Sect par para"

# Words that may stand after a time of day.
_GOING_ON = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat
    Sun January February March April May June July August September October November December Jan
    Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    Eastern Central Mountain Pacific Atlantic Greenwich Universal Coordinated Beijing Moscow Astana
    Almaty Hong London Tokyo EST EDT CST CDT MST MDT PST PDT ET CT MT PT GMT UTC BST CET CEST MSK
    JST HKT IST AEST
"""

_STARTERS = """
    the he she it they we you this that these those there here his her its their our my your i
    but and so yet nor or because although though however moreover furthermore therefore thus hence
    meanwhile nevertheless nonetheless besides instead otherwise
    if when while where why what who how which whether since until unless after before during
    in on at for from with without within by about as among despite according under over between
    both many most some several such each every all any no not none one two three another other
    now then today yesterday tomorrow later earlier also even still only just once
    is are was were do does did has have had can could will would should
    an a
"""

_SPEECH = """
    said says asked asks replied answered cried shouted whispered exclaimed inquired enquired wrote
    added continued demanded muttered murmured wondered repeated began called yelled screamed
    laughed sighed snapped gasped echoed insisted interrupted remarked
"""

ENGLISH = Rules(
    endings={
        **entries(_NEVER, Ending.NEVER),
        **entries(_STARTER, Ending.STARTER),
        **entries(_CAPITAL, Ending.CAPITAL),
        **entries(_NUMBER, Ending.NUMBER),
    },
    starters=frozenset(_STARTERS.split()),
    going_on=frozenset(_GOING_ON.split()),
    speech=frozenset(_SPEECH.split()),
)
