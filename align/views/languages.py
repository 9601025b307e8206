"""What a page says of a language: its English name and the direction it is written in."""

from __future__ import annotations

from typing import Literal

Direction = Literal["ltr", "rtl", "auto"]

_NAMES = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "ba": "Bashkir",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "ca": "Catalan",
    "ckb": "Central Kurdish",
    "crh": "Crimean Tatar",
    "cs": "Czech",
    "cv": "Chuvash",
    "da": "Danish",
    "de": "German",
    "dv": "Divehi",
    "el": "Greek",
    "en": "English",
    "eo": "Esperanto",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "gl": "Galician",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kaa": "Karakalpak",
    "kk": "Kazakh",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "ku": "Kurdish",
    "ky": "Kyrgyz",
    "la": "Latin",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "my": "Burmese",
    "nb": "Norwegian Bokmål",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Norwegian Nynorsk",
    "no": "Norwegian",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sah": "Yakut",
    "sd": "Sindhi",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "tg": "Tajik",
    "th": "Thai",
    "tk": "Turkmen",
    "tr": "Turkish",
    "tt": "Tatar",
    "tyv": "Tuvan",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "yi": "Yiddish",
    "zh": "Chinese",
    "zu": "Zulu",
    "und": "Unknown language",
}
_SCRIPTS = {
    "arab": "Arabic script",
    "cyrl": "Cyrillic",
    "hans": "Simplified",
    "hant": "Traditional",
    "latn": "Latin script",
    "mong": "Mongolian script",
}
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ji", "ks"}
    | {"nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"}
)


def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag: ``kk-Latn`` gives ``Kazakh (Latin script)``.

    A tag whose language is not known here is its own name.
    """
    language, *rest = tag.split("-")
    name = _NAMES.get(language.lower())
    if name is None:
        return tag
    notes = [_SCRIPTS.get(part.lower(), part) for part in rest]
    return f"{name} ({', '.join(notes)})" if notes else name


def direction(tag: str) -> Direction:
    """The writing direction of a BCP 47 tag: its script decides, else its language.

    ``auto``, the browser's guess from the text itself, is for an unknown language only.
    """
    language, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    if script is not None:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    if language in ("und", ""):
        return "auto"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"


def html_lang(tag: str) -> str:
    """The value of an HTML ``lang`` attribute: empty where the language is unknown."""
    return "" if tag == "und" else tag
