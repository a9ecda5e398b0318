"""Open a data package: its tables as frames, and its sources."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .bibtex import parse_references
from .descriptions import fields_of
from .files import DESCRIPTOR, find_descriptor, read_json, read_text
from .frames import frame_of
from .problems import DataError, Problem, did_you_mean, sentences
from .reading import Table, read_table
from .references import COLUMNS, Source

if TYPE_CHECKING:
    import pandas as pd

REFERENCES = "references.bib"


class DataPackage:
    r"""The tables and the sources of one data package; nothing that is done to a frame reaches another page.

    Parameters
    ----------
    descriptor
        The path of its ``datapackage.json``. Use :func:`load` to find it.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "forces.csv").write_text("id\npower\n")
    >>> path = folder / "datapackage.json"
    >>> _ = path.write_text('{"resources": [{"name": "forces", "path": "forces.csv"}]}')
    >>> tables = DataPackage(path)
    >>> tables.forces.id.tolist(), tables["forces"].shape
    (['power'], (1, 1))
    """

    _descriptor: str
    _frames: dict[str, pd.DataFrame]
    _path: Path
    _references: dict[str, Source] | None
    _resources: dict[str, dict[str, Any]]
    _tables: dict[str, Table]
    __slots__ = ("_descriptor", "_frames", "_path", "_references", "_resources", "_tables", "folder")

    folder: Path

    def __init__(self, descriptor: str | Path) -> None:
        path = Path(descriptor).resolve()
        problems: list[Problem] = []
        content = read_json(path, f"{path.parent.name}/{path.name}", problems)
        if content is None or problems:
            raise DataError(problems)
        self._take(path, content)

    def _take(self, path: Path, content: dict[str, Any], references: dict[str, Source] | None = None) -> None:
        listed = content.get("resources")
        resources = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        for name, value in {
            "folder": path.parent,
            "_descriptor": json.dumps(content),
            "_resources": {item["name"]: item for item in resources if isinstance(item.get("name"), str)},
            "_path": path,
            "_tables": {},
            "_frames": {},
            "_references": references,
        }.items():
            object.__setattr__(self, name, value)

    @classmethod
    def empty(cls, folder: Path) -> DataPackage:
        """Return the package of a book without data: no tables and no sources.

        Examples
        --------
        >>> tables = DataPackage.empty(Path("nowhere"))
        >>> list(tables), len(tables.sources)
        ([], 0)
        """
        package = cls.__new__(cls)
        package._take(folder / DESCRIPTOR, {"resources": []}, {})
        return package

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"A data package does not change; '{name}' cannot be set. Work on a frame instead.")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"A data package does not change; '{name}' cannot be removed.")

    def __reduce__(self) -> tuple[type[DataPackage], tuple[Path]]:
        return type(self), (self._path,)

    def __repr__(self) -> str:
        return f"<DataPackage {self.folder}: {', '.join(self.names)}>"

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.names})

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self._resources

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(error.args[0], name=name, obj=self) from None

    def __getitem__(self, name: str) -> pd.DataFrame:
        table = self.table(name)
        if name not in self._frames:
            self._frames[name] = frame_of(table)
        return self._frames[name].copy()

    def table(self, name: str) -> Table:
        """Return a table as it was read: lines, texts and typed values, without pandas.

        Raises
        ------
        KeyError
            When there is no such table; the message lists the tables.
        DataError
            When it cannot be read as the descriptor says; the error lists everything that stands in the way.
        """
        if name not in self._tables:
            problems: list[Problem] = []
            described = f"{self.folder.name}/{self._path.name}"
            table = read_table(self.folder, self.description(name), described, problems)
            if table is None or problems:
                raise DataError(problems)
            self._tables[name] = table
        return self._tables[name]

    def description(self, name: str) -> Mapping[str, Any]:
        """Return what the descriptor says of one table, to read and not to change.

        Raises
        ------
        KeyError
            When there is no such table; the message lists the tables.
        """
        if name not in self._resources:
            known = ", ".join(sorted(self.names)) or "none"
            question = did_you_mean(name, self.names)
            raise KeyError(sentences(f"There is no table '{name}'.", question, f"The tables are: {known}."))
        return MappingProxyType(self._resources[name])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables, in the order of the descriptor."""
        return tuple(self._resources)

    @property
    def descriptor(self) -> dict[str, Any]:
        """What ``datapackage.json`` says: titles, licences and schemas; a copy each time, so ask for it once."""
        content: dict[str, Any] = json.loads(self._descriptor)
        return content

    @property
    def sources(self) -> pd.DataFrame:
        """Every source of ``references.bib`` as plain text; the index holds the keys."""
        import pandas as pd

        sources = self._sources()
        rows = [[getattr(source, column) for column in COLUMNS] for source in sources.values()]
        return pd.DataFrame(rows, index=pd.Index(list(sources), name="key", dtype="str"), columns=COLUMNS, dtype="str")

    @property
    def source_keys(self) -> Collection[str]:
        """The keys of ``references.bib``, in its order."""
        return self._sources().keys()

    def cite(self, *keys: str) -> list[Source]:
        """Return the sources behind some keys, in the order asked for and each once.

        Parameters
        ----------
        *keys
            Keys of ``references.bib``.

        Returns
        -------
        list[Source]
            The sources.

        Raises
        ------
        KeyError
            When a key is not in ``references.bib``.

        Examples
        --------
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "datapackage.json").write_text("{}")
        >>> _ = (folder / "references.bib").write_text("@misc{a, title = {{A page}}, url = {https://a.uk/}}")
        >>> [source.words for source in load(folder).cite("a")]
        ['A page.']
        """
        sources = self._sources()
        for key in keys:
            if key not in sources:
                question = did_you_mean(key, sources)
                raise KeyError(sentences(f"There is no source '{key}' in {REFERENCES}.", question))
        return [sources[key] for key in dict.fromkeys(keys)]

    def _sources(self) -> dict[str, Source]:
        if self._references is None:
            path = self.folder / REFERENCES
            problems: list[Problem] = []
            file = f"{self.folder.name}/{REFERENCES}"
            text = read_text(path, file, problems) if path.exists() else ""
            if text is None:
                raise DataError(problems)
            entries, _ = parse_references(text, file)
            sources = {entry.key: entry.source for entry in entries}
            object.__setattr__(self, "_references", sources)
            return sources
        return self._references


