"""The gate: a suite is translated, scored, and compared with the run that was accepted before."""

from __future__ import annotations
