"""Find and read the files of a data package, one problem at a time and never an exception for bad content."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from .problems import CONTROL, Problem

DESCRIPTOR = "datapackage.json"
LEFT_OUT = (".", "__pycache__", "_build")
"""How the names begin that say nothing of a folder: what programs leave behind."""
BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
KINDS = {
    stat.S_ISDIR: "a folder",
    stat.S_ISFIFO: "a pipe",
    stat.S_ISSOCK: "a socket",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
}
AS_UTF_8 = (
    "Save it again as UTF-8: “CSV UTF-8” among the file types of Excel, or “Edit filter settings” when LibreOffice "
    "asks for the format."
)
TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:\n]')


def find_descriptor(path: str | Path | None = None) -> Path:
    """Find the nearest ``data/datapackage.json``.

    Parameters
    ----------
    path
        A descriptor, a folder that holds one, or a place below a folder whose ``data`` holds one;
        the working folder if it is not given.

    Returns
    -------
    Path
        The descriptor's absolute path.

    Raises
    ------
    FileNotFoundError
        When there is none; the message names each place where it looked.

    Examples
    --------
    >>> find_descriptor("/nowhere")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: No data/datapackage.json was found. Looked for: /nowhere/datapackage.json, ...
    """
    start = Path.cwd() if path is None else Path(path).expanduser().resolve()
    if start.is_file() and start.suffix == ".json":
        return start
    looked = [start / DESCRIPTOR, *(folder / "data" / DESCRIPTOR for folder in (start, *start.parents))]
    for candidate in looked:
        if candidate.is_file():
            return candidate
    places = ", ".join(map(str, looked))
    raise FileNotFoundError(f"No data/{DESCRIPTOR} was found. Looked for: {places}")


def read_text(path: Path, file: str, problems: list[Problem]) -> str | None:
    """Read a file in UTF-8, with or without a byte order mark; note what is wrong and return ``None`` if it cannot be.

    Parameters
    ----------
    path
        The file.
    file
        What problems call it.
    problems
        The list that gets what is wrong.

    Returns
    -------
    str or None
        The text without a byte order mark. A pipe, a device or a folder is named and never opened.
    """
    raw = read_bytes(path, file, problems)
    if raw is None:
        return None
    try:
        return raw.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raw = raw.removeprefix(BOM)
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(file, line, None, "", _encoding(raw, error.start), AS_UTF_8))
        return None


def read_bytes(path: Path, file: str, problems: list[Problem]) -> bytes | None:
    """Read a file that is one; note what is wrong and return ``None`` where it is missing, a pipe or a device."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return path.read_bytes()
        kind = next((name for is_kind, name in KINDS.items() if is_kind(mode)), "something else")
        rule, remedy = f"There is {kind} where a file is expected", "Put the file there, or correct its name."
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name with NUL in it is a ValueError
        rule, remedy = "The file is missing", "Put it back, or correct its name."
    except OSError as error:
        rule = f"The file cannot be opened: {(error.strerror or str(error)).lower()}"
        remedy = "Make it a file that you may read."
    problems.append(Problem(file, None, None, "", rule, remedy))
    return None


def _encoding(raw: bytes, at: int) -> str:
    """Say which encoding a file that is not UTF-8 most likely has."""
    if raw.startswith(UTF_16):
        return "The file is not UTF-8 but UTF-16, which some programs call “Unicode text”"
    likely = ", and looks like Windows-1252, the plain “CSV” of Excel" if b"\0" not in raw else ""
    return f"The file is not UTF-8{likely}: byte {at} (0x{raw[at]:02x}) cannot be read"


def control_problems(text: str, file: str) -> list[Problem]:
    """Return the lines of a text that hold characters which nobody can see."""
    return [
        Problem(file, number, None, "", f"The line holds {control_name(found[0])}", "Delete it.")
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1)
        if (found := CONTROL.search(line))
    ]


def control_name(character: str) -> str:
    """Return what to call a character that nobody can see.

    Examples
    --------
    >>> control_name(chr(27)), control_name(chr(0xFFFD))
    ('a control character (U+001B)', 'the sign of a letter that was lost (U+FFFD)')
    """
    kind = "the sign of a letter that was lost" if character == "\ufffd" else "a control character"
    return f"{kind} (U+{ord(character):04X})"