def load(path: str | Path | None = None) -> DataPackage:
    r"""Open the nearest data package.

    Parameters
    ----------
    path
        Where to start looking upward for ``data/datapackage.json``; the working folder if it is not given.

    Returns
    -------
    DataPackage
        Its tables, read when they are first asked for.

    Raises
    ------
    FileNotFoundError
        When there is no data package; the message names each place where it looked.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp()) / "data"
    >>> folder.mkdir()
    >>> schema = {"fields": [{"name": "id", "type": "string"}, {"name": "order", "type": "integer"}]}
    >>> resource = {"name": "forces", "path": "forces.csv", "schema": schema}
    >>> _ = (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    >>> _ = (folder / "forces.csv").write_text("id,order\npurpose,1\n")
    >>> load(folder).forces.id.tolist()
    ['purpose']
    """
    return DataPackage(find_descriptor(path))


def cited_keys(tables: DataPackage) -> set[str]:
    r"""Return every source key that a row of some table cites.

    Parameters
    ----------
    tables
        The data package.

    Returns
    -------
    set[str]
        Keys of ``references.bib``.

    Examples
    --------
    >>> import json, tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> schema = {"fields": [{"name": "sources", "type": "string", "listOf": "references.bib"}]}
    >>> resource = {"name": "forces", "path": "forces.csv", "schema": schema}
    >>> _ = (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    >>> _ = (folder / "forces.csv").write_text("sources\nreport letter\nreport\n")
    >>> sorted(cited_keys(load(folder)))
    ['letter', 'report']
    """
    keys: set[str] = set()
    for name in tables:
        table = tables.table(name)
        for field in fields_of(table.resource):
            if field.get("listOf") == REFERENCES:
                keys.update(*table.values.get(field["name"], ()))
    return keys
