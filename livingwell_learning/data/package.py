"""Open a data package: its tables as frames, and its sources."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .bibtex import parse_references
from .files import fields_of, find_descriptor, read_json, read_text
from .frames import read_frame
from .problems import DataError, Problem, did_you_mean, sentences
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

    __slots__ = ("_descriptor", "_frames", "_path", "_references", "_resources", "folder")

    folder: Path

    def __init__(self, descriptor: str | Path) -> None:
        path = Path(descriptor).resolve()
        problems: list[Problem] = []
        content = read_json(path, f"{path.parent.name}/{path.name}", problems)
        if content is None:
            raise DataError(problems)
        listed = content.get("resources")
        resources = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        for name, value in {
            "folder": path.parent,
            "_descriptor": content,
            "_resources": {item["name"]: item for item in resources if isinstance(item.get("name"), str)},
            "_path": path,
            "_frames": {},
            "_references": None,
        }.items():
            object.__setattr__(self, name, value)

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
        if name not in self._resources:
            known = ", ".join(sorted(self.names)) or "none"
            question = did_you_mean(name, self.names)
            raise KeyError(sentences(f"There is no table '{name}'.", question, f"The tables are: {known}."))
        if name not in self._frames:
            self._frames[name] = read_frame(self.folder, self._resources[name])
        return self._frames[name].copy()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables, in the order of the descriptor."""
        return tuple(self._resources)

    @property
    def descriptor(self) -> dict[str, Any]:
        """What ``datapackage.json`` says: titles, licences and schemas."""
        return copy.deepcopy(self._descriptor)

    @property
    def sources(self) -> pd.DataFrame:
        """Every source of ``references.bib`` as plain text; the index holds the keys."""
        import pandas as pd

        sources = self._sources()
        rows = [[getattr(source, column) for column in COLUMNS] for source in sources.values()]
        return pd.DataFrame(rows, index=pd.Index(list(sources), name="key", dtype="str"), columns=COLUMNS, dtype="str")

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
            path, problems = self.folder / REFERENCES, []
            text = read_text(path, f"{self.folder.name}/{REFERENCES}", problems) if path.exists() else ""
            if text is None:
                raise DataError(problems)
            entries, _ = parse_references(text)
            object.__setattr__(self, "_references", {entry.key: entry.source for entry in entries})
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
        frame = tables[name]
        for field in fields_of(tables._resources[name]):
            if field.get("listOf") == REFERENCES and field["name"] in frame:
                keys.update(*frame[field["name"]])
    return keys
