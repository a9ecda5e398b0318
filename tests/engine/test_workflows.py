"""The workflows that build and publish the book are sound, and do what editors rely on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / ".github"
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def book():
    return yaml.load((FOLDER / "workflows" / "book.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(book):
    return [step for job in book["jobs"].values() for step in job["steps"]]


def test_no_linter_finds_a_weakness():
    command = [str(BIN / "zizmor"), "--offline", "--no-progress", "--persona", "pedantic", str(FOLDER)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-workflows", "workflows/*.yml"), ("vendor.dependabot", "dependabot.yml")],
)
def test_each_file_keeps_to_its_schema(schema, files):
    found = sorted(map(str, FOLDER.glob(files)))
    assert found
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", schema, *found]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_book_is_built_every_day_and_on_the_oldest_and_newest_python(book):
    assert book["on"]["schedule"][0]["cron"].endswith("* * *")
    assert book["jobs"]["build"]["strategy"]["matrix"]["python"] == ["3.11", "3.14"]


def test_a_change_keeps_its_site_to_look_at_and_nothing_stops_a_book_that_is_being_published(book):
    kept = [step for step in steps(book) if "upload-artifact@" in step.get("uses", "")]
    assert [step["with"]["path"] for step in kept] == ["_build/html"]
    assert "pull_request" in kept[0]["if"]
    assert book["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"


def test_no_step_keeps_a_credential(book):
    checkouts = [step for step in steps(book) if "checkout@" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)
