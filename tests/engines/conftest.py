from __future__ import annotations

import pytest

from tests.conftest import serving
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit


@pytest.fixture(scope="module", params=[Firefox, WebKit], ids=lambda engine: engine.__name__)
def reader(request, tmp_path_factory):
    """A browser of another engine than Chromium's, on the screen of a desktop."""
    with request.param(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="module")
def site(built, reader):
    """The address of the book for this browser."""
    with serving(built, reader.server) as address:
        yield address
