"""Give style sheets, modules and fonts an address that changes with their content.

All of them stand in one folder whose name is a digest of all, beside the one that Sphinx fills: so a module that
imports another by a relative address meets the one of its own version, whatever a browser has kept.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import rcssmin
import rjsmin

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "_static"
STABLE = "data"
"""What keeps its plain address, because people link to it."""
ADDRESS = re.compile(rf'((?:src|href)="[^":]*?){FOLDER}(?:-[0-9a-z]+)?/(?!{STABLE}/)')
LENGTH = 10
MADE_SMALL = ".min."
"""In the name of a file whose makers took out what could be, and which therefore stays as they gave it."""


def assets(static: Path) -> Iterator[tuple[str, Path]]:
    """Give name and path of each file whose address is to change with its content, in one order everywhere."""
    for path in sorted(static.rglob("*")):
        name = path.relative_to(static).as_posix()
        if path.is_file() and not name.startswith(f"{STABLE}/"):
            yield name, path


def version_of(static: Path) -> str:
    """Return a digest of the names and contents of all assets."""
    digest = sha256(f"{rcssmin.__version__} {rjsmin.__version__}".encode())
    for name, path in assets(static):
        digest.update(f"{name}\0{sha256(path.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()[:LENGTH]


SMALLER: dict[str, Callable[[str], str]] = {
    ".css": partial(rcssmin.cssmin, keep_bang_comments=True),
    ".mjs": partial(rjsmin.jsmin, keep_bang_comments=True),
    ".js": partial(rjsmin.jsmin, keep_bang_comments=True),
}
"""What takes comments and blanks out of a file, but not the licence that it names, by the ending of its name."""


def copy_small(path: Path, copy: Path) -> None:
    """Copy an asset with its time; what is written for those who read the code stays behind."""
    shutil.copy2(path, copy)
    smaller = SMALLER.get(path.suffix) if MADE_SMALL not in path.name else None
    if smaller:
        copy.write_text(smaller(path.read_text(encoding="utf-8")), encoding="utf-8")
        shutil.copystat(path, copy)


def put_in_place(site: Path, version: str) -> None:
    """Copy the assets of a finished site to a folder of their version, and let every page ask for them there."""
    static, target = site / FOLDER, site / f"{FOLDER}-{version}"
    for old in site.glob(f"{FOLDER}-*"):
        if old != target:
            shutil.rmtree(old)
    for name, path in assets(static):
        copy = target / name
        if not copy.exists() or copy.stat().st_mtime_ns != path.stat().st_mtime_ns:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy_small(path, copy)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        changed = ADDRESS.sub(rf"\g<1>{FOLDER}-{version}/", text)
        if changed != text:
            page.write_text(changed, encoding="utf-8")


def finish(app: Sphinx, error: Exception | None) -> None:
    """Name the version when all else is written."""
    site = Path(app.outdir)
    if error or app.builder.format != "html" or not (site / FOLDER).is_dir():
        return
    put_in_place(site, app.config.livingwell_version or version_of(site / FOLDER))


def setup(app: Sphinx) -> None:
    """Register the version, which a preview fixes, and connect the event after all that write to the folder."""
    app.add_config_value("livingwell_version", "", "")
    app.connect("build-finished", finish, priority=950)
