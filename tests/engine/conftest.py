from __future__ import annotations

import pytest

from tests.conftest import build_book
from tests.site import minibook


@pytest.fixture
def book(tmp_path):
    """A small book of its own for a test to break."""
    return minibook.write(tmp_path)


@pytest.fixture
def build():
    """Build a book with the editors' command; give its exit status and all that it printed."""
    return build_book


@pytest.fixture
def change():
    """Put other words in the place of some that a file holds."""

    def put(path, old, new):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return put


def files(folder):
    """Give every file below a folder with what it holds."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
