from __future__ import annotations

import pytest

from tests.conftest import build_book
from tests.site import minibook, originals, wordbook


@pytest.fixture
def book(tmp_path):
    """A small book of its own for a test to break."""
    return minibook.write(tmp_path)


@pytest.fixture
def build():
    """Build a book with the editors' command; give its exit status and all that it printed."""
    return build_book


@pytest.fixture(scope="session")
def without(built_once):
    """The site of a small book without the rights holder's copy."""
    return built_once("without-words", wordbook.write) / "_build" / "html"


@pytest.fixture(scope="session")
def with_words(built_once):
    """The site of the same book with a copy beside it."""

    def write(folder):
        originals.write(wordbook.write(folder), sections=wordbook.SECTIONS)
        return folder

    return built_once("with-words", write) / "_build" / "html"
