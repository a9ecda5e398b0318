"""Know the pages of a book by their names, so that a table can point to them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from .files import is_left_behind

ENDINGS = (".md", ".ipynb", ".rst")


def page_names(book: str | Path) -> set[str] | None:
    r"""Return the pages below a folder by their path without ending; ``None`` where there is no such folder.

    Parameters
    ----------
    book
        The folder of the pages.

    Returns
    -------
    set[str] or None
        For example ``{"index", "places/all"}``.

    Examples
    --------
    >>> import tempfile
    >>> book = Path(tempfile.mkdtemp())
    >>> (book / "places").mkdir()
    >>> _ = [(book / name).write_text("# A\n") for name in ("index.md", "places/all.md", "places/notes.txt")]
    >>> sorted(page_names(book))
    ['index', 'places/all']
    """
    book = Path(book)
    if not book.is_dir():
        return None
    found = (PurePosixPath(path.relative_to(book)) for path in book.rglob("*") if path.suffix in ENDINGS)
    return {path.with_suffix("").as_posix() for path in found if not is_left_behind(path)}