def read_json(path: Path, file: str, problems: list[Problem]) -> dict[str, Any] | None:
    """Read a JSON object; note what is wrong and return ``None`` if it cannot be read.

    A key that stands twice, which most programs read as its last value without a word, is a problem; so is a
    character that nobody can see, written as it is or as an escape.
    """
    if (text := read_text(path, file, problems)) is None:
        return None
    with path.open("rb") as started:
        if started.read(len(BOM)) == BOM:
            rule, remedy = "The file starts with a byte order mark, which JSON may not have", "Save it as plain UTF-8."
            problems.append(Problem(file, 1, None, "", rule, remedy))
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        rule = f"The JSON cannot be read: {error.msg[:1].lower()}{error.msg[1:]} at character {error.colno}"
        remedy = "Look here and on the line before for a comma, quotation mark or bracket too many or too few."
        problems.append(Problem(file, error.lineno, None, "", rule, remedy))
        return None
    except (ValueError, RecursionError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).split(";")[0]
        problems.append(Problem(file, None, None, "", f"The JSON cannot be read: {what}", "Write it without that."))
        return None
    if not isinstance(value, dict):
        rule = "The file does not hold a JSON object"
        problems.append(Problem(file, 1, None, "", rule, "Start it with { and end with }."))
        return None
    for line, key, first in _repeated_keys(text):
        rule = f"is already a key of this object in line {first}"
        problems.append(Problem(file, line, None, key, rule, "Keep one of the two."))
    for line, string in _strings(text):
        if found := CONTROL.search(string):
            problems.append(Problem(file, line, None, "", f"The line holds {control_name(found[0])}", "Delete it."))
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no value of JSON")


def _strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and content of each string that holds an escape or a character that nobody can see."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "\\u" in line or CONTROL.search(line):
            for token in TOKENS.findall(line):
                if token.startswith('"'):
                    yield number, json.loads(token, strict=False)


@lru_cache(maxsize=4)
def _repeated_keys(text: str) -> list[tuple[int, str, int]]:
    """Return each key of valid JSON that its object already has, with its line before it and that of the first after.

    A build, and each page that loads the tables, reads the same description again.
    """
    found: list[tuple[int, str, int]] = []
    line = 1
    last: tuple[str, int] | None = None
    inside: list[dict[str, int]] = []
    for token in TOKENS.findall(text):
        if token == "\n":
            line += 1
        elif token == "{" or token == "[":
            inside.append({})
        elif token in "}]":
            inside.pop()
        elif token != ":":
            last = json.loads(token), line
        elif last:
            key, at = last
            if key in inside[-1]:
                found.append((at, key, inside[-1][key]))
            inside[-1].setdefault(key, at)
    return found


def is_left_behind(path: PurePosixPath) -> bool:
    """Whether a path inside the data is what an editor, a spreadsheet or a computer leaves beside the files.

    Examples
    --------
    >>> names = ".ipynb_checkpoints/a-checkpoint.csv", ".~lock.a.csv#", "~$a.csv", "a.csv~", "a.csv"
    >>> [is_left_behind(PurePosixPath(name)) for name in names]
    [True, True, True, True, False]
    """
    return any(part.startswith((".", "~$")) or part.endswith("~") or part == "__pycache__" for part in path.parts)


def fingerprint(*folders: str | Path) -> str:
    """Return 16 hexadecimal digits that change when a file in the folders does.

    Parameters
    ----------
    *folders
        Folders to read, or single files; ``__pycache__`` and what editors leave behind are passed over.

    Returns
    -------
    str
        The start of a SHA-256 over the relative paths and the bytes of the files.

    Examples
    --------
    >>> fingerprint()
    'e3b0c44298fc1c14'
    """
    digest = hashlib.sha256()
    for number, folder in enumerate(map(Path, folders)):
        if not folder.exists():
            raise FileNotFoundError(f"There is nothing to fingerprint at {folder}")
        files = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
        named = {(path.relative_to(folder).as_posix() if path != folder else path.name): path for path in files}
        for name in sorted(named):
            if not is_left_behind(PurePosixPath(name)):
                raw = named[name].read_bytes()
                digest.update(f"{number}\0{name}\0{len(raw)}\0".encode())
                digest.update(raw)
    return digest.hexdigest()[:16]


def digest(path: str | Path) -> str:
    """Return what a file holds or which names a folder has, as a digest; nothing where neither is.

    Examples
    --------
    >>> digest("/nowhere/at/all")
    ''
    """
    place = Path(path)
    try:
        if place.is_dir():
            content = "\0".join(sorted(name for name in os.listdir(place) if not name.startswith(LEFT_OUT))).encode()  # noqa: PTH208
        elif place.is_file():
            content = place.read_bytes()
        else:
            return ""
    except OSError:
        return ""
    return hashlib.sha256(content).hexdigest()[:16]
