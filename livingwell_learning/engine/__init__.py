"""Build the book and keep it built: one list of faults, one build at a time, cells run from a warm start."""

from .faults import BuildError, Fault

__all__ = ["BuildError", "Fault"]
