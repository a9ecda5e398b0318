"""Read a table of words and say its sentences: plurals, lists, dates and numbers as its language writes them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

HERE = Path(__file__).parent
BASE = "en"
FORMS = ("zero", "one", "two", "few", "many", "other")
VALUE = re.compile(r"\{([a-z_]+)\}")

Entry = str | dict[str, str]


class WordsError(ValueError):
    """A table of words is at fault; the message names the file, the key, the rule and the remedy."""


@dataclass(frozen=True)
class Words:
    """The sentences of one language.

    Parameters
    ----------
    language
        Name of the table, which a page gives as its ``lang``.
    locale
        Name of the locale in CLDR that counts, lists and dates follow, such as ``"en_GB"``.
    entries
        Each key with its sentence, or with a sentence for each plural form.
    borrowed
        Keys that the language lacks and English lends.
    """

    language: str
    locale: str
    entries: dict[str, Entry]
    borrowed: tuple[str, ...] = ()

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.locale)

    def say(self, key: str, /, **values: Any) -> str:
        """Return a sentence with its values filled in; ``count`` chooses the plural form and is written as a number."""
        return VALUE.sub(lambda found: str(self._value(key, found[1], values)), self._sentence(key, values))

    def html(self, key: str, /, **values: Any) -> Markup:
        """Return a sentence as markup: all is escaped but values that are markup already."""
        pieces = VALUE.split(self._sentence(key, values))
        filled = (piece if at % 2 == 0 else self._value(key, piece, values) for at, piece in enumerate(pieces))
        return Markup("").join(escape(piece) for piece in filled)

    def counted(self, forms: dict[str, str], count: int) -> str:
        """Return that of some plural forms which a number takes, from ``other`` and more, with the number in it."""
        form = forms.get(self._locale.plural_form(count), forms["other"])
        return form.replace("{count}", self.number(count))

    def _sentence(self, key: str, values: dict[str, Any]) -> str:
        entry = self.entry(key)
        if isinstance(entry, str):
            return entry
        if "count" not in values:
            raise WordsError(f"The sentence {key!r} has plural forms. Give it count=…")
        return entry.get(self._locale.plural_form(values["count"]), entry["other"])

    def _value(self, key: str, name: str, values: dict[str, Any]) -> Any:
        if name not in values:
            raise WordsError(f"The sentence {key!r} has a place for {name!r}, and no value was given. Give {name}=…")
        value = values[name]
        return self.number(value) if name == "count" and isinstance(value, int | float) else value

    def entry(self, key: str) -> Entry:
        """Return what the table holds under a key."""
        if key not in self.entries:
            close = get_close_matches(key, self.entries, n=1)
            guess = f" Did you mean {close[0]!r}?" if close else ""
            raise WordsError(f"No table of words has the key {key!r}.{guess} Add it to {BASE}.toml.")
        return self.entries[key]

    def listed(self, items: Iterable[str], *, either: bool = False) -> str:
        """Return names as a list in a sentence, with "and", or with "or"."""
        return str(format_list(list(items), style="or" if either else "standard", locale=self._locale))

    def day(self, value: date) -> str:
        """Return a day in words."""
        return str(format_date(value, "long", locale=self._locale))

    def month(self, value: date) -> str:
        """Return the month of a day in words, with its year."""
        return str(format_skeleton("yMMMM", value, locale=self._locale))

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        return str(format_decimal(value, locale=self._locale))

    def only(self, *keys: str) -> dict[str, Any]:
        """Return locale and some entries, for a module; a key that ends in ``.`` stands for all of its room."""
        chosen: dict[str, Entry] = {}
        for key in keys:
            room = [name for name in self.entries if name.startswith(key)] if key.endswith(".") else []
            chosen.update({name: self.entry(name) for name in room or [key]})
        return {"locale": self.locale.replace("_", "-"), "words": chosen}


@lru_cache(maxsize=16)
def _read(language: str, folder: Path | None, _stamp: tuple[int, ...]) -> Words:
    base = _table(HERE / f"{BASE}.toml")
    paths = [HERE / f"{language}.toml", *([folder / f"{language}.toml"] if folder else [])]
    found = {path: _table(path) for path in paths if path.is_file()}
    if not found:
        known = ", ".join(sorted({path.stem for place in (HERE, folder) if place for path in place.glob("*.toml")}))
        where = folder or HERE
        raise WordsError(
            f"There is no table of words for {language!r}. Write {where / language}.toml; there is: {known}."
        )
    own: dict[str, Entry] = {}
    locale = language
    for path, (named, entries) in found.items():
        locale = named or locale
        _same_shape(path, entries, base[1])
        own.update(entries)
    try:
        Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        raise WordsError(
            f'{list(found)[-1]}: {locale!r} is no locale. Write locale = "en_GB" or another of CLDR at the top.'
        ) from None
    borrowed = tuple(key for key in base[1] if key not in own)
    return Words(language, locale, {**base[1], **own}, borrowed)


def read_words(language: str = BASE, folder: Path | None = None) -> Words:
    """Read the table of a language: the library's, and over it a book's own.

    A book's table may hold a few sentences or all, and sentences of its own under keys of its own.

    Raises
    ------
    WordsError
        When there is no such table, or it is at fault.
    """
    paths = [place / f"{name}.toml" for place in (HERE, folder) if place for name in (BASE, language)]
    stamp = tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)
    return _read(language, folder, stamp)


def _table(path: Path) -> tuple[str, dict[str, Entry]]:
    """Return locale and entries of one file, to read and not to change."""
    return _parsed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _parsed(path: Path, _stamp: int) -> tuple[str, dict[str, Entry]]:
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordsError(f'{path}: {error}. Put the file right: key = "sentence" under a [heading].') from None
    locale = read.pop("locale", "")
    return str(locale), dict(_flat(path, read, ""))


def _flat(path: Path, branch: dict[str, Any], prefix: str) -> Iterator[tuple[str, Entry]]:
    for name, value in branch.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            yield key, value
        elif not isinstance(value, dict):
            raise WordsError(f"{path}: {key} is {value!r}, which is no sentence. Put it in quotation marks.")
        elif "other" in value or (value and set(value) <= set(FORMS)):
            yield key, _plural(path, key, value)
        else:
            yield from _flat(path, value, f"{key}.")


def _plural(path: Path, key: str, forms: dict[str, Any]) -> dict[str, str]:
    wrong = [form for form, text in forms.items() if form not in FORMS or not isinstance(text, str)]
    if wrong or "other" not in forms:
        told = f"has a plural form {wrong[0]!r}" if wrong else "has no plural form 'other'"
        raise WordsError(f"{path}: {key} {told}. Use {', '.join(FORMS)}, each with a sentence; 'other' is needed.")
    return forms


def _same_shape(path: Path, entries: dict[str, Entry], base: dict[str, Entry]) -> None:
    for key, entry in entries.items():
        if key not in base:
            continue
        unknown = sorted(_values(entry) - _values(base[key]) - {"count"})
        if unknown:
            given = ", ".join(sorted(f"{{{name}}}" for name in _values(base[key]))) or "none"
            raise WordsError(f"{path}: {key} has {{{unknown[0]}}}, which nothing fills in. Its values are: {given}.")


def _values(entry: Entry) -> set[str]:
    texts = [entry] if isinstance(entry, str) else list(entry.values())
    return {name for text in texts for name in VALUE.findall(text)}
