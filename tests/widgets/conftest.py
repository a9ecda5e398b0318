from __future__ import annotations

import functools
import shutil

import pytest

from livingwell_learning import load
from livingwell_learning.looks import TOKENS, WAITING
from livingwell_learning.widgets.joining import LATER_MARK, LATER_STYLE
from livingwell_learning.widgets.registry import assets
from tests.conftest import ROOT, serving

WIDGETS = ROOT / "livingwell_learning" / "widgets"
HOST = ROOT / "livingwell_learning" / "site" / "host.mjs"
PAGE = """<!doctype html>
<html lang="en-GB" class="lw-tokens"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>One widget</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="tokens.css"><link rel="stylesheet" href="waiting.css">
<link rel="stylesheet" href="widgets/kit.css"><link rel="stylesheet" href="widgets/{name}/{name}.css">
<style>
body {{ margin: 0; background: var(--lw-paper); color: var(--lw-ink); }}
body {{ font: 1.0625rem/1.6 var(--lw-font-text); }}
main {{ max-width: 46rem; margin: 0 auto; padding: 1rem; }}
</style>
<script type="module" src="host.mjs"></script></head>
<body><main><h1>One widget</h1><h2>Its section</h2>
{figure}
</main></body></html>
"""
HOOKED = """\
import widget from "./as-written.mjs"
export default { async render({ model, el }) {
  window.lw = { model, stop: await widget.render({ model, el }) }
} }
"""


@pytest.fixture(scope="session")
def real():
    """The tables of the book itself."""
    return load(ROOT)


@pytest.fixture
def console_errors():
    """What the pages of this test wrote to the console as an error, and what they threw."""
    return []


def lay_out(folder, html, name, module=None):
    """Write a page with one figure, and all that it loads, into a folder."""
    later = f'<link rel="stylesheet" href="widgets/{name}/{LATER_STYLE}">'
    page = PAGE.format(figure=html.replace(LATER_MARK, later), name=name)
    (folder / "index.html").write_text(page, encoding="utf-8")
    for place, path in files_of(name).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).unlink(missing_ok=True)
        (folder / place).symlink_to(path)
    own = folder / "widgets" / name
    shutil.move(own / f"{name}.mjs", own / "as-written.mjs")
    (own / f"{name}.mjs").write_text(module or HOOKED, encoding="utf-8")


def files_of(name):
    """Return what the page of a widget loads; that of this library's widgets stays the same through all tests."""
    return ours() if (WIDGETS / name).is_dir() else everything()


def everything():
    return {**assets(), "host.mjs": HOST, "tokens.css": TOKENS, "waiting.css": WAITING}


ours = functools.cache(everything)


@pytest.fixture(scope="session")
def written():
    """Give the markup of a widget, written once for all tests that ask for the same.

    ``written(kind, data, **traits)`` makes the widget of these tables and traits; ``key`` is that of its instance.
    """
    made = {}

    def give(kind, data, key="", **traits):
        asked = (kind, id(data), key, repr(sorted(traits.items())))
        if asked not in made:  # the tables are kept, so that no others get their number
            made[asked] = kind(data, **traits).to_html(key), data
        return made[asked][0]

    return give


@pytest.fixture
def widget_page(kept_pages, tmp_path, console_errors):
    """Show a figure as a static page does, with the real host and the widget's own module and style sheet.

    ``widget_page(html, name)`` gives a Playwright page. On it ``window.lw.model`` is the model and
    ``window.lw.stop`` the clean-up. ``module`` replaces the widget's module by other text; ``fragment``
    is the end of the address; other arguments go to the browser's context (``java_script_enabled``,
    ``viewport``, ``has_touch``, ``color_scheme``, …).
    """
    taken = []
    with serving(tmp_path) as address:

        def show(html, name, *, module=None, fragment="", **context):
            lay_out(tmp_path, html, name, module)
            kept = kept_pages.take(console_errors, **{"viewport": {"width": 1280, "height": 900}, **context})
            taken.append(kept)
            page = kept.page
            page.set_default_timeout(5000)
            # The largest figures take their time on a machine that is busy with other tests.
            kept.show(f"{address}/index.html{fragment}", timeout=30_000)
            if module is None and context.get("java_script_enabled", True):
                page.wait_for_selector("[data-lw-live]", state="attached", timeout=30_000)
            return page

        yield show
        for kept in taken:
            kept_pages.give_back(kept)
