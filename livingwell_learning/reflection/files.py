"""Read a JSON file that a person may have changed by hand: small, of this kind, of a version that we know."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

MOST_BYTES = 1_000_000
LONGEST_NAME = 80
VERSION = 1


class FileError(ValueError):
    """A file is not what it should be; the message says what and what to do, ``reason`` is a short key."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class RoundError(ValueError):
    """What was asked of a round is not allowed as it stands; the message says why and what is."""


def load_json(file: str | Path, formats: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Return the object in a file, and its name.

    Parameters
    ----------
    file
        A path; or the text itself, when it begins with a brace.
    formats
        Which values of ``format`` are taken.

    Raises
    ------
    FileError
        When it is larger than 1 MB, no JSON, of another format, or of a newer version.
    """
    if not isinstance(file, str | Path):
        raise FileError(
            f"{type(file).__name__} is no file. Give paths, or the texts themselves, one by one.", "missing"
        )
    name = name_of(file)
    if is_text(file):
        raw = within(MOST_BYTES, str(file).encode(errors="surrogatepass"), name)
    else:
        raw = bytes_of(Path(file), MOST_BYTES)
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise FileError(f"{name} cannot be read: {error}. It must be JSON in UTF-8, as it was saved.", "json") from None
    if not isinstance(data, dict) or data.get("format") not in formats:
        raise FileError(
            f"{name} is no {' or '.join(formats)} file. Choose one that was saved by these tools.", "format"
        )
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise FileError(f"{name} has the version {version!r}. It must be a whole number from 1.", "version")
    if version > VERSION:
        raise FileError(
            f"{name} is of version {version}; this library reads up to {VERSION}. Open it with newer tools.", "version"
        )
    return data, name


def is_text(file: str | Path) -> bool:
    """Return whether this is what a file holds and not its path: a text that begins with a brace."""
    return isinstance(file, str) and file.lstrip("\ufeff \t\r\n").startswith("{")


def name_of(file: str | Path) -> str:
    """Return how a message calls a file."""
    return "The text" if is_text(file) else Path(file).name


def bytes_of(path: Path, most: int) -> bytes:
    """Return what a file holds, read no further than the most that it may hold."""
    raw = None
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as opened:
                raw = opened.read(most + 1)
    if raw is None:
        name = path.name if 0 < len(path.name) <= LONGEST_NAME else repr(str(path)[:LONGEST_NAME])
        raise FileError(f"{name} is no file that can be read. Check its path.", "missing")
    return within(most, raw, path.name)


def within(most: int, raw: bytes, name: str) -> bytes:
    """Return what was read, refused where it is more than it may be."""
    if len(raw) > most:
        size = most // 1_000_000
        raise FileError(f"{name} is larger than {size} MB, and no file of this kind is. Choose another.", "size")
    return raw


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


def text_of(data: dict[str, Any], key: str, name: str) -> str:
    """Return a text of the object, empty where there is none."""
    value = data.get(key, "")
    if not isinstance(value, str):
        raise FileError(f"{name}: {key} is {value!r}. It must be a text.", "content")
    return value


def object_of(data: dict[str, Any], key: str, name: str) -> dict[str, Any]:
    """Return an object in the object, empty where there is none."""
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise FileError(f"{name}: {key} is {value!r}. It must be an object.", "content")
    return value
