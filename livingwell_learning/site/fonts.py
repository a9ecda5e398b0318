"""Have the book's typefaces cut to the characters that its pages use, and write the style sheet that names them."""

from __future__ import annotations

import html
import re
import shutil
import string
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

from .aside import Aside
from .cutting import cut

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

FOLDER = "_static/fonts"
SHEET = "_static/lw-fonts.css"
# Tags, comments and what stands in a fixed-width face; the data of figures stays, because they show it.
MARKUP = re.compile(r"<!--.*?-->|<(pre|code|kbd|samp)\b.*?</\1>|<[^>]*>", re.DOTALL)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
HEADING = re.compile(r"<(h[1-6]|blockquote|caption|figcaption|cite|dt)\b.*?</\1>", re.DOTALL)
LETTERS = string.ascii_letters + string.digits + " .,:-"
BASIC = LETTERS + ";!?'\"()&/%+"
# They stand in the data of figures as its punctuation.
UNUSED = set("{}[]\\_|~^`<>=")


@dataclass(frozen=True)
class StandIn:
    """A font of the reader's device, set to the width of a face while that face is not there."""

    family: str
    local: tuple[str, ...]
    size_adjust: float


@dataclass(frozen=True)
class Face:
    """One face that the book ships: a variable font cut to a range of weights, or to one of them."""

    family: str
    file: Path
    licence: Path
    weights: tuple[float, ...]
    stand_in: StandIn | None
    as_weight: str
    layouts: tuple[str, ...] | None
    not_on: tuple[str, ...]
    headings: bool
    """Whether only headings, and what looks like them, are set in it."""
    units: int

    @property
    def name(self) -> str:
        """Return the file's name on the site, without its ending."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.family.lower()).strip("-")
        return "-".join([slug, *(f"{weight:g}" for weight in self.weights)])

    def wanted_on(self, layout: str) -> bool:
        """Say whether pages of this layout ask for the face before they meet it."""
        return layout not in self.not_on if self.layouts is None else layout in self.layouts


def _face(entry: Any, folder: Path) -> Face:
    try:
        weights = tuple(float(part) for part in str(entry["weight"]).split())
        stand = entry.get("stand_in")
        face = Face(
            family=entry["family"],
            file=folder / entry["file"],
            licence=folder / entry["licence"],
            weights=weights,
            stand_in=StandIn(stand["family"], tuple(stand["local"]), float(stand["size_adjust"])) if stand else None,
            as_weight=str(entry.get("as_weight", entry["weight"])),
            layouts=tuple(entry["layouts"]) if "layouts" in entry else None,
            not_on=tuple(entry.get("not_on", ())),
            headings=bool(entry.get("headings", False)),
            units=int(entry.get("units", 0)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ExtensionError(
            f"_config.yml, livingwell_fonts: {entry!r} cannot be read ({error}). A face needs "
            "family, file, licence and weight (one number, or the two ends of a range); "
            "stand_in needs family, local and size_adjust."
        ) from None
    for part, path in (("file", face.file), ("licence", face.licence)):
        if not path.is_file():
            raise ExtensionError(
                f"_config.yml, livingwell_fonts: there is no file {entry[part]!r} in {folder}. "
                "Put the font and the text of its licence there, or correct the name."
            )
    return face


def faces_of(config: Config, folder: Path) -> list[Face]:
    """Return the faces that the book's configuration names.

    Raises
    ------
    ExtensionError
        When an entry of ``livingwell_fonts`` lacks a part, or names a file that is not there.
    """
    return [_face(entry, folder) for entry in config.livingwell_fonts]


class Characters(NamedTuple):
    """What the pages of a site show, or keep for a figure to show: all of it, and in headings."""

    all: str
    headings: str


def characters(site: Path, pages: list[str] | None = None) -> Characters:
    """Return every character that the pages of a built site, or some of them, show, or keep for a figure to show."""
    used, heads = set(BASIC if pages is None else LETTERS), set(LETTERS)
    for path in site.rglob("*.html") if pages is None else [site / f"{page}.html" for page in pages]:
        page = path.read_text(encoding="utf-8")
        text = MARKUP.sub(" ", page)
        used.update(html.unescape(text), (chr(int(code, 16)) for code in ESCAPE.findall(text)))
        for heading in HEADING.finditer(page):
            heads.update(html.unescape(MARKUP.sub(" ", heading[0])))
    shown = [sorted(char for char in some - UNUSED if char.isprintable()) for some in (used, heads)]
    return Characters(*map("".join, shown))


def sheet(faces: list[Face]) -> str:
    """Return the style sheet of the faces: each optional, so that no text waits or moves, and its stand-in."""
    rules, standing = [], set()
    for face in faces:
        rules.append(
            f'@font-face{{font-family:"{face.family}";src:url(fonts/{face.name}.woff2) format("woff2");'
            f"font-weight:{face.as_weight};font-display:optional}}"
        )
        if (stand := face.stand_in) and (stand, face.as_weight) not in standing:
            standing.add((stand, face.as_weight))
            with TTFont(face.file) as font:
                unit, line = font["head"].unitsPerEm * stand.size_adjust / 100, font["hhea"]
                heights = [100 * abs(value) / unit for value in (line.ascent, line.descent, line.lineGap)]
            sources = ",".join(f'local("{name}")' for name in stand.local)
            ascent, descent, gap = (f"{value:.1f}%" for value in heights)
            rules.append(
                f'@font-face{{font-family:"{stand.family}";src:{sources};font-weight:{face.as_weight};'
                f"size-adjust:{stand.size_adjust:g}%;ascent-override:{ascent};descent-override:{descent};"
                f"line-gap-override:{gap}}}"
            )
    return "\n".join(rules) + "\n"


Wanted = tuple[Path, int, tuple[float, ...], str, int]
_cut: dict[Wanted, Aside[bytes]] = {}
"""The faces that were cut for this process, or are being cut beside it."""
KEPT = 16


def begin(app: Sphinx, error: Exception | None) -> None:
    """Begin to cut the faces when all pages stand: it takes long, and other last steps need not wait for it."""
    faces = faces_of(app.config, Path(app.srcdir))
    if error or app.builder.format != "html" or not faces:
        return
    text, metadata = characters(Path(app.outdir)), app.env.metadata
    for face in faces:
        shown = text.headings if face.headings else text.all
        if face.layouts:
            own = [page for page in sorted(app.env.found_docs) if metadata[page].get("layout") in face.layouts]
            shown = characters(Path(app.outdir), own).all
        wanted = (face.file, face.file.stat().st_mtime_ns, face.weights, shown, face.units)
        app.__dict__.setdefault("livingwell_faces", []).append((face, wanted))
        if wanted not in _cut:
            _cut[wanted] = Aside(cut, *wanted)


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the faces and their style sheet."""
    site = Path(app.outdir)
    faces: list[tuple[Face, Wanted]] = app.__dict__.pop("livingwell_faces", [])
    if error or not faces:
        return
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for face, wanted in faces:
        (site / FOLDER / f"{face.name}.woff2").write_bytes(_cut[wanted].result())
        shutil.copy(face.licence, site / FOLDER)
    (site / SHEET).write_text(sheet([face for face, _ in faces]), encoding="utf-8")
    for old in [*_cut][:-KEPT]:
        del _cut[old]


def name_faces(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Tell the template which faces a page asks for early."""
    faces = faces_of(app.config, Path(app.srcdir))
    layout = app.env.metadata.get(pagename, {}).get("layout", "")
    context["lw_font_sheet"] = SHEET if faces else ""
    context["lw_fonts"] = [f"{FOLDER}/{face.name}.woff2" for face in faces if face.wanted_on(layout)]


def setup(app: Sphinx) -> None:
    """Register the configuration value and the events."""
    app.add_config_value("livingwell_fonts", [], "html")
    app.connect("html-page-context", name_faces)
    app.connect("build-finished", begin, priority=100)
    app.connect("build-finished", write, priority=600)
