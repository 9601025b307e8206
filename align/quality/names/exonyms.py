"""Kazakh names whose English form is another word, and words that are capitalised but no names.

Keys are stems in Kazakh, lower case; values are what an English text may have, lower case, each the
beginning of a word (or of several).
"""

from __future__ import annotations

COUNTRIES = {
    "қытай": "china chinese prc sino beijing", "ресей": "russia", "үндістан": "india",
    "жапония": "japan", "түркия": "turk türk", "түрік": "turk türk", "мысыр": "egypt",
    "грекия": "greece greek", "испания": "spain spanish", "германия": "german", "франция": "fr",
    "швейцария": "swiss switzerland", "швеция": "swed", "венгрия": "hungar", "австрия": "austria",
    "ұлыбритания": "brit uk u.k. united", "англия": "engl brit uk", "шотландия": "scot",
    "уэльс": "wales welsh", "ирландия": "irish ireland", "нидерланд": "netherland dutch holland",
    "норвегия": "norw", "дания": "denmark danish", "португалия": "portug", "хорватия": "croat",
    "чехия": "czech", "кипр": "cypr", "жаңа зеландия": "zealand", "корея": "korea rok dprk",
    "еуропа": "europ eu", "азия": "asia",
    "африка": "africa", "америка": "america us u.s. usa united", "австралия": "austral",
    "парсы": "persia iran", "үрімші": "urumqi ürümqi", "мәскеу": "moscow kremlin",
    "пекин": "beijing peking", "бейжің": "beijing", "ташкент": "tashkent", "бішкек": "bishkek",
    "рим": "rome roman", "афина": "athen", "париж": "paris", "вена": "vienna",
    "женева": "geneva", "варшава": "warsaw", "прага": "prague czech", "лондон": "london",
    "брюссель": "brussel", "венеция": "venice", "каир": "cairo", "иерусалим": "jerusalem",
    "мюнхен": "munich", "копенгаген": "copenhagen", "лиссабон": "lisbon", "кёльн": "cologne",
    "жерорта": "med", "балқаш": "balkhash balqash", "каспий": "caspian",
    "ертіс": "irtysh ertis", "жайық": "ural zhaiyk zhayyk", "сырдария": "syr",
    "астана": "astana nur-sultan nursultan capital", "нұр-сұлтан": "astana nur-sultan nursultan",
    "шымкент": "shymkent chimkent", "орал": "oral ural", "көкшетау": "kokshetau kokchetav",
    "қарағанды": "karagand qaragh", "ақтөбе": "aktobe aqtob aktyub", "атырау": "atyrau",
    "өскемен": "ust oskemen öskemen", "семей": "sem", "жамбыл": "zhambyl jambyl djambul",
    "әзірбайжан": "azer",
    "өзбекстан": "uzb", "қырғызстан": "kyrgyz", "қырғыз": "kyrgyz", "тәжікстан": "taj",
    "түрікменстан": "turkmen", "моңғолия": "mongol", "белоруссия": "belarus", "молдова": "moldov",
    "армения": "armen", "грузия": "georgia", "біріккен": "united un u.n. uae",
    "ауғанстан": "afghan",
    "пәкістан": "pakistan pak", "иордания": "jordan", "сирия": "syria", "ливан": "leban",
    "марокко": "morocc", "эфиопия": "ethiop", "кения": "kenya", "құдыс": "jerusalem",
}  # fmt: skip
"""Countries, peoples and places."""

HOME = {"қазақстан": "kazakh qazaq republic country", "қазақ": "kazakh qazaq", "қр": "kazakh rk"}
"""What a text in Kazakh need not say of itself, and translations leave out."""

PERSONS = {
    "иса": "jesus issa isa", "мәриям": "mary mariam maria", "дәуіт": "david", "мұса": "moses musa",
    "ыбырайым": "abraham ibrahim", "жақып": "jacob james zhakyp", "жүсіп": "joseph zhusup yus",
    "петір": "peter", "пауыл": "paul", "жохан": "john", "жақия": "john", "сүлеймен": "solomon sul",
    "нұх": "noah", "шимон": "simon", "ысқақ": "isaac iskhak iskak", "мұхаммед": "muham moham",
    "ескендір": "alexander iskander", "шыңғыс": "genghis chin shyn chyn",
}  # fmt: skip
"""Persons of scripture and history."""

