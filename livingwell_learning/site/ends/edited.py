"""The day on which each page was last edited, from the book's history in git; no day at all where that is not sure."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

KEPT = "livingwell_edited"
TEXTS = (".md", ".rst", ".txt")
"""What a page can take words from, by the ending of its name."""
ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
"""A build that a hook of git starts would be told of another repository by these."""


def git(folder: Path, *arguments: str) -> str | None:
    """Return what git answers about a folder; nothing where there is no git, no repository or no answer."""
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    command = ["git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, env={**environment, "GIT_OPTIONAL_LOCKS": "0"}, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def days_in(log: str) -> dict[str, date]:
    r"""Return the newest day of each path in a log, newest first, under the name that the path has at its end.

    A file that was only moved was not edited on that day: its days are those of its former name.

    Examples
    --------
    >>> days_in("\0" "2026-03-02\n\nR100\told.md\tnew.md\n\0" "2026-03-01\n\nM\told.md\nA\tb.md\n")
    {'new.md': datetime.date(2026, 3, 1), 'b.md': datetime.date(2026, 3, 1)}
    """
    days: dict[str, date] = {}
    today: dict[str, str] = {}
    for entry in log.split("\0")[1:]:
        head, *lines = entry.splitlines()
        day = date.fromisoformat(head)
        moved = []
        for status, *paths in (line.split("\t") for line in lines if line):
            if status == "R100":
                moved.append((paths[0], paths[-1]))
                continue
            name = today.get(paths[-1], paths[-1])
            days[name] = max(day, days.get(name, day))
        # What had the new name before the move was another file, and has none today.
        names = {old: today.get(new, new) for old, new in moved}
        today.update({new: "" for _, new in moved})
        today.update(names)
    days.pop("", None)
    return days


@lru_cache(maxsize=4)
def _committed(top: Path, head: str) -> dict[str, date]:
    # -c lets a merge count for the files that it itself made different from all that it joined.
    log = git(top, "log", "-c", "-M100%", "-l0", "--name-status", "--format=%x00%cs", head, "--")
    return days_in(log) if log else {}


def edited_in(folder: Path) -> dict[Path, date]:
    """Return when each file of a folder was last edited.

    Parameters
    ----------
    folder
        A folder in a repository of git.

    Returns
    -------
    dict
        The day of the newest commit that changed a file, for each that stands as it was committed. Nothing where git
        is missing, where the folder is in no repository, and where the history has been cut off (a shallow clone).
    """
    known = git(folder, "rev-parse", "--is-shallow-repository", "--show-toplevel", "HEAD")
    changed = git(folder, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--", ".")
    if not known or changed is None:
        return {}
    shallow, top, head = known.splitlines()
    if shallow != "false":
        return {}
    unsure = {entry[3:] for entry in changed.split("\0") if entry}
    return {Path(top) / name: day for name, day in _committed(Path(top), head).items() if name not in unsure}


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Find the day of each page; return the pages that show another one, and so are to be written again."""
    folder = Path(app.srcdir).resolve()
    known = edited_in(folder)
    days = {}
    for page in env.found_docs:
        beside = [path for path in env.dependencies.get(page, ()) if str(path).endswith(TEXTS)]
        paths = [Path(env.doc2path(page)), *(folder / path for path in beside)]
        parts = [known.get(path.resolve()) for path in paths]
        if all(parts):
            days[page] = max(day for day in parts if day).isoformat()
    before: dict[str, str] = getattr(env, KEPT, {})
    setattr(env, KEPT, days)
    return sorted(page for page in env.found_docs if before.get(page) != days.get(page))


def edited_on(app: Sphinx, page: str) -> date | None:
    """Return the day on which a page was last edited, or nothing."""
    known: dict[str, str] = getattr(app.env, KEPT, {})
    return date.fromisoformat(known[page]) if page in known else None
