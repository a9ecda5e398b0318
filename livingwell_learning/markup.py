"""Write HTML from templates that lie beside the code that uses them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import words

HERE = Path(__file__).parent


@lru_cache
def _environment(*folders: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([*folders, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=words.html, listed=words.listed)
    return environment


def render(template: str, *, folder: Path | None = None, **context: Any) -> Markup:
    """Fill in a template; every value is escaped unless it is already markup.

    Parameters
    ----------
    template
        Path of the template inside the package, with forward slashes.
    folder
        Another folder to look in first.
    **context
        The names that the template uses. A missing one is an error.

    Returns
    -------
    Markup
        HTML without blank lines, which a Markdown reader would take for the end of an HTML block.

    Examples
    --------
    >>> render("markup_example.html", word="<b>", number=2)
    Markup('<p>&lt;b&gt;: 2 sources</p>')
    """
    text = _environment(*([folder] if folder else [])).get_template(template).render(**context)
    return Markup("\n".join(line for line in text.splitlines() if line.strip()))


def json_script(value: Any) -> Markup:
    """Return JSON that is safe inside a ``<script type="application/json">`` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
