"""Kazakh in Arabic letters as in China (төте жазу, ``kk-Arab``).

Sources of the letters: the alphabet of A. Baitursynuly (1912, revised 1924) as restored in Xinjiang
in 1982, 29 letters and the hamza; Unicode Standard ch. 9.2 (Kazakh: U+0674 HIGH HAMZA, U+06C7,
U+06CB, U+06C6, U+06AD, U+06D5) and CLDR's exemplar characters of ``kk_Arab``. Vowels come in pairs
that are written alike (``а ә ا``, ``о ө و``, ``ұ ү ۇ``, ``ы і ى``). A word with front vowels has
the hamza before it, but for one with ``ە``, ``ك`` or ``گ``, which are front by themselves, and one
with ``ق`` or ``ع`` (``قازىر`` қазір). ``и й`` are both ``ي``, and ``ия`` is ``يا`` as in ``پارتيا``
(the Xinjiang press); ``ц تس``, ``щ شش``; the signs ``ъ ь`` are left out. There are no capitals.
"""

from __future__ import annotations

from .orthography import Orthography, table

HAMZA = "\u0674"
MARKED = frozenset("әөүі")
UNMARKED = frozenset("еэгкқғ")

LETTERS = table("""
    а ا  ә ا  б ب  в ۆ  г گ  ғ ع  д د  е ە  ё يو  ж ج  з ز  и ي  й ي  к ك  қ ق  л ل  м م  н ن
    ң ڭ  о و  ө و  п پ  р ر  с س  т ت  у ۋ  ұ ۇ  ү ۇ  ф ف  х ح  һ ھ  ц تس  ч چ  ш ش  щ شش  ъ -
    ы ى  і ى  ь -  э ە  ю يۋ  я يا
""")
# The second part are letters of neighbours' keyboards (Persian, Arabic, Uyghur) and code points of
# Unicode that join the hamza to its vowel.
SKELETON = table("""
    ا A  ب б  ۆ в  گ г  ع ғ  د д  ە е  ج ж  ز з  ي и  ك к  ق қ  ل л  م м  ن н  ڭ ң  و O  پ п
    ر р  س с  ت т  ۋ у  ۇ U  ف ф  ح х  ھ һ  چ ч  ش ш  ى Y
    ک к  ی и  ه е  خ х  غ ғ  ٵ ә  ٶ ө  ٷ ү  ٸ і  ۈ ү  ۉ ө  آ A  أ A  ص с  ط т
""")
PUNCTUATION = {",": "،", ";": "؛", "?": "؟"}

ARABIC = Orthography(
    "arabic", "Arab", LETTERS, SKELETON, signs=HAMZA + "\u0621\u0640\u200c\u200d",
    punctuation=PUNCTUATION,
)  # fmt: skip
