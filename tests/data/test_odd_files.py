"""What else lies where tables are looked for: droppings of editors, pipes, devices, JSON that hides something."""

from __future__ import annotations

import os
import socket

import pytest

from livingwell_learning.data import DataError, load, validate

from .conftest import TODAY, B, D, S, only


def test_what_editors_leave_beside_the_tables_is_left_alone(orchard):
    for name in (".ipynb_checkpoints/sites-checkpoint.csv", "._sites.csv", "~$sites.csv", ".~lock.sites.csv#"):
        (orchard.path / name).parent.mkdir(exist_ok=True)
        orchard.write(name, "id\n")
    assert orchard.problems() == []
    orchard.write("sites (copy).csv", "id\n")
    assert only(orchard.problems()).file == "data/sites (copy).csv"


@pytest.mark.parametrize("name", ["sites.csv", "references.bib", "datapackage.json"])
def test_a_pipe_a_socket_and_a_folder_are_named_and_never_opened(orchard, name):
    path = orchard.path / name
    for make, kind in ((os.mkfifo, "a pipe"), (os.mkdir, "a folder"), (_socket, "a socket")):
        path.rename(path.with_suffix(".kept"))
        make(path)
        problem = only([p for p in orchard.problems() if p.file == f"data/{name}"])
        assert problem.rule == f"There is {kind} where a file is expected"
        path.rmdir() if path.is_dir() else path.unlink()
        path.with_suffix(".kept").rename(path)


def _socket(path):
    held = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.fchdir(held)
        os.close(held)


def test_a_device_is_named_and_never_read(orchard):
    (orchard.path / "sites.csv").unlink()
    (orchard.path / "sites.csv").symlink_to("/dev/zero")
    assert only([p for p in orchard.problems() if p.file == S]).rule == "There is a device where a file is expected"


def test_the_wrong_folder_says_where_it_looked_and_where_the_data_is(orchard, tmp_path):
    below = tmp_path / "book" / "places"
    below.mkdir(parents=True)
    problem = only(validate(below, TODAY))
    assert problem.rule == f"There is no datapackage.json in {below} and {below / 'data'}"
    assert problem.remedy == f"There is one in {tmp_path / 'data'}: go there, or name it with --root."
    elsewhere = only(validate(tmp_path.parent / "nowhere", TODAY))
    assert elsewhere.remedy == "Go to the folder that holds book/ and data/, or name it with --root."


def test_a_key_twice_in_json_is_named_with_both_lines(orchard):
    orchard.replace("datapackage.json", '"path": "lines.csv"', '"path": "none.csv",\n "path": "lines.csv"')
    problem = only(orchard.problems())
    text = (orchard.path / "datapackage.json").read_text().splitlines()
    second = text.index(' "path": "lines.csv",') + 1
    assert (problem.file, problem.line, problem.value) == (D, second, "path")
    assert problem.rule == f"is already a key of this object in line {second - 1}"
    with pytest.raises(DataError):
        load(orchard.path)


@pytest.mark.parametrize("text", ["\\u0000", "\\u001b[31m", "\\ud800", "\x7f"])
def test_what_nobody_sees_is_found_in_json(orchard, text):
    orchard.replace("datapackage.json", '"name": "orchard"', f'"title": "a{text}b", "name": "orchard"')
    problem = only(orchard.problems())
    assert (problem.file, problem.line) == (D, 2)
    assert problem.rule.startswith("The line holds a control character (U+")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": NaN}', '{"a": ' + "9" * 5000 + "}"])
def test_json_that_programs_disagree_about_is_refused(orchard, text):
    orchard.write("datapackage.json", text)
    assert only([p for p in orchard.problems() if p.file == D]).rule.startswith("The JSON cannot be read")


def test_what_nobody_sees_is_found_in_the_sources(orchard):
    orchard.replace("references.bib", "Apples", "App\x1bles")
    problem = only(orchard.problems())
    assert (problem.file, problem.line, problem.rule) == (B, 3, "The line holds a control character (U+001B)")
