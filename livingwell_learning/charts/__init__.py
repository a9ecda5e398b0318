"""Charts that are drawn when the book is built and can be read by everyone."""

from .cells import kilobytes
from .dots import changes, dots
from .drawing import signed
from .exploring import library, weight
from .figure import FIGURE_STYLE, Figure, figure

__all__ = ["FIGURE_STYLE", "Figure", "changes", "dots", "figure", "kilobytes", "library", "signed", "weight"]
