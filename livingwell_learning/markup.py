"""Write HTML from templates that lie beside the code that uses them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates
from markupsafe import Markup

from . import words

HERE = Path(__file__).parent


class _Compiled(BytecodeCache):
    """Templates that were compiled in this process, for every environment that meets the same source again."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.referred: dict[str, list[str]] = {}
        """Names of the templates that each refers to, as far as that was asked."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled before."""
        if bucket.key in self.held:
            bucket.bytecode_from_string(self.held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        self.held[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()


@lru_cache
def _environment(*folders: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([*folders, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
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


def compile_ahead(template: str, folder: Path | None = None) -> None:
    """Compile a template and those that it refers to, for processes that are forked from this one.

    Parameters
    ----------
    template, folder
        As for :func:`render`.
    """
    environment = _environment(*([folder] if folder else []))
    waiting, seen = [template], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        waiting += _compiled(environment, name)


def _compiled(environment: Environment, name: str) -> list[str]:
    """Compile a template, which is parsed once for that and for the names that are returned: what it refers to."""
    assert environment.loader is not None
    source, file, _ = environment.loader.get_source(environment, name)
    bucket = COMPILED.get_bucket(environment, name, file, source)
    if bucket.code is None or bucket.key not in COMPILED.referred:
        tree = environment.parse(source, name, file)
        COMPILED.referred[bucket.key] = [found for found in find_referenced_templates(tree) if found]
        bucket.code = environment.compile(tree, name, file)
        COMPILED.set_bucket(bucket)
    return COMPILED.referred[bucket.key]


def json_script(value: Any) -> Markup:
    """Return JSON that is safe inside a ``<script type="application/json">`` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
