"""qatarlas: detect, translate, align, and read documents side by side.

>>> from align import translate_document, pair_documents, detect

Nothing heavy is imported until one of these names is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .bitext import Bead, Bitext
    from .document import Document
    from .language import Detection, detect, route
    from .pipeline import pair_documents, translate_document

__all__ = [
    "Bead",
    "Bitext",
    "Detection",
    "Document",
    "detect",
    "pair_documents",
    "route",
    "translate_document",
]
__version__ = "0.1.0"

_HOMES = {
    "Bead": "bitext",
    "Bitext": "bitext",
    "Document": "document",
    "Detection": "language",
    "detect": "language",
    "route": "language",
    "pair_documents": "pipeline",
    "translate_document": "pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
