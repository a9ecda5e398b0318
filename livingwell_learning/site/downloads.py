"""The files of a data package, and all of them as one archive whose bytes depend on nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from ..data import DESCRIPTOR, REFERENCES

if TYPE_CHECKING:
    from ..data import DataPackage

LONG_AGO = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16
UNIX = 3


def package_files(tables: DataPackage) -> list[str]:
    """Return the paths inside the package: its description, its sources where it has any, then each table."""
    listed = [str(tables.description(name)["path"]) for name in tables]
    sources = [REFERENCES] if (tables.folder / REFERENCES).exists() else []
    return list(dict.fromkeys([DESCRIPTOR, *sources, *listed]))


def published(tables: DataPackage, name: str) -> bytes:
    """Return a file of the package as readers download it on its own.

    A table starts with a byte order mark: without one, Excel opens UTF-8 as another encoding and garbles every accent
    and curly quotation mark. Programs that read the whole package take the archive, whose tables have none.
    """
    raw = (tables.folder / name).read_bytes()
    return BOM_UTF8 + raw.removeprefix(BOM_UTF8) if _is_table(tables, name) else raw


def _is_table(tables: DataPackage, name: str) -> bool:
    return any(tables.description(table).get("path") == name for table in tables)


def archive_name(tables: DataPackage) -> str:
    """Return the name of the archive, after the package's own."""
    name = re.sub(r"[^a-z0-9._-]+", "-", str(tables.descriptor.get("name", "")).lower()).strip("-.")
    return f"{name or 'data'}.zip"


def archive(tables: DataPackage) -> bytes:
    """Return the whole package as a zip file; the same files give the same bytes at any time and place.

    Parameters
    ----------
    tables
        The data package. Only files that it describes go in.

    Returns
    -------
    bytes
        A zip file with ``datapackage.json`` at its root, which data package tools open as it is.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in package_files(tables):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.external_attr, entry.create_system, entry.compress_type = PLAIN_FILE, UNIX, zipfile.ZIP_DEFLATED
            raw = (tables.folder / name).read_bytes()
            packed.writestr(entry, raw.removeprefix(BOM_UTF8) if _is_table(tables, name) else raw, compresslevel=9)
    return whole.getvalue()
