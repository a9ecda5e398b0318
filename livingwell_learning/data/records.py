"""Split CSV into records that know their line, and find the header among them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .problems import Problem, did_you_mean, sentences

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
LONGEST_CELL = 131_072
LOOK_BELOW = 10
"""How many lines above a header are looked at: a title, a note, a hint such as ``sep=,``."""


@dataclass(frozen=True)
class Record:
    """The cells of one row of a table, and the line of the file on which it starts."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Header:
    """Where the header stands among the records, and the column of each cell below it.

    ``columns`` holds ``None`` for a cell that belongs to no column of the description.
    """

    at: int
    columns: tuple[str | None, ...]


def read_records(text: str, file: str, problems: list[Problem]) -> list[Record] | None:
    r"""Split CSV into records; note what is wrong, and return ``None`` if it cannot be.

    Examples
    --------
    >>> read_records('id,text\r\na,"one\r\ntwo"\r\nb,\r\n', "a.csv", [])[1:]
    [Record(line=2, cells=['a', 'one\ntwo']), Record(line=4, cells=['b', ''])]
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[Record] = []
    line = 1
    usual = csv.field_size_limit(LONGEST_CELL)
    try:
        for cells in reader:
            records.append(Record(line, [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        rule, remedy = f"The row cannot be read: {error}", "Put the whole cell in double quotation marks, and "
        remedy += 'write "" for each one inside it.'
        if "field limit" in str(error):
            rule = f"A cell of this row is longer than {LONGEST_CELL:,} characters"
            remedy = (
                "Look for a quotation mark that is never closed; a text as long as that belongs into a file of its own."
            )
        elif "unexpected end" in str(error):
            rule = "The row cannot be read: a quotation mark opens a cell and is never closed"
            remedy = 'Close it at the end of the cell, and write "" for each one inside it.'
        problems.append(Problem(file, line, None, "", rule, remedy))
        return None
    finally:
        csv.field_size_limit(usual)
    return records


def read_header(records: Sequence[Record], names: Sequence[str], file: str, problems: list[Problem]) -> Header | None:
    """Find the header and match its names with the columns of the description, each fault said once.

    Parameters
    ----------
    records
        All records of the file.
    names
        The columns that the description has; with none, the first line is taken as it stands.
    file
        What problems call the file.
    problems
        The list that gets what is wrong.

    Returns
    -------
    Header or None
        The header as it was meant, so that one slip in it hides nothing else; ``None`` where that cannot be told.
    """
    filled = [at for at, record in enumerate(records) if any(record.cells)]
    if not filled:
        remedy = f"Start it with the header: {','.join(names)}" if names else "Start it with the names of its columns."
        problems.append(Problem(file, None, None, "", "The file is empty", remedy))
        return None
    at = _find(records, filled, names)
    if at is None:
        problems.append(_no_header(records, filled, names, file))
        return None
    for record in records[:at]:
        rule, value = "The line is empty, and the header must be the first line", ",".join(record.cells).strip(",")
        if value:
            rule = "stands above the header, which must be the first line"
        problems.append(Problem(file, record.line, None, value, rule, "Delete this line."))
    matching = _Matching(records[at], [record for record in records[at + 1 :] if any(record.cells)], names, file)
    columns = matching.columns() if names else tuple(records[at].cells)
    problems += matching.found
    return Header(at, columns) if columns is not None else None


def _find(records: Sequence[Record], filled: Sequence[int], names: Sequence[str]) -> int | None:
    """Return the place of the first line, if it shares a name with the description, or of one that has most names."""
    if not names:
        return filled[0]

    def shared(at: int) -> int:
        return len({_bare(cell) for cell in records[at].cells} & {_bare(name) for name in names})

    first = filled[0]
    likely = [at for at in filled[1:LOOK_BELOW] if shared(at) * 2 > len(names)]
    if shared(first) * 2 > len(names) or not likely:
        return first if shared(first) else None
    return likely[0]


def _no_header(records: Sequence[Record], filled: Sequence[int], names: Sequence[str], file: str) -> Problem:
    """Say why none of the first lines is the header: another separator, or no header at all."""
    for at in filled[:LOOK_BELOW]:
        line = ",".join(records[at].cells)
        for separator, called in SEPARATORS.items():
            if len({_bare(cell) for cell in line.split(separator)} & {_bare(name) for name in names}) * 2 > len(names):
                rule = f"The columns are separated by {called}, and commas are needed"
                remedy = (
                    "Save the table again with commas: in LibreOffice tick “Edit filter settings” and choose a comma; "
                    "in Excel choose the type “CSV UTF-8” where the list separator of the computer is a comma."
                )
                return Problem(file, records[at].line, None, "", rule, remedy)
    first = records[filled[0]]
    rule = "is where the header should stand, and holds no name of a column"
    return Problem(file, first.line, None, ",".join(first.cells), rule, f"Write above it: {','.join(names)}")


def _bare(name: str) -> str:
    return name.strip().strip('"').casefold()


class _Matching:
    """Match the names of one header with those of the description and with the width of the rows below."""

    def __init__(self, header: Record, below: Sequence[Record], names: Sequence[str], file: str) -> None:
        self.line, self.written, self.names, self.file = header.line, header.cells, list(names), file
        widths = Counter(len(record.cells) for record in below)
        self.width = widths.most_common(1)[0][0] if widths else len(header.cells)
        self.filled = {at for record in below for at, cell in enumerate(record.cells) if cell}
        self.found: list[Problem] = []

    def _add(self, column: str | None, value: str, rule: str, remedy: str) -> None:
        self.found.append(Problem(self.file, self.line, column, value, rule, remedy))

    def columns(self) -> tuple[str | None, ...] | None:
        """Return the column of each cell of a row, or ``None`` where that cannot be told."""
        columns = self._spelt()
        known = [column for column in columns if column in self.names]
        unknown = [at for at, column in enumerate(columns) if column is not None and column not in self.names]
        missing = [name for name in self.names if name not in known]
        if len(columns) < self.width == len(self.names) and not unknown and len(set(known)) == len(known):
            return self._name_lost(known, missing)
        if len(columns) > self.width == len(columns) - len(unknown):
            for at in unknown:
                rule = "is not a column of this table, and the rows have no cell for it"
                self._add(columns[at] or None, columns[at] or "", rule, "Remove it from the header.")
            columns = [column for at, column in enumerate(columns) if at not in unknown]
            unknown = []
        self._nameless(columns)
        unknown = [at for at in unknown if columns[at]]
        if len(unknown) == len(missing) == 1:
            at, written = unknown[0], str(columns[unknown[0]])
            remedy = did_you_mean(written, missing) or f"Is it '{missing[0]}', which is missing?"
            remedy = sentences(remedy, "Correct it, or describe it in datapackage.json.")
            self._add(written, written, "is not a column of this table", remedy)
            columns[at] = missing[0]
            return tuple(columns)
        for at in unknown:
            remedy = sentences(
                did_you_mean(str(columns[at]), missing), "Remove it, or describe it in datapackage.json."
            )
            self._add(columns[at], str(columns[at]), "is not a column of this table", remedy)
        for name in missing:
            self._add(name, "", "The column is missing", "Add it to the header and to every row.")
        return self._once(columns)

    def _spelt(self) -> list[str | None]:
        """Return the names as they were meant, whatever their capitals and the spaces around them."""
        meant = {_bare(name): name for name in self.names}
        columns: list[str | None] = []
        wrong: list[str] = []
        for cell in self.written:
            name = cell if cell in self.names else meant.get(_bare(cell), cell)
            if name != cell:
                wrong.append(cell)
            columns.append(name)
        if wrong:
            spaces = any(cell != cell.strip() for cell in wrong)
            fault = "have spaces around them" if spaces else "are not written as the columns are"
            if len(wrong) == 1:
                fault = "has a space around it" if spaces else "is not written as the column is"
            right = ", ".join(meant[_bare(cell)] for cell in wrong)
            self._add(wrong[0].strip() or None, "', '".join(wrong), fault, f"Write {right}, with nothing around it.")
        return columns

    def _name_lost(self, known: list[str], missing: list[str]) -> tuple[str | None, ...] | None:
        """Say which names the header lacks for cells that each row has."""
        lost = ", ".join(f"'{name}'" for name in missing)
        cells = f"has {len(self.written)} names, and the rows have {self.width} cells"
        rule = f"The header {cells}: {lost} {'is' if len(missing) == 1 else 'are'} missing"
        in_order = [name for name in self.names if name in known] == known
        remedy = f"Write the header as: {','.join(self.names)}" if in_order else "Write each name above its cells."
        self._add(missing[0] if len(missing) == 1 else None, "", rule, remedy)
        return tuple(self.names) if in_order else None

    def _nameless(self, columns: list[str | None]) -> None:
        """Say which columns have no name, and leave them out."""
        bare = [at for at, column in enumerate(columns) if column is not None and not column.strip()]
        if not bare:
            return
        numbers = f"Column {bare[0] + 1} has" if len(bare) == 1 else f"{len(bare)} columns have"
        where = "" if len(bare) == 1 else f": numbers {', '.join(str(at + 1) for at in bare)}"
        empty = not self.filled & set(bare)
        remedy = "Delete them: their cells are empty." if empty and len(bare) > 1 else "Name it or remove it."
        self._add(None, "", f"{numbers} no name{where}", remedy if len(bare) == 1 or empty else "Name or remove them.")
        for at in bare:
            columns[at] = None

    def _once(self, columns: list[str | None]) -> tuple[str | None, ...]:
        """Say which names stand twice, and read the first of each; leave out what the description does not have."""
        read: list[str | None] = []
        for column in columns:
            if column in self.names and column in read:
                if not any(problem.value == column for problem in self.found):
                    self._add(column, str(column), "names two columns", "Rename or remove one of them.")
                column = None
            read.append(column if column in self.names else None)
        return tuple(read)
