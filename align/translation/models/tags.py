"""Which languages a MarianMT model is for, read from its own files.

Marian models name languages by ISO 639-3, some with a script (``kaz_Cyrl``), or by ISO 639-1; this
package by BCP 47.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import ModelError

_LABEL = re.compile(r">>([A-Za-z_]+)<<")
_CODES = """
    afr:af ara:ar arb:ar aze:az azj:az bak:ba bel:be ben:bn bul:bg cat:ca ces:cs chv:cv cmn:zh
    cym:cy dan:da deu:de ell:el eng:en epo:eo est:et eus:eu fas:fa fin:fi fra:fr gle:ga glg:gl
    guj:gu heb:he hin:hi hrv:hr hun:hu hye:hy ind:id isl:is ita:it jpn:ja kan:kn kat:ka kaz:kk
    khk:mn khm:km kir:ky kor:ko lat:la lav:lv lit:lt mal:ml mar:mr mkd:mk mlt:mt mon:mn msa:ms
    mya:my nep:ne nld:nl nob:nb nor:no ota:ota pan:pa pes:fa pol:pl por:pt pus:ps ron:ro rus:ru
    slk:sk slv:sl spa:es sqi:sq srp:sr swa:sw swe:sv tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th
    tuk:tk tur:tr uig:ug ukr:uk urd:ur uzb:uz vie:vi yue:yue zho:zh alt:alt crh:crh gag:gag
    kaa:kaa kjh:kjh krc:krc kum:kum nog:nog sah:sah tyv:tyv
"""
_TO_BCP47 = dict(pair.split(":") for pair in _CODES.split())
# The script that a language is written in unless its tag says otherwise.
_USUAL_SCRIPT = {
    "az": "Latn", "ba": "Cyrl", "crh": "Latn", "kk": "Cyrl", "ky": "Cyrl", "mn": "Cyrl",
    "sr": "Cyrl", "tg": "Cyrl", "tk": "Latn", "tt": "Cyrl", "ug": "Arab", "uz": "Latn",
    "zh": "Hans",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Languages:
    """What a model translates from and to (BCP 47), and the token for each of several targets."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    prefix: Mapping[str, str]


def bcp47(code: str) -> str | None:
    """The BCP 47 code of a Marian one: ``kk`` of ``kaz`` or ``kaz_Cyrl``, ``kk-Latn`` of
    ``kaz_Latn``; ``None`` for a group of languages (``trk``, ``mul``) and for what is not known.
    """
    language, _, script = code.partition("_")
    tag = language if language in _TO_BCP47.values() else _TO_BCP47.get(language)
    if tag is None or not script or _USUAL_SCRIPT.get(tag) == script:
        return tag
    return f"{tag}-{script}" if re.fullmatch("[A-Z][a-z]{3}", script) else None


def languages_of(
    source: Path,
    *,
    source_langs: Sequence[str] = (),
    target_langs: Sequence[str] = (),
    called: str | None = None,
) -> Languages:
    """The languages of the Hugging Face model in the folder ``source``.

    Targets with a ``>>…<<`` token are read from its vocabulary, the others from its
    ``tokenizer_config.json``; what is given is not read, and is checked against the vocabulary.
    Raises ``ModelError``, which names the model as ``called`` or by its folder, where that leaves
    no source or no target.
    """
    model = called or str(source)
    labels = _labels(_read_json(source / "vocab.json"))
    config_file = source / "tokenizer_config.json"
    config = _read_json(config_file) if config_file.is_file() else {}
    sources = tuple(source_langs) or _tags(config.get("source_lang"))
    targets = tuple(target_langs) or tuple(sorted(labels)) or _tags(config.get("target_lang"))
    if not sources:
        raise ModelError(
            f"{model}: does not say which languages it translates from; name them with --from"
        )
    if not targets:
        raise ModelError(
            f"{model}: does not say which languages it translates to; name them with --to"
        )
    missing = [target for target in targets if target not in labels] if labels else []
    if missing:
        raise ModelError(
            f"{model}: its vocabulary has no token for {', '.join(missing)}, only for"
            f" {', '.join(sorted(labels))}; name some of these with --to"
        )
    prefix = {target: labels[target] for target in targets} if labels else {}
    return Languages(sources, targets, prefix)


def _labels(vocabulary: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for token in sorted(vocabulary, key=lambda token: (len(token), token)):
        match = _LABEL.fullmatch(token)
        tag = bcp47(match[1]) if match else None
        if tag is not None:
            found.setdefault(tag, token)
    return found


def _tags(codes: object) -> tuple[str, ...]:
    if not isinstance(codes, str):
        return ()
    found = (bcp47(code) for code in re.split(r"[+\s]+", codes) if code)
    return tuple(dict.fromkeys(tag for tag in found if tag is not None))


def _read_json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{file}: cannot be read ({error}); give a folder with a MarianMT model"
        ) from error
    if not isinstance(value, dict):
        raise ModelError(f"{file}: not a JSON object; give a folder with a MarianMT model")
    return value
