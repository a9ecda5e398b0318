"""Which widgets there are, in this library, in other packages and in a book's own folder, and what their pages load."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, distributions
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from .joining import HERE, later_styles, modules, styles

GROUP = "livingwell_learning.widgets"
"""Entry point under which another package names its classes."""
FOLDER = "LIVINGWELL_WIDGETS"
"""Variable that hands a book's own folder of widgets on to the kernels of a build."""


@dataclass(frozen=True)
class Registered:
    """A widget that pages can import and load.

    Parameters
    ----------
    name
        Name of its folder.
    class_name
        Name of its class.
    folder
        Where template, module and style lie.
    module
        Python module to import; empty where the folder itself is one, outside any package.
    """

    name: str
    class_name: str
    folder: Path
    module: str = ""

    def load(self) -> Any:
        """Import the class."""
        if self.module:
            return getattr(importlib.import_module(self.module), self.class_name)
        known = f"livingwell_widgets_{self.name}"
        spec = spec_from_file_location(
            known, self.folder / "__init__.py", submodule_search_locations=[str(self.folder)]
        )
        assert spec is not None and spec.loader is not None
        if known not in sys.modules:
            module = module_from_spec(spec)
            sys.modules[known] = module
            try:
                spec.loader.exec_module(module)
            except BaseException:
                del sys.modules[known]
                raise
        return getattr(sys.modules[known], self.class_name)


def class_name(folder: str) -> str:
    """Return the name of the class that a folder holds.

    Examples
    --------
    >>> class_name("site_timeline")
    'SiteTimeline'
    """
    return "".join(part.capitalize() for part in folder.split("_"))


def book_folder() -> Path | None:
    """Return the book's own folder: the one that a build names, else ``widgets`` beside the nearest ``_config.yml``."""
    if named := os.environ.get(FOLDER):
        return Path(named)
    here = Path.cwd()
    root = next((place for place in (here, *here.parents) if (place / "_config.yml").is_file()), None)
    return root / "widgets" if root and (root / "widgets").is_dir() else None


def registered() -> dict[str, Registered]:
    """Return every widget by the name of its class: this library's, then other packages', then the book's own.

    Raises
    ------
    ValueError
        When two folders have one name, since static pages could not tell their files apart.
    """
    found: dict[str, Registered] = {}
    folders: dict[str, Path] = {}
    for each in _all():
        taken = folders.setdefault(each.name, each.folder)
        if taken != each.folder:
            raise ValueError(f"Two widgets lie in folders named {each.name!r}: {taken} and {each.folder}. Rename one.")
        found[each.class_name] = each
    return found


def _all() -> Iterator[Registered]:
    for name, folder in _folders(HERE):
        yield Registered(name, class_name(name), folder, f"{__package__}.{name}")
    for point in _points():
        spec = find_spec(point.module)
        if spec and spec.origin:
            folder = Path(spec.origin).parent
            yield Registered(folder.name, point.attr, folder, point.module)
    if book := book_folder():
        yield from (Registered(name, class_name(name), folder) for name, folder in _folders(book))


def _points() -> list[EntryPoint]:
    """Return what other packages name, the first of two of one name; a place is searched anew when it has changed."""
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for place in sys.path:
        try:
            named = _points_in(Path.cwd() / place, (Path.cwd() / place).stat().st_mtime_ns)
        except OSError:
            continue
        for package, points in named:
            found.setdefault(package, points)
    return [point for points in found.values() for point in points]


@lru_cache(maxsize=64)
def _points_in(place: Path, changed: int) -> tuple[tuple[str, tuple[EntryPoint, ...]], ...]:
    packages = distributions(path=[str(place)])
    points = ((package, tuple(package.entry_points.select(group=GROUP))) for package in packages)
    return tuple((package.name, named) for package, named in points if named)


def _folders(place: Path) -> Iterator[tuple[str, Path]]:
    for module in sorted(place.glob("*/*.mjs")):
        if module.stem == module.parent.name:
            yield module.stem, module.parent


def assets() -> dict[str, Path]:
    """Return every file that a static page may load, by its address under ``_static``: the kit, modules and styles."""
    files = {"widgets/kit.css": HERE / "kit.css"}
    for each in registered().values():
        files.update(modules(each.folder))
        style = each.folder / f"{each.name}.css"
        files.update({**styles(style), **later_styles(style)})
    return files