ACRONYMS = {
    "ақш": "us u.s. usa united america", "бұұ": "un u.n. united", "еуропалық": "europ eu",
    "еаэо": "eaeu eurasian", "тмд": "cis commonwealth", "шыұ": "sco shanghai",
    "ұқшұ": "csto collective", "еқыұ": "osce", "дсұ": "wto world", "ддұ": "who world",
    "ддсұ": "who world", "бақ": "media press mass", "жоо": "universit higher",
    "рф": "russia", "қхр": "china chinese prc people", "ксро": "ussr soviet", "кср": "ssr soviet",
    "іім": "intern police mia", "сім": "foreign mfa", "әскері": "army", "жшс": "llp llc limited",
    "ақ": "jsc joint company", "млн": "million", "мемлекет": "state", "жіө": "gdp gross",
    "шоб": "sme small", "ққс": "vat value", "ұқк": "national knb", "хвқ": "imf international",
}  # fmt: skip
"""Abbreviations; those not listed are compared letter by letter or not at all."""

ORDINARY = frozenset(
    """
    президент премьер министр вице үкімет мемлекет республика парламент мәжіліс сенат депутат
    төраға орынбасар хатшы басшы бастық директор комитет кеңес ұйым одақ қор орталық орталығ
    институт университет академия мектеп колледж факультет кафедра агенттік қоғам партия қозғалыс
    халық халықаралық ұлт ұлттық жалпы бас бірінші екінші үшінші аға кіші үлкен жаңа ескі орта
    облыс аудан қала ауыл округ аймақ өңір көше даңғыл алаң көл өзен тау теңіз мұхит аралы арал
    банк биржа компания корпорация холдинг зауыт кәсіпорын серіктестік басқарма департамент бөлім
    қызмет ғылым білім мәдениет спорт денсаулық әділет қорғаныс ішкі сыртқы істер экономика қаржы
    энергетика индустрия инфрақұрылым даму ауыл шаруашылық сауда интеграция ақпарат экология еңбек
    жол жоба бағдарлама стратегия тұжырымдама жарлық заң кодекс конституция қаулы шарт келісім
    мырза ханым доктор профессор академик генерал полковник капитан судья прокурор елші ақын жазушы
    форум саммит конференция конгресс көрме фестиваль чемпионат кубок ойын олимпиада матч лига
    газет журнал телеарна радио кітап фильм сыйлық орден медаль күн күні мереке жыл ғасыр
    тәуелсіздік
    жеңіс бейбітшілік достық құқық адам азамат бала ана әке отбасы қауіпсіздік ынтымақтастық
    дүниежүзі әлем жер аспан күн ай құдай тәңір ие мәсіх киелі рух інжіл таурат пайғамбар
    сіз сіздер мен біз ол олар бұл осы сол біздің сіздің егер бірақ алайда сондықтан және ал
    елбасы тұңғыш мәртебелі құрметті қымбатты баспасөз сәлем рахмет иә жоқ
    араб ислам мұсылман христиан православ католик еврей яһуди ағылшын неміс француз орыс
    шығыс батыс оңтүстік солтүстік дала жібек ұлы кіші үлкен қара ақ көк қызыл алтын күміс темір
    өкім ұжым құрама штат қайта тынық жоғарғы билеуші құжат тәжірибе жасаған жаратқан әулие пірадар
    мәлімет мұзды жерорта елорда тәуел үйлестіру ассамблея конгресс гвардия флот жасақ армия
    жоғары төменгі ресми арнайы бүкіл бүкілодақтық бүкілресейлік бүкілқытайлық федерация федералды
    """.split()  # noqa: SIM905 - a table to read and to add to
)
"""Stems that titles and institutions are made of; their translation is no transliteration."""
