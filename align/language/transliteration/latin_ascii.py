"""Kazakh as people type it on a keyboard without Kazakh letters: informal, no standard.

Sources of what is read: the apostrophes of Decree No. 569 of 26 October 2017 (``a' g' i' n' o' s'
c' u' y'``), the digraphs of the draft of September 2017 (``gh zh sh ch``), and the habits
of the web: ``zh j, kh h x, ng n', yu iu, ya ia, w u``. What is written keeps most letters apart
(``ж zh, ш sh, ғ gh, ң ng``) and puts an apostrophe to the front vowels. Vowels typed without one
are settled by ``harmony``; this is a best effort and will be wrong more often than the others.
"""

from __future__ import annotations

from .latin_2021 import LETTERS
from .orthography import Orthography, table

_LETTERS = table("""
    ә a' ғ gh ж zh і i ң ng ө o' ұ u ү u' х kh һ h ч ch ш sh щ shsh ё yo ю yu я ya
""")
SKELETON = table("""
    a A  a' ә  b б  v в  g г  g' ғ  gh ғ  d д  e е  j ж  zh ж  z з  i I  i' и  k к  q қ
    l л  m м  n н  n' ң  ng ң  o O  o' ө  p п  r р  s с  s' ш  sh ш  t т  u W  u' ү
    w у  f ф  h х  kh х  x х  c' ч  ch ч  y ы  y' у  ya я  yu ю  yo ё
""")

LATIN_ASCII = Orthography("latin-ascii", "Latn", {**LETTERS, **_LETTERS}, SKELETON, signs="'’‘ʼ`´")
