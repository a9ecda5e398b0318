"""What is read or compiled once for many pages is the same as what each would have read or compiled."""

from __future__ import annotations

import os
import subprocess
import sys

from livingwell_learning.data.bibtex import parse_references
from livingwell_learning.markup import COMPILED, compile_ahead, render

ENTRY = "@misc{a, title = {{A page}}, url = {https://a.uk/}}"


def test_a_bibliography_that_was_read_before_is_given_whole_and_can_be_changed_by_nobody():
    entries, problems = parse_references(ENTRY)
    entries.clear()
    problems.append("mine")
    again, none = parse_references(ENTRY)
    assert [entry.source.title for entry in again] == ["A page"]
    assert none == []
    assert parse_references(ENTRY.replace("A page", "Another"))[0][0].source.title == "Another"


def test_a_template_that_was_compiled_ahead_is_compiled_anew_when_it_changes(tmp_path):
    template = tmp_path / "warm.html"
    template.write_text("{% include 'part.html' %}")
    (tmp_path / "part.html").write_text("one")
    compile_ahead("warm.html", tmp_path)
    assert len(COMPILED.held) >= 2
    assert render("warm.html", folder=tmp_path) == "one"
    (tmp_path / "part.html").write_text("two")
    os.utime(tmp_path / "part.html", (1, 1))
    assert render("warm.html", folder=tmp_path) == "two"


def test_what_is_worked_out_aside_gives_its_value_and_its_error():
    code = """
import os
from livingwell_learning.site.aside import Aside
one, two = Aside(lambda: "x" * 300_000), Aside(lambda: 1 / 0)
print(len(one.result()), len(one.result()))
try:
    two.result()
except ZeroDivisionError as error:
    print(error)
here = os.getpid()
print(Aside(lambda: os.kill(os.getpid(), 9) if os.getpid() != here else "here").result())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split("\n")[:3] == ["300000 300000", "division by zero", "here"], done.stderr
