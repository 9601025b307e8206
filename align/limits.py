"""What one document may have at the most: memory has to stay bounded whatever a folder holds."""

from __future__ import annotations

LARGEST = 10
"""Megabytes (of 2**20 bytes), where nothing else is asked for with ``--max-size``."""

PASSAGES_A_MEGABYTE = 10_000
"""Lines and sentences for each of these megabytes: what a document takes in memory grows with its
sentences as much as with its bytes.
"""
