"""Check: a negation that was lost.

A word that negates in the source asks for one in the target. What negates is broad on the target's
side (*without*, *unable*, *refuse*, *hardly*), so that only its absence tells anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..bitext import Finding, Severity
from .pair import Pair, shown

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, eq=False)
class Negation:
    """How a language negates.

    ``plain`` matches whole words (lower case) that deny what the clause says. ``idioms`` match
    passages where they do not ("not only", "whether or not"). ``any`` matches whatever may render
    a negation.
    """

    plain: re.Pattern[str]
    idioms: re.Pattern[str]
    any: re.Pattern[str]


# A stem of two letters or more, the negative suffix, and what follows it: tense and person,
# participle, converb, verbal noun. The suffix begins with the sound that the stem's last one asks
# for (after vowels and р л й м-, after nasals and з б-, after voiceless ones п-), which tells it
# from stems that merely look so (таба-ды, жоба-сын). Nouns in -ма (бағдарлама) have other endings.
_SUFFIX = r"(?:(?<=[аәеёиоөұүуыіэюялрй])м|(?<=[мнңзж])б|(?<=[пқкстшхфцчбгд])п)"
_KAZAKH_VERB = (
    rf"\w{{2,}}?{_SUFFIX}(?:"
    r"а(?:ды[мңқ]?|дыңыз|дық|ған\w{0,6}|й(?:ды|мын|сың|сыз|мыз|тын\w{0,5}|ақ|ша)?|с(?:пын|сың)?"
    r"|сқа|сын|ңыз(?:дар)?|ңдар|у(?:ы|ын|ына|ға|да|дың|ымыз|ға)?|пты)"
    r"|е(?:ді[мңк]?|діңіз|дік|ген\w{0,6}|й(?:ді|мін|сің|сіз|міз|тін\w{0,5}|ек|ше)?|с(?:пін|сің)?"
    r"|ске|сін|ңіз(?:дер)?|ңдер|у(?:і|ін|іне|ге|де|дің|іміз|ге)?|пті)"
    r")"
)
# Words that end alike: or, flu, arrest, medicine, programme and other nouns in -ма with a
# possessive, very, and adverbs.
_ALIKE = (
    r"немесе|тұмау\w*|қамау\w*|\w+(?:лама|лме|рма|рме|зба|спа|спе|нба|тпа|тпе|ма|ме)сын|\w+м[ае]сін"
    r"|\w*бай|\w+п[ае]сын|емдеу\w*|шимай\w*|көрпесін|жемей"
)
_KAZAKH = Negation(
    plain=re.compile(rf"емес\w{{0,4}}|жоқ\w{{0,4}}|(?!(?:{_ALIKE})$){_KAZAKH_VERB}"),
    idioms=re.compile(
        r"(?:ғана|тек|қана)\s+емес|емес\s*пе\b|ма,?\s+(?:әлде\s+)?жоқ\s+па|\b(?:аз|кем)\s+емес"
        r"|\w+м[ае]й\s+(?:қоймай|тұрмай|болмай|жатып|тұрып|тұра|ма|ме|ба|бе|па|пе)\w*"
        r"|(?:бол|қал|кел)м[ае]са|(?:қарамай|қарамастан|сөзсіз|тоқтамай|кешікпей|толмай)\w*"
    ),
    any=re.compile(rf"емес\w*|жоқ\w*|\w+с[ыі]з\w*|тыйым\w*|{_KAZAKH_VERB}|бас тарт\w*"),
)
# A participle or a verbal noun may be rendered by a word that denies nothing: "waterproof", "foil".
_FINITE = re.compile(r"емес\w*|жоқ\w*|\w+(?:[дт][ыі][мңқк]?|[дт][ыі]ңыз|[мс][ыі][нңз]|м[ыі]з)")
_ENGLISH = Negation(
    plain=re.compile(r"not|cannot|never|no|none|nothing|nobody|neither|nor|without|\w+n['’]t"),
    idioms=re.compile(
        r"not only|not just|no doubt|no longer|whether or not|no\.\s*\d|no one but|if not"
        r"|no less than|no matter|not to mention|not least"
    ),
    any=re.compile(
        r"\b(?:not|cannot|never|no|none|nothing|nobody|nowhere|neither|nor|without|\w+n['’]t"
        r"|un(?!der|til|ion|it|iver|ique|ifo|ifi|to\b)\w{3,}|dis(?:agree|abl|appear|approv|satisf|"
        r"continu|honest|like|loyal|miss|obe|order|regard|respect|trust|prove|allow|advantage)\w*"
        r"|non-?\w+|im(?:possib|mobil|moral|pati|perfect|polite|proper|prud|pass)\w*"
        r"|ir(?:regular|relevan|respons|revers|replac|resist)\w*|il(?:legal|legib|litera|logic)\w*"
        r"|in(?:abil|accura|activ|adequa|appropri|capab|complete|consist|convenien|correct|curab|"
        r"definit|direct|effect|effici|eligib|evitab|experien|explicab|finite|frequent|sensitiv|"
        r"significan|stabil|sufficien|toler|valid|visib|secur|animate)\w*"
        r"|\w+less(?:ly|ness)?|lack\w*|fail\w*|refus\w*|den(?:y|ies|ied|ying|ial)\w*|reject\w*"
        r"|avoid\w*|prevent\w*|prohibit\w*|ban(?:s|ned|ning)?|forb\w+|stop\w*|hardly|scarcely"
        r"|barely|rarely|seldom|few|little|unless|except\w*|instead|rather than|absen\w+|missing"
        r"|excluding|neglect\w*|ignor\w*|cease\w*|abstain\w*|refrain\w*|otherwise|doubt\w*|all but"
        r"|stay(?:s|ed)? away|short of|far from|free (?:from|of)|yet to|too \w+ to|beyond|devoid"
        r"|impunity|vain|exempt\w*|abandon\w*|lest|anything but|regardless|despite|mis\w{4,}"
        r"|los[et]\w*|los[st]|minus|zero)\b",
        re.IGNORECASE,
    ),
)
_LANGUAGES = {"kk": _KAZAKH, "en": _ENGLISH}


def check_negation(pair: Pair) -> Iterator[Finding]:
    """Where the source denies something and the target nothing at all.

    An ``error`` for a verb or a word that denies the whole clause, a ``warning`` for participles
    and nouns, which English often turns round.
    Finds nothing where it is not known how one of the languages negates.
    """
    source, target = (_LANGUAGES.get(lang) for lang in pair.langs)
    if source is None or target is None:
        return
    text = pair.source.lower()
    for match in _WORD.finditer(text):
        if not _denies(match.group(), source):
            continue
        word = pair.source[slice(*match.span())]
        if word[0].isupper() and match.start():
            continue
        idioms = [idiom.span() for idiom in source.idioms.finditer(text)]
        if any(start < match.end() and match.start() < end for start, end in idioms):
            continue
        if not target.any.search(pair.target):
            detail = f"{shown(word)} denies, nothing here does"
            severity: Severity = "error" if _FINITE.fullmatch(match.group()) else "warning"
            yield Finding("negation", detail, severity, match.span())
        return


@lru_cache(maxsize=20_000)
def _denies(word: str, lang: Negation) -> bool:
    return lang.plain.fullmatch(word) is not None
