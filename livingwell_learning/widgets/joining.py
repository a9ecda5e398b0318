"""Follow the imports of a module, and join module and style with all they need for hosts that take one text of each.

A module is written for its place on a static site, where ``_static`` holds the library's modules as the library does:
``widgets/<name>/<name>.mjs`` imports ``../kit.mjs`` and may import ``./part.mjs`` or ``../../reflection/codes.mjs``.
What is rarely used it loads by ``await import("./part.mjs")``, which is joined to the rest for a notebook; only a file
in a folder ``vendor``, somebody else's library, is left out there. A style may begin
with ``@import "../other/x.css";``, and ``later.css`` beside it, which may begin so, too, holds rules that come later:
the module links to them when it needs them, or the figure says by the comment ``LATER_MARK`` from where on.
A widget of another package stands at ``widgets/<name>/`` on a site, too, wherever its folder is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath

from ..looks import style

LIBRARY = Path(__file__).parents[1]
HERE = Path(__file__).parent
KIT_STYLE = HERE / "kit.css"
LATER_STYLE = "later.css"
LATER_MARK = "<!--later.css-->"
IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+\.mjs)"\s*;?$', re.MULTILINE)
# A type in a comment, import("./part.mjs").Part, is no loading.
LATER = re.compile(r'(?<!typeof )\bimport\("(\.{1,2}/[\w./-]+\.mjs)"\)(?!\.(?!then\b|catch\b))')
STYLE = re.compile(r'^@import "(\.\./[\w./-]+\.css)";\n', re.MULTILINE)
VENDOR = "/vendor/"
OTHER = re.compile(r"^\s*(?:import\b(?!\()|export\s*(?:\{|\*)).*$", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) ([\w$]+))", re.MULTILINE)


class JoinError(ValueError):
    """A module is written in a way that cannot be joined; the message names file, line and remedy."""


def modules(folder: Path) -> dict[str, Path]:
    """Return the module of a widget and all that it imports, each before what imports it, by address under ``_static``.

    Raises
    ------
    JoinError
        When an import is written in another way than ``import { a, b as c } from "./part.mjs"``, leads to no file, or
        leads back to where it started.
    """
    found: dict[str, Path] = {}
    start = f"widgets/{folder.name}/{folder.name}.mjs"
    _follow(start, folder, found, [])
    return found


def joined_module(folder: Path) -> str:
    """Return the module of a widget as one text, with all that it imports, but what others made and it loads later."""
    *parts, last = ((address, path) for address, path in modules(folder).items() if VENDOR not in address)
    return "\n".join([*(_enclosed(address, path, _stamp(path)) for address, path in parts), _linked(*last)])


def joined_style(path: Path, *, guest: bool = True) -> str:
    """Return tokens, kit and a widget's own rules as one style sheet for pages that are not the book's own.

    Without ``guest`` it is for a page that is the figure's alone, where no ground of somebody else's shows.
    """
    sheets = {**styles(path), **later_styles(path)}.values()
    own = [STYLE.sub("", sheet.read_text(encoding="utf-8")) for sheet in sheets]
    return "\n".join([style(KIT_STYLE, guest=guest), *own])


def later_styles(path: Path) -> dict[str, Path]:
    """Return what ``styles`` does for the rules of a widget that come later; nothing where all of them come first."""
    later = path.with_name(LATER_STYLE)
    return styles(later) if later.is_file() else {}


def styles(path: Path) -> dict[str, Path]:
    """Return the style of a widget and those that it imports, each before what imports it, by address."""
    found: dict[str, Path] = {}
    address = f"widgets/{path.parent.name}/{path.name}"
    for target in STYLE.findall(path.read_text(encoding="utf-8")):
        other = LIBRARY / _target(address, target)
        if not other.is_file():
            raise JoinError(f"{path} imports {target}, and there is no {other}. Correct the address.")
        found.update(styles(other))
    return {**found, address: path}


def _follow(address: str, folder: Path, found: dict[str, Path], way: list[str]) -> None:
    if address in found:
        return
    if address in way:
        raise JoinError(
            f"{' imports '.join([*way[way.index(address) :], address])}. Move what both need into a third file."
        )
    path = folder / Path(address).name if address.startswith(f"widgets/{folder.name}/") else LIBRARY / address
    if not path.is_file():
        raise JoinError(f"{way[-1] if way else folder} imports {address}, and there is no {path}. Correct the address.")
    if VENDOR in address:
        found[address] = path
        return
    for target in _imports(path, _stamp(path)):
        _follow(_target(address, target), folder, found, [*way, address])
    found[address] = path


def _stamp(path: Path) -> tuple[int, int]:
    """Return what differs once a file has changed: what widgets share is asked for by each of them."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=256)
def _imports(path: Path, stamp: tuple[int, int]) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if other := OTHER.search(IMPORT.sub("", text)):
        line = next(n for n, line in enumerate(text.splitlines(), 1) if line.strip() == other[0].strip())
        raise JoinError(
            f"{path} line {line}: {other[0].strip()!r} cannot be joined. "
            'Write import { name } from "../kit.mjs", and export where a name is declared.'
        )
    return [*(target for _, target in IMPORT.findall(text)), *LATER.findall(text)]


@lru_cache(maxsize=256)
def _enclosed(address: str, path: Path, stamp: tuple[int, int]) -> str:
    exported = ", ".join(EXPORT.findall(path.read_text(encoding="utf-8")))
    linked = EXPORT.sub("", _linked(address, path))
    return f"const {_name(address)} = (() => {{\n{linked}\nreturn {{ {exported} }}\n}})()"


def _linked(address: str, path: Path) -> str:
    def link(found: re.Match[str]) -> str:
        names = re.sub(r"\s+as\s+", ": ", found[1].strip())
        return f"const {{ {names} }} = {_name(_target(address, found[2]))}"

    def later(found: re.Match[str]) -> str:
        target = _target(address, found[1])
        return f"Promise.reject(new Error({target!r}))" if VENDOR in target else f"Promise.resolve({_name(target)})"

    return LATER.sub(later, IMPORT.sub(link, path.read_text(encoding="utf-8")))


def _target(importer: str, target: str) -> str:
    return normpath(join(dirname(importer), target))


def _name(address: str) -> str:
    return "lw_" + re.sub(r"\W", "_", address.removesuffix(".mjs"))
