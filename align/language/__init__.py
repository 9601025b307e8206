"""Which language a text is in, and which passages of a document go to which model."""

from .detect import Detection, detect
from .route import main_language, route

__all__ = ["Detection", "detect", "main_language", "route"]
