"""Charts that are drawn when the book is built and can be read by everyone."""

from .dots import changes, dots
from .figure import Figure, figure

__all__ = ["Figure", "changes", "dots", "figure"]
