"""Charts that are drawn when the book is built and can be read by everyone."""

from .figure import Figure, figure

__all__ = ["Figure", "figure"]
