"""Build the whole book beside the last good one, and put it in place only when all went well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ..data import fingerprint
from ..original import OriginalError, read
from .execution import CHECKED
from .links import broken_links

if TYPE_CHECKING:
    from collections.abc import Callable


class BuildError(RuntimeError):
    """The book could not be built; the message says where and why."""


def book_command(root: Path, output: Path) -> list[str]:
    """Return the Jupyter Book command that builds the book in ``root`` into ``output/_build/html``."""
    return [
        str(Path(sys.executable).with_name("jupyter-book")), "build", str(root / "book"),
        "--config", str(root / "_config.yml"), "--toc", str(root / "_toc.yml"),
        "--path-output", str(output), "-W", "--keep-going",
    ]  # fmt: skip


def build_site(root: Path, echo: Callable[[str], object] = print) -> Path:
    """Build the book and return the folder of the finished site.

    Parameters
    ----------
    root
        Folder that holds ``_config.yml``, ``_toc.yml``, ``book/`` and ``data/``; the tables are taken as checked.
    echo
        Called with each line of progress.

    Returns
    -------
    pathlib.Path
        ``root/_build/html``. When anything fails, it stays as it was.

    Raises
    ------
    BuildError
        When a page, a code cell, a link or the copy of the report's own words is at fault.
    """
    started = time.monotonic()
    try:
        read(root)
    except OriginalError as error:
        raise BuildError(f"{error} The last good _build/html stays as it was.") from None
    fresh = root / "_build" / "next"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    environment = {**os.environ, CHECKED: fingerprint(root / "data"), "PYTHONUNBUFFERED": "1"}
    run = subprocess.Popen(
        book_command(root, fresh), cwd=root, env=environment, text=True, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert run.stdout is not None
    for line in run.stdout:
        if line.startswith("The HTML pages are in"):
            break  # what follows names the folder that is about to move
        echo(line.rstrip())
    run.communicate()
    if run.returncode:
        raise BuildError("the book was not built: see the warnings above. The last good _build/html stays as it was.")
    site = fresh / "_build" / "html"
    broken = broken_links(site)
    if broken:
        raise BuildError(
            "\n".join(["these links lead nowhere:", *broken, "The last good _build/html stays as it was."])
        )
    final = _put_in_place(site, root / "_build" / "html")
    shutil.rmtree(fresh, ignore_errors=True)
    echo(f"Built in {time.monotonic() - started:.0f} s.")
    return final


def _put_in_place(site: Path, final: Path) -> Path:
    old = final.with_name("html.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    site.rename(final)
    shutil.rmtree(old, ignore_errors=True)
    return final
