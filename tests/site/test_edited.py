"""When a page was last edited: from its history in git, and no day at all where that is not sure."""

from __future__ import annotations

import pytest

from livingwell_learning.site.ends.edited import edited_in
from tests.site.history import commit, git

LONG = "A page of several words.\n" * 9


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    commit(folder, "2026-03-01", book__a=LONG, book__b="Another.\n", other="Elsewhere.\n")
    commit(folder, "2026-03-05", book__a=f"{LONG}More.\n")
    return folder


def days(folder):
    return {
        path.stem: day.isoformat() for path, day in edited_in(folder / "book").items() if path.parent.name == "book"
    }


def test_the_newest_commit_that_changed_a_page_gives_its_day(repository):
    assert days(repository) == {"a": "2026-03-05", "b": "2026-03-01"}


def test_a_page_that_was_only_moved_was_not_edited(repository):
    git(repository, "mv", "book/a.md", "book/c.md")
    git(repository, "mv", "other.md", "book/other.md")
    commit(repository, "2026-03-09")
    commit(repository, "2026-03-10", book__a="A new page of an old name.\n")
    assert days(repository) == {"a": "2026-03-10", "b": "2026-03-01", "c": "2026-03-05", "other": "2026-03-01"}


def test_pages_that_change_names_among_themselves_count_as_edited(repository):
    git(repository, "mv", "book/a.md", "book/x.md")
    git(repository, "mv", "book/b.md", "book/a.md")
    git(repository, "mv", "book/x.md", "book/b.md")
    commit(repository, "2026-03-09")
    assert days(repository) == {"a": "2026-03-09", "b": "2026-03-09"}


def test_a_page_that_was_moved_and_edited_in_one_step_was_edited(repository):
    git(repository, "mv", "book/a.md", "book/c.md")
    commit(repository, "2026-03-09", book__c=f"{LONG}Other.\n")
    assert days(repository)["c"] == "2026-03-09"


def test_a_page_that_is_not_as_it_was_committed_has_no_day(repository):
    (repository / "book" / "a.md").write_text("Not yet committed.\n", encoding="utf-8")
    (repository / "book" / "new.md").write_text("Nobody knows of this.\n", encoding="utf-8")
    assert days(repository) == {"b": "2026-03-01"}
    git(repository, "add", "--all")
    assert days(repository) == {"b": "2026-03-01"}


def test_a_merge_counts_for_what_it_made_itself(repository):
    git(repository, "switch", "--quiet", "-c", "side")
    commit(repository, "2026-03-06", book__b="One way.\n")
    git(repository, "switch", "--quiet", "main")
    commit(repository, "2026-03-07", book__b="Another way.\n", book__d="Only here.\n")
    git(repository, "merge", "--quiet", "--no-commit", "-s", "ours", "side")
    commit(repository, "2026-03-11", book__b="Both ways.\n")
    assert days(repository) == {"a": "2026-03-05", "b": "2026-03-11", "d": "2026-03-07"}


def test_a_history_that_is_cut_off_says_nothing(repository, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")
    assert days(tmp_path / "shallow") == {}
    git(tmp_path, "clone", "--quiet", repository.as_uri(), "whole")
    assert days(tmp_path / "whole") == {"a": "2026-03-05", "b": "2026-03-01"}


def test_without_git_or_a_repository_there_is_no_day(repository, tmp_path, monkeypatch):
    (tmp_path / "book").mkdir()
    assert days(tmp_path) == {}
    git(tmp_path / "book", "init", "--quiet")
    assert days(tmp_path) == {}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert days(repository) == {}


def test_a_hook_of_another_repository_does_not_mislead(repository, tmp_path, monkeypatch):
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert days(repository) == {"a": "2026-03-05", "b": "2026-03-01"}


def test_names_with_accents_and_spaces_are_found(repository):
    commit(repository, "2026-03-08", **{"book__café au lait": "Words.\n"})
    assert days(repository)["café au lait"] == "2026-03-08"
