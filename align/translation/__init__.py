"""Translating sentences: engines, batches, the memory, and the catalogue of models."""
