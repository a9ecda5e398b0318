"""The picture that a page shows where its link is shared, drawn when the book is built and kept until it changes."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import vl_convert
from fontTools.ttLib import TTFont
from markupsafe import Markup

from ...drawings import ROOT, DrawingError, drawing
from ...looks import TOKENS
from ...markup import render
from ..cutting import cut
from ..drawings import folder_of
from ..execution import data_folder
from ..fonts import BASIC, Face, faces_of
from ..navigation import parts_of
from .foot import reference_of
from .settings import base_of, is_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER, KEPT = "cards", Path("_build") / "cards"
WIDTH, SIZES, LINES = 800, (72, 62, 54, 46), 4
TOKEN = re.compile(r"--lw-([a-z-]+):\s*([^;]+);")
PAINT = re.compile(r"\.lw-drawing \.([\w-]+) \{ fill: var\(--lw-([a-z-]+)\); \}")


@dataclass(frozen=True)
class Letters:
    """A face, cut to what the cards show, and how wide its letters are."""

    family: str
    data: bytes
    advances: dict[str, float]

    def width(self, words: str) -> float:
        """Return the width of some words at size 1; a letter that the face lacks is taken for a wide one."""
        return sum(self.advances.get(sign, 0.6) for sign in words)


def tokens_of(app: Sphinx) -> tuple[dict[str, str], str]:
    """Return the light values of all tokens, the book's own before the library's, and the colours of drawings."""
    folders = [Path(app.srcdir) / path for path in app.config.html_static_path]
    names = [entry if isinstance(entry, str) else entry[0] for entry in app.config.html_css_files]
    sheets = [TOKENS, *(folder / name for name in names for folder in folders if (folder / name).is_file())]
    values: dict[str, str] = {}
    paints: dict[str, str] = {}
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        # The first value that a sheet gives is that for light; those for dark and paper follow.
        values.update(reversed([(name, value.strip()) for name, value in TOKEN.findall(text)]))
        paints.update(PAINT.findall(text))
    style = "".join(f".{name}{{fill:{values[token]}}}" for name, token in paints.items() if token in values)
    return values, style


def letters_of(app: Sphinx, stack: str, weight: float, text: str) -> Letters | None:
    """Return the face that comes first in a token such as ``--lw-font-text``; nothing where the book ships none."""
    family = stack.split(",")[0].strip().strip("\"'")
    face: Face | None = next((f for f in faces_of(app.config, Path(app.srcdir)) if f.family == family), None)
    if face is None:
        return None
    font = TTFont(io.BytesIO(cut(face.file, face.file.stat().st_mtime_ns, (weight,), text)))
    font.flavor = None
    # A font for pages has no need of its names; the program that draws leaves out one without them.
    names = {1: family, 2: "Regular", 4: family, 6: f"{re.sub(r'[^A-Za-z0-9]', '', family)}-{weight:g}"}
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    unit = font["head"].unitsPerEm
    advances = {chr(code): font["hmtx"][name][0] / unit for code, name in font.getBestCmap().items()}
    return Letters(family, out.getvalue(), advances)


def broken(words: str, face: Letters | None) -> tuple[int, list[str]]:
    """Return the largest size at which words fit a card, and their lines; what fits none ends in dots.

    Examples
    --------
    >>> broken("A short title", None), broken("many " * 60, None)[1][-1][-1]
    ((72, ['A short title']), '…')
    """
    measure = face.width if face else lambda text: 0.6 * len(text)
    for size in SIZES:
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if measure(longer) * size <= WIDTH or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) <= LINES:
            break
    else:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]} …"]
    return size, lines


def write(app: Sphinx, error: Exception | None) -> None:
    """Draw the card of each page, where shared links have addresses, and forget the cards of pages that are gone."""
    if error or app.builder.format != "html" or not is_on(app.config) or not base_of(app.config):
        return
    pages = {page: found for page in sorted(app.env.found_docs) if (found := reference_of(app, page))}
    parts = {page: part.caption for part in parts_of(app.env, app.config.root_doc) for page in part.pages}
    values, paints = tokens_of(app)
    whole = str(app.config.html_title)
    shown = "".join([BASIC, "…", whole, *(reference.title for reference in pages.values()), *parts.values()])
    text = "".join(sorted(set(shown)))
    display = letters_of(app, values["font-display"], 600, text)
    plain = letters_of(app, values["font-text"], 400, text)
    kept = data_folder(app).parent / KEPT
    faces = [face for face in (display, plain) if face]
    if faces:
        # A face of an earlier build has the same name, and other letters.
        fonts = kept / "fonts"
        shutil.rmtree(fonts, ignore_errors=True)
        fonts.mkdir(parents=True)
        for face in faces:
            (fonts / f"{sha256(face.data).hexdigest()[:16]}.ttf").write_bytes(face.data)
        vl_convert.register_font_directory(str(fonts))
    mark, box = mark_of(app, paints)
    used = set()
    for page, reference in pages.items():
        size, lines = broken(reference.title, display)
        svg = str(render(
            "site/ends/card.svg", colours=values, mark=mark, box=box, part=parts.get(page, ""), lines=lines, size=size,
            top=170 + size, whole=reference.whole, text=f"'{plain.family}', sans-serif" if plain else "sans-serif",
            display=f"'{display.family}', serif" if display else "serif",
        ))  # fmt: skip
        stamp = sha256(
            "".join([svg, version("vl-convert-python"), *(sha256(f.data).hexdigest() for f in faces)]).encode()
        )
        drawn = kept / f"{stamp.hexdigest()[:16]}.png"
        if not drawn.is_file():
            drawn.parent.mkdir(parents=True, exist_ok=True)
            drawn.write_bytes(vl_convert.svg_to_png(svg))
        used.add(drawn)
        target = Path(app.outdir) / FOLDER / f"{page}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawn, target)
    for old in set(kept.glob("*.png")) - used:
        old.unlink()


def mark_of(app: Sphinx, paints: str) -> tuple[Markup, str]:
    """Return the parts of the book's mark with their colours, and its box; nothing where it has none."""
    if not app.config.livingwell_mark:
        return Markup(""), ""
    try:
        svg = str(drawing(folder_of(app) / f"{app.config.livingwell_mark}.svg", prefix="mark"))
    except DrawingError:
        return Markup(""), ""  # each page has said so
    opening = ROOT.match(svg)
    box = re.search(r'viewBox="([^"]+)"', svg)
    assert opening is not None
    assert box is not None
    return Markup("<style>{}</style>{}").format(paints, Markup(svg[opening.end() : -len("</svg>")])), box[1]


def setup(app: Sphinx) -> None:
    """Connect the event."""
    app.connect("build-finished", write, priority=650)
