"""Tell who runs a notebook: a page with a reader before it, or a program that only writes the outputs down."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

PYTHON_CLIENT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{24}_\d+_\d+")
"""What jupyter_client puts into the id of a message; browsers write theirs otherwise."""


STILL = "LIVINGWELL_STILL"
"""Set where a cell runs for a page of the book, which shows a widget as it is written and never as a live view."""


def is_still() -> bool:
    """Return whether no view of a widget can ever be opened to what runs here."""
    return bool(os.environ.get(STILL))


@contextmanager
def still() -> Iterator[None]:
    """Let no view be opened within a ``with`` block, for a program that only writes figures down."""
    before = os.environ.get(STILL)
    os.environ[STILL] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[STILL]
        else:
            os.environ[STILL] = before


def written_down() -> bool:
    """Return whether the cell that runs now was sent by a program such as nbconvert or Jupyter Book.

    Their pages have no kernel, so a live view would stay empty there, or ask other hosts for scripts. Voilà runs
    notebooks in the same way, and its pages do have one.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    kernel = getattr(shell, "kernel", None)
    if kernel is None or os.environ.get("SERVER_SOFTWARE", "").startswith("voila"):
        return False
    message = kernel.get_parent("shell") or {}
    return bool(PYTHON_CLIENT.fullmatch(str(message.get("header", {}).get("msg_id", ""))))
