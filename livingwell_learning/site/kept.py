"""Tell which results of cells that were kept still hold: a cell may read any file, and files change.

A result is kept only where all that it rests on is known: the files that were seen to be read while the cells ran, or,
where an ordinary kernel ran them, cells that use nothing but the book's tables. The cells of any other page run again
in each build.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jupyter_cache import get_cache
from myst_nb.core.read import create_nb_reader

from ..data import digest

if TYPE_CHECKING:
    from jupyter_cache.cache.db import NbCacheRecord
    from nbformat import NotebookNode
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LIBRARY = __name__.partition(".")[0]
MODULES = {
    LIBRARY, f"{LIBRARY}.charts", f"{LIBRARY}.original", "__future__", "altair", "pandas", "collections", "dataclasses",
    "datetime", "decimal", "fractions", "functools", "itertools", "json", "math", "operator", "random", "re",
    "statistics", "string", "textwrap", "typing",
}  # fmt: skip
"""What cells may import whose result rests on the tables alone."""
READERS = {"load", "read"}
"""Functions of the library that read: only what every page reads anyway."""
ASIDE = {
    "ExcelFile", "HDFStore", "api", "breakpoint", "codecs", "compile", "eval", "exec", "get_ipython", "getattr",
    "globals", "input", "io", "locals", "open", "os", "query", "sys", "vars",
}  # fmt: skip
"""Names through which a cell can read something else."""
LOOKS = {
    "access", "exists", "getatime", "getctime", "getmtime", "getsize", "is_dir", "is_file", "is_symlink", "isdir",
    "isfile", "islink", "lexists", "lstat", "readlink", "stat", "which",
}  # fmt: skip
"""Names through which a cell looks whether there is a file, or when it was saved, and reads nothing."""
AFAR = "://"
"""What an address in a text has: a chart is drawn from what stands there, and nobody sees that it is fetched."""


class Kept:
    """The results that were kept when a build began.

    Parameters
    ----------
    folder
        Where they are.
    """

    def __init__(self, folder: str) -> None:
        self.cache = get_cache(folder)
        self.any = bool(self.cache.list_cache_records())

    def result(self, notebook: NotebookNode) -> NbCacheRecord | None:
        """Return what is known of the cells of a page."""
        if not self.any:
            return None
        try:
            return self.cache.match_cache_notebook(copy.deepcopy(notebook))
        except KeyError:
            return None

    def holds(self, notebook: NotebookNode) -> bool:
        """Whether the cells of a page would give now what was kept; a result of which that is not sure is forgotten."""
        record = self.result(notebook)
        if record is None:
            return False
        reads = reads_of(record)
        if keeps_to_tables(sources_of(notebook)) if reads is None else not changed_since(reads):
            return True
        self.cache.remove_cache(record.pk)
        return False


def unsure(app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], *_: Set[str]) -> set[str]:
    """Return the pages whose cells must run again, and forget what they gave."""
    config = getattr(env, "mystnb_config", None)
    if config is None or config.execution_mode == "off":
        return set()
    kept = Kept(config.execution_cache_path) if config.execution_mode == "cache" else None
    names = env.found_docs if kept and kept.any else env.found_docs - added - changed
    return {name for name in names if not _holds(Path(env.doc2path(name)), env, kept)}


def _holds(path: Path, env: Any, kept: Kept | None) -> bool:
    if any(path.match(pattern) for pattern in env.mystnb_config.execution_excludepatterns):
        return True
    try:
        notebook = read_notebook(path, path.read_text(encoding="utf-8"), env)
    except (OSError, UnicodeDecodeError):
        return True
    if notebook is None:
        return True
    return kept.holds(notebook) if kept else keeps_to_tables(sources_of(notebook))


def reads_of(record: NbCacheRecord | None) -> dict[str, str] | None:
    """Return the files that the cells of a page read when they were run, each with a digest of what it held then.

    Returns
    -------
    dict or None
        ``None`` where it is not known.
    """
    reads: dict[str, str] | None = (record.data or {}).get("reads") if record is not None else None
    return reads


def changed_since(reads: Mapping[str, str]) -> bool:
    """Whether a file that was read holds something else now, or a folder that was listed has other files."""
    return any(digest(path) != held for path, held in reads.items())


def keeps_to_tables(sources: Iterable[str]) -> bool:
    """Whether cells can rest on nothing but the book's tables and the library, as far as their code shows.

    Examples
    --------
    >>> keeps_to_tables(["from livingwell_learning import load", "tables = load()", "len(tables.events)"])
    True
    >>> keeps_to_tables(["import pandas as pd", "pd.read_csv('../more.csv')"])
    False
    """
    return all(map(_keeps_to_tables, sources))


def looks_aside(sources: Iterable[str]) -> bool:
    """Whether cells ask what no reading of a file shows, such as whether there is one.

    Examples
    --------
    >>> looks_aside(["from pathlib import Path", "Path('../more.csv').exists()"])
    True
    """
    return any(not names or names & {*LOOKS, AFAR} for names in map(_names, sources))


def sources_of(notebook: Any) -> list[str]:
    """Return the code of the cells of a page that run."""
    return [cell.source for cell in notebook.cells if runs(cell)]


def read_notebook(path: Path, text: str, env: Any) -> NotebookNode | None:
    """Return a page as a notebook if it has cells that run; what else is wrong with it, the build finds again."""
    if path.suffix == ".md" and "code-cell" not in text:
        return None
    with suppress(Exception):
        reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
        notebook = reader.read(text) if reader else None
        if notebook is not None and any(map(runs, notebook.cells)):
            return cast("NotebookNode", notebook)
    return None


def runs(cell: Any) -> bool:
    """Whether a cell runs when its page is built."""
    return bool(cell.cell_type == "code" and cell.source.strip())


def _tree(source: str) -> ast.AST | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return None


def _names(source: str) -> set[str]:
    """Return every name and attribute of a cell, what it imports, and whether an address is in it."""
    tree, names = _tree(source), {""}
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.alias):
            names |= {*node.name.split(".")}
        elif isinstance(node, ast.Constant) and AFAR in str(node.value):
            names.add(AFAR)
    return names if tree else set()


def _keeps_to_tables(source: str) -> bool:
    tree, names = _tree(source), _names(source)
    if tree is None or any(
        name in {*ASIDE, AFAR} or name.startswith(("__", "read_")) for name in names - {"__future__"}
    ):
        return False
    called = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(alias.name not in MODULES for alias in node.names):
            return False
        if isinstance(node, ast.ImportFrom) and (node.level or node.module not in MODULES or _renames(node)):
            return False
        if isinstance(node, ast.Call) and _name(node.func) in READERS and _reads_what_all_do(node):
            called.add(node.func)
    parts = (node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute))
    return all(node in called for node in parts if _name(node) in READERS)


def _renames(node: ast.ImportFrom) -> bool:
    return any(alias.name == "*" or (alias.asname and alias.name in READERS) for alias in node.names)


def _reads_what_all_do(call: ast.Call) -> bool:
    given = [ast.unparse(argument) for argument in call.args]
    if call.keywords or not given:
        return not call.keywords and _name(call.func) == "load"
    return _name(call.func) == "read" and len(given) == 1 and given[0].endswith(".folder.parent")


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
