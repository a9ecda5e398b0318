"""Read a plain-text copy of a report, by its rights holder's wish, and keep its own words beside a retelling."""

from .files import read
from .model import Block, Original, OriginalError, Poem, Quotation, Section, Source, Statement

__all__ = [
    "Block",
    "Original",
    "OriginalError",
    "Poem",
    "Quotation",
    "Section",
    "Source",
    "Statement",
    "read",
]
