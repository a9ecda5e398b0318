from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from livingwell_learning.cli import main
from livingwell_learning.original import read
from tests.original.orchard import REPORT, printed


def run(project, *arguments):
    return CliRunner().invoke(main, ["original", "--root", str(project), *map(str, arguments)])


def test_a_copy_is_read_and_summed_up(project):
    done = run(project, project / "booklet.txt")
    assert done.exit_code == 0, done.output
    assert (
        "15 sections, 8 statements on 4 sides of the pairs, 1 quotation, a poem of 7 stanzas and 21 lines"
        in done.output
    )
    assert "77 of 77 non-blank lines placed: nothing dropped, nothing doubled" in done.output
    assert "12 line breaks were set again" in done.output
    assert read(project).source.name == "booklet.txt"


def test_check_lists_every_section_of_a_copy_and_writes_nothing(project):
    done = run(project, "--check", project / "booklet.txt")
    assert done.exit_code == 0, done.output
    lines = [line.split() for line in done.output.splitlines()[2:-1]]
    assert len(lines) == 15
    assert lines[1] == ["about", "13\u201317", "3"]
    assert sum(int(line[2]) for line in lines) == 77
    assert done.output.splitlines()[-1].startswith("77 of 77 non-blank lines placed")
    assert not (project / "original").exists()


def test_check_alone_looks_at_what_was_read_before(project):
    assert run(project, project / "booklet.txt").exit_code == 0
    (project / "booklet.txt").unlink()
    done = run(project, "--check")
    assert done.exit_code == 0, done.output
    assert "77 of 77" in done.output


def test_check_sees_a_word_changed_in_what_was_read(project):
    run(project, project / "booklet.txt")
    path = project / "original" / "original.json"
    path.write_text(path.read_text(encoding="utf-8").replace("lonely", "lovely"), encoding="utf-8")
    done = run(project, "--check")
    assert done.exit_code == 1
    assert "the paragraph of section 'walled'" in done.output


def test_check_sees_another_copy_than_the_one_that_was_read(project):
    run(project, project / "booklet.txt")
    with (project / "original" / "report.txt").open("a", encoding="utf-8") as file:
        file.write("\nAnd one line more.\n")
    done = run(project, "--check")
    assert done.exit_code == 1
    assert "is not the copy" in done.output
    assert "77 of 78" in done.output


def test_check_without_anything_says_what_to_give(project):
    done = run(project, "--check")
    assert done.exit_code == 1
    assert "There is no original/" in done.output
    assert "--check REPORT.txt" in done.output


def test_nothing_at_all_is_a_wrong_use(project):
    done = run(project)
    assert done.exit_code == 2
    assert "Give a plain-text copy" in done.output


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.5", "is a PDF"),
        (b"Once upon a time.\n", "does not look like the report"),
        (printed([entry for entry in REPORT if entry != "WATER"]).encode(), "'water'"),
        (None, "cannot be read"),
    ],
)
def test_a_wrong_file_changes_nothing(project, raw, said):
    run(project, project / "booklet.txt")
    before = {path.name: path.read_bytes() for path in (project / "original").iterdir()}
    wrong = project / "wrong.txt"
    if raw is not None:
        wrong.write_bytes(raw)
    done = run(project, wrong)
    assert done.exit_code == 1
    assert "wrong.txt" in done.output
    assert said in done.output
    assert {path.name: path.read_bytes() for path in (project / "original").iterdir()} == before


def test_a_folder_without_data_or_with_a_damaged_outline_is_told(project, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")
    assert "datapackage.json" in run(empty, project / "booklet.txt").output
    (project / "data" / "outline.csv").write_text('id,form\none,"ballad\n')
    assert "outline.csv" in run(project, project / "booklet.txt").output
    (project / "data" / "outline.csv").write_text("id,form\none,ballad\n")
    assert "'ballad' is no form" in run(project, project / "booklet.txt").output
    (project / "data" / "outline.csv").unlink()
    done = run(project, project / "booklet.txt")
    assert done.exit_code == 1
    assert "The file is missing" in done.output


def test_the_command_starts_without_the_tools_of_the_build(project):
    code = (
        "import sys; from click.testing import CliRunner; from livingwell_learning.cli import main;"
        f"done = CliRunner().invoke(main, ['original', '--root', {str(project)!r}, {str(project / 'booklet.txt')!r}]);"
        "assert done.exit_code == 0, done.output;"
        "slow = {'sphinx', 'pandas', 'frictionless', 'myst_nb'} & set(sys.modules);"
        "sys.exit(f'imported {slow}' if slow else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
