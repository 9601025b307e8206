"""The Latin alphabet of 2021, which the other tables of Latin letters differ from.

Source of the letters: the draft of 31 letters by the Baitursynuly Institute of Linguistics, shown
to the National Commission on 28 January 2021 (with ŋ, which is read too) and published for
discussion on 22 April 2021 (with ñ); as in Unicode's ``kk-Latn`` samples of that year:
«Barlyq adamdar tumysynan azat jäne qadır-qasietı men qūqyqtary teñ bolyp düniege keledı».

Letters that it has no place for are written by their sound, as the draft's rules on borrowed words
have it: ``э e, ё io, ю iu, я ia, ц ts, ч tş, щ şş``; the signs ``ъ ь`` are left out. ``и`` and
``й`` are both ``i``, ``х`` and ``һ`` both ``h``.
"""

from __future__ import annotations

from .orthography import Orthography, table

LETTERS = table("""
    а a  ә ä  б b  в v  г g  ғ ğ  д d  е e  ё io ж j  з z  и i  й i  к k  қ q  л l  м m  н n
    ң ñ  о o  ө ö  п p  р r  с s  т t  у u  ұ ū  ү ü  ф f  х h  һ h  ц ts ч tş ш ş  щ şş ъ -
    ы y  і ı  ь -  э e  ю iu я ia
""")
SKELETON = table("""
    a а  ä ә  b б  v в  g г  ğ ғ  d д  e е  j ж  z з  i и  k к  q қ  l л  m м  n н  ñ ң  ŋ ң
    o о  ö ө  p п  r р  s с  t т  u у  ū ұ  ü ү  f ф  h х  ş ш  y ы  ı і
""")

LATIN_2021 = Orthography("latin-2021", "Latn", LETTERS, SKELETON, {"i": "İ", "ı": "I"})
