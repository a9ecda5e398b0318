"""The process that keeps a book's application in memory and builds again what a change touches.

It reads a JSON list of changed paths a line from its standard input, and answers each with one JSON line:
``{"faults": […], "changed": ["about.html", …], "seconds": 0.3}``.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import shutil
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase

from ...data import fingerprint
from ...site.execution import NOT_READ, prepare
from ...site.kept import changed_since
from ...site.links import Checker
from ...site.tables import tables_of
from ..application import application
from ..build import faults_of_links, first_faults, named_faults, stamp_of, table_faults
from ..cells import Cells
from ..faults import BuildError, Fault, in_order
from ..gather import Gatherer
from ..settings import PAGES
from ..starting import warm_start
from ..styles import style_faults
from ..workplace import Workplace, refused, unheard

WORK, SHOWN = "html", "shown"


class Session:
    """A book's application, kept between builds.

    Parameters
    ----------
    root
        The book's folder.
    folder
        Where to build. The site to show stands in ``shown`` below it, and changes only when all went well.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.stack = ExitStack()
        self.app: Sphinx | None = None
        self.cells: Cells | None = None
        self.read: set[str] = set()
        self.again: set[str] = set()
        """Pages that were read in a build that failed: their faults must be found again."""
        self.data: dict[str, str] = {}
        self.touched: set[str] = set()
        """Pages to read again because a table that they read has changed."""
        self.rewritten: set[str] = set()
        """Pages to write again because a table that their frame shows has changed."""
        self.used: dict[str, tuple[set[str], set[str]]] = {}
        """The tables that each page asked for when it was read, and when it was written."""
        self.unstyled: list[str] = []
        """Style sheets that changed in a build that failed: what is wrong in them must be found again."""
        self.links = Checker()

    def build(self, changed: list[str]) -> dict[str, Any]:
        """Build what some changed files touch, all of it at first, and return what came of it."""
        started = time.monotonic()
        try:
            faults = self._first(changed) or self._pages(changed)
            shown = [] if faults else self._show()
        except BuildError as error:
            faults, shown = list(error.faults), []
        except OSError as error:
            faults, shown = [refused(error, self.folder)], []
        gc.collect()
        gc.freeze()
        return {
            "faults": [dataclasses.asdict(fault) for fault in in_order(faults)],
            "changed": shown,
            "seconds": round(time.monotonic() - started, 3),
        }

    def close(self) -> None:
        """Leave nothing running."""
        self.stack.close()

    def _first(self, changed: list[str]) -> list[Fault]:
        """Return what is wrong before any page is read, where what changed can have made it so."""
        if self.app is None:
            return first_faults(self.root)
        faults = []
        if any(Path(path).is_relative_to(self.root / "data") for path in changed):
            faults += table_faults(self.root)
        if any(path.endswith(".css") for path in [*changed, *self.unstyled]):
            faults += style_faults(self.root)
        self.unstyled = [path for path in [*changed, *self.unstyled] if path.endswith(".css")] if faults else []
        return faults

    def _pages(self, changed: list[str]) -> list[Fault]:
        gatherer = Gatherer(self.root)
        again, app = self.app is not None, self.app or self._start(gatherer)
        gatherer.listen(app)
        self.read = set()
        self._forget(app)
        self._take_data(app, {Path(path) for path in changed})
        if again and any(Path(path).suffix == ".css" or "_static" in Path(path).parts for path in changed):
            app.builder.copy_assets()
        with unheard(self.folder / "build.log"), named_faults(app, gatherer, self.cells):
            app.build()
        self.touched, self.rewritten = set(), set()
        faults = list(gatherer.faults)
        if not faults:
            faults = faults_of_links(app, self.links.faults(Path(app.outdir)))
        self.again = {*self.read, *self.again} if faults else set()
        return faults

    def _start(self, gatherer: Gatherer) -> Sphinx:
        shutil.rmtree(self.folder / WORK, ignore_errors=True)
        shutil.rmtree(self.folder / ".doctrees", ignore_errors=True)
        self.cells = self.stack.enter_context(warm_start(self.root, whole=True))
        self.data = digests(self.root)
        settings = {"livingwell_checked": stamp_of(self.root), "livingwell_version": "live"}
        app = self.stack.enter_context(
            application(self.root, self.folder, status=lambda line: None, warning=gatherer.early, settings=settings)
        )
        if self.cells:
            self.cells.connect(app)
        app.livingwell_note = self.note  # type: ignore[attr-defined]
        app.connect("env-get-outdated", lambda app, env, *_: self.again | self.touched)
        app.connect("env-before-read-docs", self.begin)
        app.connect("env-updated", lambda app, env: sorted(self.rewritten & env.found_docs))
        self.app = app
        return app

    def begin(self, app: Sphinx, env: object, names: list[str]) -> None:
        """Note which pages are read in this build."""
        self.read = set(names)
        for name in names:
            self.used[name] = set(), self.used.get(name, (set(), set()))[1]

    def note(self, table: str) -> None:
        """Note that the page at hand asks for a table."""
        app = self.app
        if app is None:
            return
        reading = app.phase == BuildPhase.READING
        page = app.env.temp_data.get("docname") or getattr(app.builder, "current_docname", "") or ""
        self.used.setdefault(page, (set(), set()))[0 if reading else 1].add(table)

    def _touch_readers(self, app: Sphinx, changed: set[Path]) -> None:
        """Find the pages whose cells read a file that has changed, or list its folder."""
        places = {str(place) for path in changed for place in (path, path.parent)}
        for page, reads in (self.cells.reads if self.cells else {}).items():
            if changed_since({path: held for path, held in (reads or {}).items() if path in places}):
                self.touched.add(page)

    def _touch(self, app: Sphinx, files: set[str]) -> None:
        """Find the pages that show something of changed files of data; where a kernel ran, any file counts."""
        resources = tables_of(app).descriptor["resources"]
        names = {resource["name"] for resource in resources if resource["path"] in files}
        paths = {str(self.root / "data" / file) for file in files}
        reads = self.cells.reads if self.cells else {}
        for page in app.env.found_docs:
            read, written = self.used.get(page, (set(), set()))
            run = reads.get(page)
            if read & names or run is None or paths & set(run or ()):
                self.touched.add(page)
            elif written & names:
                self.rewritten.add(page)

    def _forget(self, app: Sphinx) -> None:
        """Clear what an application keeps of its last build, and would take for the truth in the next."""
        env: Any = app.env
        env._pickled_doctree_cache.clear()
        env._write_doc_doctree_cache.clear()
        app._warncount, app.statuscode = 0, 0
        if "cite" in env.domains:
            for listing in env.get_domain("cite").bibliographies.values():
                for node in listing.citation_nodes.values():
                    node.clear()

    def _take_data(self, app: Sphinx, changed: set[Path]) -> None:
        """Let the pages see changed tables, and other files that their cells read."""
        now = digests(self.root)
        self._touch_readers(app, changed)
        beside = any(path.is_relative_to(self.root / PAGES) and path.suffix not in NOT_READ for path in changed)
        if now == self.data and not beside:
            return
        files = {name for name in now.keys() | self.data.keys() if now.get(name) != self.data.get(name)}
        self.data = now
        app.config.livingwell_checked = stamp_of(self.root)
        prepare(app, app.config)
        env: Any = app.env
        env.mystnb_config = dataclasses.replace(
            env.mystnb_config, execution_cache_path=app.config.nb_execution_cache_path
        )
        env.livingwell_fingerprint = app.config.livingwell_fingerprint  # or every page would be read again
        self._touch(app, files)

    def _show(self) -> list[str]:
        """Copy what is new to the folder that is shown; return the paths of what a browser may have open."""
        built, shown = self.folder / WORK, self.folder / SHOWN
        before, now = _stamps(shown), _stamps(built)
        changed = []
        for name, stamp in now.items():
            if before.get(name) == stamp:
                continue
            target = shown / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if name in before and target.read_bytes() == (built / name).read_bytes():
                shutil.copystat(built / name, target)
                continue
            half = target.with_name(f".{target.name}.half")
            shutil.copy2(built / name, half)
            half.replace(target)
            changed.append(name)
        for name in before.keys() - now.keys():
            (shown / name).unlink()
            changed.append(name)
        return changed


def digests(root: Path) -> dict[str, str]:
    """Return what the tables of a book hold, as a digest a file."""
    return {
        path.name: fingerprint(path) for path in sorted((root / "data").rglob("*")) if path.is_file()
    }  # fmt: skip


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    stamps = {}
    for place, _, names in os.walk(folder):
        for name in names:
            status = os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118
            stamps[os.path.relpath(os.path.join(place, name), folder)] = (status.st_mtime_ns, status.st_size)  # noqa: PTH118
    return stamps


def main() -> None:
    """Serve the process that watches, until it closes its end."""
    root = Path(sys.argv[1])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing that a page or a library prints may be taken for an answer
    session = Session(root, Workplace(root).folder / "serve")
    gc.disable()
    try:
        for line in sys.stdin:
            answers.write(json.dumps(session.build(json.loads(line))) + "\n")
            answers.flush()
    finally:
        session.close()


if __name__ == "__main__":
    main()
