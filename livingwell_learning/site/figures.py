"""Make figures at home on a page of the book, and put beside the theme's files what they load."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from ..charts import FIGURE_STYLE
from ..looks import TOKENS, WAITING
from ..widgets.registry import FOLDER, assets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

HOST = Path(__file__).parent / "host.mjs"
WIDGET = re.compile(r'data-lw-widget="([a-z0-9_]+)"')
GUEST_STYLE = re.compile(r"<style data-lw-guest>.*?</style>\n?", re.DOTALL)
GUEST_CLASS = re.compile(r'(class="[^"]*?) lw-guest lw-tokens"')
LEVEL = re.compile(r' data-lw-level="auto"')
HEADING = re.compile(r"(</?h)([2-6])(?=[\s>])")


def widgets_folder(app: Sphinx) -> Path | None:
    """Return the book's own folder of widgets, set by ``livingwell_widgets`` relative to the pages."""
    folder = (Path(app.srcdir) / app.config.livingwell_widgets).resolve()
    return folder if folder.is_dir() else None


def hand_on(app: Sphinx, config: Config) -> None:
    """Tell the kernels of this build where the book's own widgets are."""
    folder = widgets_folder(app)
    os.environ.pop(FOLDER, None)
    if folder is not None:
        os.environ[FOLDER] = str(folder)


def settle(app: Sphinx, doctree: nodes.document) -> None:
    """Take off the style that figures bring for other pages, and let their headings follow from where they stand."""
    for raw in doctree.findall(nodes.raw):
        text = raw.astext()
        if "data-lw-guest" not in text:
            continue
        text = GUEST_CLASS.sub(r'\1"', GUEST_STYLE.sub("", text))
        if LEVEL.search(text):
            text = lowered(LEVEL.sub("", text), depth(raw) - 1)
        raw.children = [nodes.Text(text)]
        raw.rawsource = text


def depth(node: nodes.Node) -> int:
    """Return how many sections a node stands in."""
    count = 0
    while node := node.parent:
        count += isinstance(node, nodes.section)
    return count


def lowered(text: str, levels: int) -> str:
    """Move every heading of a figure down by some levels, as far as there are any.

    Examples
    --------
    >>> lowered("<h2 id='a'>A</h2><h6>B</h6>", 1)
    "<h3 id='a'>A</h3><h6>B</h6>"
    """
    return HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + max(levels, 0), 6)}", text)


def widgets_on(body: str) -> list[str]:
    """Return the names of the widgets on a page."""
    return sorted(set(WIDGET.findall(body)))


def has_charts(body: str) -> bool:
    """Return whether a page shows a chart."""
    return 'class="lw-figure"' in body


def copy_assets(app: Sphinx, error: Exception | None) -> None:
    """Put the host module, the tokens, the kit and every widget's module and style beside the theme's files."""
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    shutil.copy(HOST, static / HOST.name)
    sheets = [path.read_text(encoding="utf-8") for path in (TOKENS, WAITING)]
    (static / "lw-tokens.css").write_text("\n".join(sheets), encoding="utf-8")
    for address, path in {"charts/figure.css": FIGURE_STYLE, **assets()}.items():
        target = static / address
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (Path(app.outdir) / ".nojekyll").touch()


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.add_config_value("livingwell_widgets", "../widgets", "env")
    app.connect("config-inited", hand_on, priority=90)
    app.connect("doctree-read", settle)
    app.connect("build-finished", copy_assets)
