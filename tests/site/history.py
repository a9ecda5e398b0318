"""A repository of git for a test, with commits on days of its own."""

from __future__ import annotations

import os
import subprocess

NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder, *arguments, day="2026-01-01"):
    """Run git in a folder as somebody of no configuration, on a day."""
    when = f"{day}T12:00:00+00:00"
    environment = {**os.environ, **NOBODY, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run([*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder, day, **files):
    """Write files, named with ``__`` for each folder, and commit all that there is on a day."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "add", "--all", day=day)
    git(folder, "commit", "--quiet", "--allow-empty", "-m", day, day=day)
