"""Cells that run in forks give what an ordinary kernel gives, or leave it to one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from livingwell_learning.engine.forks.client import ForkServer
from tests import warm
from tests.conftest import ROOT
from tests.site.minibook import HEADER


@pytest.fixture(scope="module")
def server():
    running = ForkServer(ROOT, workers=2)
    assert running.ready.result(timeout=60), "the process that pages are forked from has more than one thread"
    yield running
    running.close()


@pytest.fixture
def run(server, tmp_path):
    def cells(*sources, timeout=30):
        return server.run(list(enumerate(sources)), tmp_path, timeout).result(timeout=90)

    return cells


def test_outputs_come_in_order_with_their_streams_joined(run):
    source = (
        "print('a'); print('b')\nfrom IPython.display import HTML, display\ndisplay(HTML('<b>'))\nprint('c')\n1 + 1"
    )
    first, second = run(source, "_ + 1")["outputs"]
    kinds = [(output["output_type"], output.get("text")) for output in first["outputs"]]
    assert kinds == [("stream", "a\nb\n"), ("display_data", None), ("stream", "c\n"), ("execute_result", None)]
    assert first["outputs"][1]["data"]["text/html"] == "<b>"
    assert second["outputs"][0]["data"]["text/plain"] == "3"
    assert (first["execution_count"], second["execution_count"]) == (1, 2)


def test_pages_know_nothing_of_each_other_and_run_in_their_own_folder(run, tmp_path):
    (tmp_path / "beside.py").write_text("value = 7\n")
    assert run("left = 1; import sys; sys.left = 1")["outputs"]
    answer = run("import sys, os, beside\nprint('left' in dir(), hasattr(sys, 'left'), os.getcwd(), beside.value)")
    assert answer["outputs"][0]["outputs"][0]["text"] == f"False False {tmp_path} 7\n"


def test_two_pages_do_not_share_their_random_numbers(run):
    drawn = {run("import random, numpy\n(random.random(), numpy.random.rand())")["outputs"][0]["outputs"][0]["data"]
             ["text/plain"] for _ in range(3)}  # fmt: skip
    assert len(drawn) == 3


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("from IPython.display import clear_output\nclear_output()", "clear_output"),
        ("from IPython.display import display\nd = display(1, display_id='x'); d.update(2)", "display_data"),
        ("import os; _ = os.system('echo hello')", "terminal"),
        ("import threading, time; threading.Thread(target=time.sleep, args=(60,), name='mine').start()", "mine"),
        ("import sys, types; sys.modules['matplotlib'] = types.ModuleType('matplotlib')", "matplotlib"),
    ],
)
def test_what_a_kernel_may_do_otherwise_is_left_to_a_kernel(run, source, why):
    assert why in run(source)["gave_up"]


def test_an_endless_cell_is_stopped_at_its_limit_and_counts_each_cell_anew(run):
    assert run("import time; time.sleep(0.8)", "time.sleep(0.8)", timeout=1.5)["outputs"]
    started = time.monotonic()
    assert run("1", "while True: pass", timeout=1) == {"number": pytest.approx(0, abs=99), "late": 1}
    assert time.monotonic() - started < 20


def test_a_kernel_that_dies_names_its_cell_and_harms_no_other(run):
    assert run("1", "import os; os._exit(3)")["died"] == 1
    assert run("1 + 1")["outputs"]


def test_the_files_that_a_page_reads_are_known(server):
    answer = server.run(
        [(0, "from livingwell_learning import load\nlen(load('data').glossary)")], ROOT, 30
    ).result(timeout=60)  # fmt: skip
    read = {Path(path).relative_to(ROOT).as_posix() for path in answer["reads"]}
    assert "data/glossary.csv" in read
    assert "data/events.csv" not in read


DRAWS = """
from livingwell_learning.charts.drawing import draw
import os
spec = {"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
print(draw(spec, width=300, prefix="x"))
len(os.listdir("/proc/self/task"))
"""


def test_charts_of_all_pages_are_drawn_in_one_process_or_else_in_their_own(tmp_path):
    server = ForkServer(ROOT, ["livingwell_learning:figure"], workers=2)

    def drawn(source):
        written, threads = server.run([(0, source)], tmp_path, 90).result(timeout=90)["outputs"][0]["outputs"]
        return written["text"], int(threads["data"]["text/plain"])

    try:
        assert server.ready.result(timeout=60)
        drawing, threads = drawn(DRAWS)
        by_itself = drawn(f"{DRAWS} # not as vl_convert draws elsewhere")
        assert by_itself[0] == drawing
        assert by_itself[1] > threads, "what draws starts threads where it runs"
        (drawer,) = Path(f"/proc/{server._process.pid}/task/{server._process.pid}/children").read_text().split()
        os.kill(int(drawer), signal.SIGKILL)
        assert drawn(DRAWS) == by_itself
    finally:
        server.close()
    assert not Path(f"/proc/{drawer}").exists()


def test_no_process_is_left_behind(tmp_path):
    running = ForkServer(tmp_path, workers=2)
    assert running.ready.result(timeout=60)
    mark = tmp_path / "pid"
    asked = running.run([(0, f"import os\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\nwhile True: pass")],
                        tmp_path, None)  # fmt: skip
    while not (mark.exists() and mark.read_text()):
        time.sleep(0.05)
    running.close()
    assert "gave_up" in asked.result(timeout=10)
    assert not Path(f"/proc/{mark.read_text()}").exists()


def cell(page, source):
    return page.write_text(f"{HEADER}# Counted\n\n```{{code-cell}} python\n{source}\n```\n", encoding="utf-8")


def test_an_endless_cell_is_named_once_at_its_line_and_never_run_again(book, build, change):
    change(book / "_config.yml", "timeout: 60", "timeout: 2")
    cell(book / "book" / "count.md", "import time\nwhile True: time.sleep(0.1)")
    started = time.monotonic()
    status, said = build(book)
    assert status == 1
    line = (book / "book" / "count.md").read_text().splitlines().index("import time") + 1
    assert re.search(rf"book/count\.md:{line}: this cell ran longer than 2 seconds and was stopped\. .*timeout", said)
    assert said.count("count.md:") == 1
    assert "Traceback" not in said
    assert time.monotonic() - started < 90


def test_a_cell_whose_kernel_dies_is_named_at_its_line(book, build):
    cell(book / "book" / "count.md", "import os\nos._exit(3)")
    status, said = build(book)
    assert status == 1
    assert re.search(r"book/count\.md:8: the kernel died in this cell", said), said
    assert "Traceback" not in said


def test_a_page_that_shows_its_code_is_the_one_that_the_plain_command_builds(book, build):
    page = book / "book" / "count.md"
    page.write_text(page.read_text().replace("remove-input, ", "").replace('print("', "x = 3\nprint(f'{x}', \""))
    assert build(book)[0] == 0
    ours = {path.name: path.read_text() for path in (book / "_build" / "html").glob("*.html")}
    shutil.rmtree(book / "_build")
    assert warm.plain_book(book, book).returncode == 0
    for name, text in ours.items():
        assert (book / "_build" / "html" / name).read_text() == text, name
    assert "highlight-ipython3" in ours["count.html"]
