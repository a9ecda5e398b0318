"""Every sentence that a reader sees: one table a language, ``en.toml`` here and a book's own beside its pages.

In Python, where a plural follows ``count`` and one sentence goes into another as an argument::

    from ..words import listed, t
    t("timeline.events", count=3)                             # "3 events"
    t("timeline.not_recorded", places=listed(["Orchard", "Meadow"]))   # "Not recorded: Orchard and Meadow."

In a template of :mod:`..markup` or of the theme, escaped: ``{{ t("help.title") }}``, ``{{ listed(names) }}``.
In a module: name the keys in Python (``only("timeline.events")``, or ``module_words`` of a widget), put what that
returns into the page as JSON, and give it to ``speaker`` of the kit. To add a sentence, write it under the heading of
its room in ``en.toml``. Messages to editors (errors, warnings of a build) are no sentences of this table.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .table import Words, WordsError, read_words

__all__ = [
    "Words",
    "WordsError",
    "counted",
    "current",
    "day",
    "html",
    "listed",
    "month",
    "number",
    "only",
    "read_words",
    "t",
    "use",
    "using",
]

LANGUAGE, FOLDER = "LIVINGWELL_LANGUAGE", "LIVINGWELL_WORDS"
"""Variables that hand language and folder on to the kernels of a build."""

_current: Words | None = None


def current() -> Words:
    """Return the table in use: what :func:`use` chose, else what the environment names, else English."""
    global _current
    if _current is None:
        folder = os.environ.get(FOLDER)
        _current = read_words(os.environ.get(LANGUAGE, "en"), Path(folder) if folder else None)
    return _current


def use(language: str = "en", folder: Path | None = None) -> Words:
    """Choose the language of all that is written from now on, here and in kernels that are started later.

    Parameters
    ----------
    language
        Name of the table: ``"de"`` for ``de.toml``.
    folder
        A book's own folder of tables. What a table says there comes before what the library says.

    Returns
    -------
    Words
        The table.

    Raises
    ------
    WordsError
        When the language has no table, or a table is at fault; the message names file, key and remedy.
    """
    global _current
    _current = read_words(language, folder)
    os.environ[LANGUAGE] = language
    os.environ.pop(FOLDER, None)
    if folder is not None:
        os.environ[FOLDER] = str(folder.resolve())
    return _current


@contextmanager
def using(language: str = "en", folder: Path | None = None) -> Iterator[Words]:
    """Use a language within a ``with`` block."""
    global _current
    before, variables = _current, {name: os.environ.get(name) for name in (LANGUAGE, FOLDER)}
    try:
        yield use(language, folder)
    finally:
        _current = before
        for name, value in variables.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def t(key: str, /, **values: Any) -> str:
    """Return a sentence of the language in use.

    Examples
    --------
    >>> t("common.sources", count=1), t("common.sources", count=1200)
    ('1 source', '1,200 sources')
    """
    return current().say(key, **values)


def html(key: str, /, **values: Any) -> Markup:
    """Return a sentence for a page: escaped, but for values that are markup already.

    Examples
    --------
    >>> html("common.named", name="<b>", words=Markup("<i>so</i>"))
    Markup('&lt;b&gt;: <i>so</i>')
    """
    return current().html(key, **values)


def listed(items: Iterable[str], *, either: bool = False) -> str:
    """Return names as a list in a sentence, with "and", or with "or".

    Examples
    --------
    >>> listed(["one", "two", "three"]), listed(["one", "two"], either=True)
    ('one, two and three', 'one or two')
    """
    return current().listed(items, either=either)


def counted(forms: dict[str, str], count: int) -> str:
    """Return the plural form for a number, out of forms that are a report's own data.

    Examples
    --------
    >>> counted({"one": "{count} tree", "other": "{count} trees"}, 2)
    '2 trees'
    """
    return current().counted(forms, count)


def day(value: date) -> str:
    """Return a day in words.

    Examples
    --------
    >>> day(date(2021, 2, 4))
    '4 February 2021'
    """
    return current().day(value)


def month(value: date) -> str:
    """Return the month of a day in words, with its year.

    Examples
    --------
    >>> month(date(2021, 2, 4))
    'February 2021'
    """
    return current().month(value)


def number(value: float) -> str:
    """Return a number as the language writes it.

    Examples
    --------
    >>> number(3438)
    '3,438'
    """
    return current().number(value)


def only(*keys: str) -> dict[str, Any]:
    """Return what a module needs to say some sentences itself; a key that ends in ``.`` stands for all of a room."""
    return current().only(*keys)
