from __future__ import annotations

import pytest

from livingwell_learning.original.copy import copy_of
from livingwell_learning.original.outline import read_outline
from livingwell_learning.original.reading import read_copy
from tests.original.orchard import printed, write_tables


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    """The folder of a project whose tables fit the made-up report; nothing writes into it."""
    return write_tables(tmp_path_factory.mktemp("orchard"))


@pytest.fixture(scope="session")
def outline(root):
    return read_outline(root)


@pytest.fixture(scope="session")
def original(outline):
    return read_copy(copy_of(printed().encode(), "booklet.txt"), outline)


@pytest.fixture
def project(tmp_path):
    """A project to write into, with the report beside it."""
    write_tables(tmp_path)
    (tmp_path / "booklet.txt").write_text(printed(), encoding="utf-8")
    return tmp_path
