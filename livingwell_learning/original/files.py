"""Keep what was read from a report in a folder of the project, and read it again."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from .model import KINDS, Block, Original, OriginalError, Poem, Quotation, Section, Source, Statement

FOLDER = "original"
FORMAT = 1
WORDS, STATEMENTS, QUOTATIONS, POEM, COPY = (
    "original.json",
    "statements.csv",
    "quotations.csv",
    "poem.json",
    "report.txt",
)
STATEMENT_COLUMNS = ("pair", "side", "order", "text")
QUOTATION_COLUMNS = ("section", "speaker", "text")
OURS = {WORDS, STATEMENTS, QUOTATIONS, POEM, COPY}
T = TypeVar("T")
AGAIN = "Run livingwell original REPORT.txt again, with the copy of the report that it was made from."


def read(folder: str | Path) -> Original | None:
    """Read the report's own words from a project, if its rights holder has added them.

    Parameters
    ----------
    folder
        The folder of the project, in which ``original/`` lies.

    Returns
    -------
    Original or None
        What the report says; ``None`` where there is no ``original/``.

    Raises
    ------
    OriginalError
        When ``original/`` is damaged or of another format; the message names the file and what to do.

    Examples
    --------
    >>> import tempfile
    >>> read(tempfile.mkdtemp()) is None
    True
    """
    place = Path(folder) / FOLDER
    if not place.exists():
        return None
    try:
        words = _json(place / WORDS)
        if words.get("format") != FORMAT:
            raise OriginalError(
                f"{FOLDER}/{WORDS} has the format {words.get('format')!r}; this version of the book reads "
                f"format {FORMAT}. {AGAIN}"
            )
        return Original(
            _built(WORDS, lambda: tuple(_section(section) for section in words["sections"])),
            _built(STATEMENTS, lambda: tuple(_statement(row) for row in _rows(place / STATEMENTS))),
            _built(QUOTATIONS, lambda: tuple(_quotation(row) for row in _rows(place / QUOTATIONS))),
            _built(POEM, lambda: _poem(_json(place / POEM))) if (place / POEM).exists() else None,
            _built(WORDS, lambda: Source(**words["source"])),
        )
    except OSError as error:
        name = Path(error.filename or WORDS).name
        raise OriginalError(f"{FOLDER}/{name} cannot be read: {error.strerror}. {AGAIN}") from None


def kept_copy(folder: str | Path) -> bytes:
    """Return the copy of the report from which ``original/`` was made.

    Parameters
    ----------
    folder
        The folder of the project.

    Returns
    -------
    bytes
        The copy as it came.

    Raises
    ------
    OriginalError
        When it is not there.
    """
    try:
        return (Path(folder) / FOLDER / COPY).read_bytes()
    except OSError as error:
        raise OriginalError(f"{FOLDER}/{COPY} cannot be read: {error.strerror}. {AGAIN}") from None


def write(folder: str | Path, original: Original, raw: bytes) -> Path:
    """Write the report's own words into ``original/``, all of it or nothing.

    Parameters
    ----------
    folder
        The folder of the project.
    original
        What was read.
    raw
        The copy that it was read from, which is kept beside it.

    Returns
    -------
    Path
        The folder ``original/``. Files in it that are not ours are kept.

    Raises
    ------
    OriginalError
        When it cannot be written; what was there before is there still.
    """
    root = Path(folder)
    place = root / FOLDER
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise OriginalError(f"{place} is not a folder. Move it away. Nothing was changed.")
    work = None
    try:
        work = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=root))
        fresh, old = work / "new", work / "old"
        fresh.mkdir()
        for name, content in _contents(original, raw).items():
            (fresh / name).write_bytes(content)
        for other in place.iterdir() if place.exists() else ():
            if other.name not in OURS:
                (shutil.copytree if other.is_dir() else shutil.copy2)(other, fresh / other.name)
        _swap(fresh, place, old)
    except (OSError, shutil.Error) as error:
        said = getattr(error, "strerror", None) or error
        raise OriginalError(f"{place} cannot be written: {said}. Nothing was changed.") from None
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)
    return place


def _swap(fresh: Path, place: Path, old: Path) -> None:
    there = place.exists()
    if there:
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if there:
            old.rename(place)
        raise


def _contents(original: Original, raw: bytes) -> dict[str, bytes]:
    sections = [
        {
            "id": section.id,
            "heading": section.heading,
            "heading_lines": section.heading_lines,
            "blocks": [_block_value(block) for block in section.blocks],
        }
        for section in original.sections
    ]
    source = asdict(original.source) if original.source else {}
    files = {
        WORDS: _as_json({"format": FORMAT, "source": source, "sections": sections}),
        STATEMENTS: _as_csv(STATEMENT_COLUMNS, map(asdict, original.statements)),
        QUOTATIONS: _as_csv(QUOTATION_COLUMNS, map(asdict, original.quotations)),
        COPY: raw,
    }
    return files if original.poem is None else {**files, POEM: _as_json(asdict(original.poem))}


def _block_value(block: Block) -> dict[str, Any]:
    value: dict[str, Any] = {"kind": block.kind}
    value |= {"items": block.items} if block.kind == "list" else {"text": block.text}
    value |= {"speaker": block.speaker} if block.kind == "quotation" else {}
    return {**value, "lines": block.lines}


def _as_json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _as_csv(columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _section(value: dict[str, Any]) -> Section:
    blocks = tuple(_block(block) for block in value["blocks"])
    return Section(_text(value["id"]), _text(value["heading"]), blocks, tuple(value.get("heading_lines", ())))


def _block(value: dict[str, Any]) -> Block:
    if value["kind"] not in KINDS:
        raise ValueError(f"a block of the kind {value['kind']!r}")
    return Block(
        value["kind"],
        _text(value.get("text", "")),
        tuple(_text(item) for item in value.get("items", ())),
        _text(value.get("speaker", "")),
        tuple(value.get("lines", ())),
    )


def _statement(row: dict[str, str]) -> Statement:
    return Statement(row["pair"], row["side"], int(row["order"]), _text(row["text"]))


def _quotation(row: dict[str, str]) -> Quotation:
    return Quotation(row["section"], _text(row["speaker"]), _text(row["text"]))


def _poem(value: dict[str, Any]) -> Poem:
    stanzas = tuple(tuple(_text(line) for line in stanza) for stanza in value["stanzas"])
    return Poem(_text(value["title"]), _text(value["author"]), stanzas)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} where a text should be")
    return value


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise OriginalError(f"{FOLDER}/{path.name} is damaged: {error}. {AGAIN}") from None
    if not isinstance(value, dict):
        raise OriginalError(f"{FOLDER}/{path.name} is damaged: it holds no JSON object. {AGAIN}")
    return value


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _built(name: str, build: Callable[[], T]) -> T:
    """Build a part from a file; a file that does not hold what it should is named."""
    try:
        return build()
    except (KeyError, TypeError, ValueError, AttributeError, csv.Error) as error:
        said = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise OriginalError(f"{FOLDER}/{name} is damaged: {said}. {AGAIN}") from None
