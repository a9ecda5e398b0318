"""An editor writes, and sees the page change; whatever goes wrong is said beside the last good page."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site import minibook

SLOW = 120_000
PANEL = "#livingwell-faults"
pytestmark = pytest.mark.long


class Served:
    """A book that is being served, and what the command says of it."""

    def __init__(self, folder):
        self.book = minibook.write(folder)
        (folder / "book" / "_static").mkdir()
        (folder / "book" / "_static" / "own.css").write_text("main { letter-spacing: 1px }\n")
        command = [sys.executable, "-u", "-m", "livingwell_learning.cli", "serve", "--port", "0", "--root", str(folder)]
        self.log = (folder / "said.txt").open("w+")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        self.wait("Built in")
        self.port = int(re.search(r"localhost:(\d+)/", self.said())[1])
        self.address = f"http://localhost:{self.port}"

    def said(self):
        return Path(self.log.name).read_text(encoding="utf-8")

    def wait(self, words, after=0, seconds=120):
        end = time.monotonic() + seconds
        while words not in self.said()[after:]:
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.02)

    def write(self, name, old, new):
        """Change a file of the book; give what had been said before."""
        before = len(self.said())
        path = self.book / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return before

    def ask(self, path, host=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": host or f"localhost:{self.port}"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def family(self):
        """Give every process of the command's."""
        return [
            int(line) for line in subprocess.run(
                ["pgrep", "-f", re.escape(str(self.book))], capture_output=True, text=True
            ).stdout.split() if int(line) != os.getpid()
        ]  # fmt: skip

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)
        self.log.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    running = Served(tmp_path_factory.mktemp("served"))
    yield running
    running.stop()


@pytest.fixture
def page(served, browser):
    context = browser.new_context()
    opened = context.new_page()
    opened.errors = []
    opened.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)
    opened.goto(f"{served.address}/count.html")
    opened.wait_for_load_state("load")
    yield opened
    assert opened.errors == []
    context.close()


def test_a_page_changes_where_it_is_open_and_the_last_good_one_stays_beside_what_is_wrong(served, page):
    page.evaluate("window.sameDocument = true")
    served.write("book/count.md", "## Two\n\nText.", "## Two\n\nAnother text.")
    page.get_by_text("Another text.").wait_for(timeout=SLOW)
    served.write("book/count.md", "Another text.", "{gloss}`wrod` text.")
    panel = page.locator(PANEL)
    panel.wait_for(timeout=SLOW)
    line = 1 + (served.book / "book" / "count.md").read_text().splitlines().index("{gloss}`wrod` text.")
    said = panel.locator("li").inner_text()
    assert f"book/count.md:{line}" in said
    assert "wrod" in said
    assert "Correct the id or add a row to glossary.csv" in said
    assert page.get_by_text("Another text.").count() == 1
    page.reload()
    panel.wait_for(timeout=SLOW)
    served.write("book/count.md", "{gloss}`wrod` text.", "Text.")
    panel.wait_for(state="detached", timeout=SLOW)
    page.get_by_text("Another text.").wait_for(state="detached", timeout=SLOW)


def test_a_style_changes_without_the_page_being_loaded_again(served, page):
    page.evaluate("window.sameDocument = true")
    spacing = "getComputedStyle(document.querySelector('main')).letterSpacing"
    assert page.evaluate(spacing) == "1px"
    served.write("book/_static/own.css", "1px", "3px")
    end = time.monotonic() + SLOW / 1000
    while page.evaluate(spacing) != "3px" and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert page.evaluate(spacing) == "3px"
    assert page.evaluate("window.sameDocument") is True


def test_faults_of_a_page_stay_while_another_page_is_written(served):
    before = served.write("book/count.md", "## Three", "## Three {gloss}`wrod`")
    served.wait("wrod", before)
    before = served.write("book/index.md", "opens on press", "opens when pressed")
    served.wait("wrod", before)
    before = served.write("book/count.md", "## Three {gloss}`wrod`", "## Three")
    served.wait("Built in", before)
    assert "opens when pressed" in served.ask("/index.html")[1]


def test_a_row_reaches_every_page_that_shows_its_table(served, page):
    served.write("data/glossary.csv", "words,first\n", "words,first\nphrase,phrase,,Several words.,words,first\n")
    page.get_by_text("counted 2 words").wait_for(timeout=SLOW)
    assert "Several words." in served.ask("/words.html")[1]
    before = served.write("data/glossary.csv", "words,first\nphrase", "words,frist\nphrase")
    served.wait("data/glossary.csv:2, column sources: 'frist' is not a key", before)
    assert "Several words." in served.ask("/words.html")[1]
    before = served.write(
        "data/glossary.csv", "words,frist\nphrase,phrase,,Several words.,words,first\n", "words,first\n"
    )
    served.wait("Built in", before)
    assert "Several words." not in served.ask("/words.html")[1]


def test_a_changed_title_reaches_the_contents_of_all_pages(served):
    before = served.write("book/words.md", "# Words", "# All words")
    served.wait("Built in", before)
    assert "All words" in served.ask("/count.html")[1]
    before = served.write("book/words.md", "# All words", "# Words")
    served.wait("Built in", before)
    assert "All words" not in served.ask("/count.html")[1]


def test_the_list_of_sources_does_not_repeat_itself(served):
    entries = served.ask("/words.html")[1].count("A first source")
    for old, new in (("# Words", "# Words\n\nOne."), ("One.", "Two."), ("\n\nTwo.", "")):
        before = served.write("book/words.md", old, new)
        served.wait("Built in", before)
    assert served.ask("/words.html")[1].count("A first source") == entries


def test_broken_settings_are_named_and_mended(served):
    before = served.write("_config.yml", "title: A small book", "title: A small book\n\tmore: x")
    served.wait("_config.yml:2: The line is no YAML", before)
    before = served.write("_config.yml", "\n\tmore: x", "")
    served.wait("Built in", before)
    before = served.write("_toc.yml", "- file: words", "- file: wrods")
    served.wait("_toc.yml:5: 'wrods' is no page in book/. Did you mean 'words'?", before)
    before = served.write("_toc.yml", "- file: wrods", "- file: words")
    served.wait("Built in", before)


def test_a_new_page_a_renamed_and_a_deleted_one(served):
    before = len(served.said())
    (served.book / "book" / "more.md").write_text("# More\n\nText.\n")
    served.wait("book/more.md: The page stands nowhere in _toc.yml", before)
    before = served.write("_toc.yml", "- file: words\n", "- file: words\n- file: more\n")
    served.wait("Built in", before)
    assert "<h1>More" in served.ask("/more.html")[1]
    before = len(served.said())
    (served.book / "book" / "more.md").rename(served.book / "book" / "moer.md")
    served.wait("_toc.yml:6: 'more' is no page in book/. Did you mean 'moer'?", before)
    before = served.write("_toc.yml", "- file: more\n", "")
    (served.book / "book" / "moer.md").unlink()
    served.wait("Built in", before)
    assert served.ask("/more.html")[0] == 404


def test_a_failing_cell_is_named_and_a_builder_that_is_killed_comes_back(served):
    before = served.write("book/count.md", 'print("counted"', '1 / 0\nprint("counted"')
    served.wait("the code on this line failed: ZeroDivisionError", before)
    before = served.write("book/count.md", "1 / 0\n", "import os; os._exit(3)\n")
    served.wait("the kernel died in this cell", before)
    before = served.write("book/count.md", "import os; os._exit(3)\n", "")
    served.wait("Built in", before)
    (builder,) = [pid for pid in served.family() if b"watch.builder" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(builder, signal.SIGKILL)
    before = served.write("book/index.md", "A small book", "A small, whole book")
    served.wait("Built in", before)
    assert "A small, whole book" in served.ask("/index.html")[1]
    before = served.write("book/index.md", "A small, whole book", "A small book")
    served.wait("Built in", before)


def test_a_page_that_is_saved_half_or_twice_at_once_ends_as_it_was_saved_last(served):
    path = served.book / "book" / "words.md"
    whole = path.read_text(encoding="utf-8")
    with path.open("w", encoding="utf-8") as file:
        file.write(whole[: whole.index("{glossary-list}") + 5])
        file.flush()
        time.sleep(0.5)
        before = len(served.said())
        file.write(whole[whole.index("{glossary-list}") + 5 :].replace("\n\n```{bib", "\n\nSaved last.\n\n```{bib"))
    served.wait("Built in", before)
    assert "Saved last." in served.ask("/words.html")[1]
    before = len(served.said())
    for words in ("Once.", "Twice.", ""):
        path.write_text(f"{whole}\n{words}\n", encoding="utf-8")
    served.wait("Built in", before)
    end = time.monotonic() + 60
    while any(words in served.ask("/words.html")[1] for words in ("Saved last.", "Once.", "Twice.")):
        assert time.monotonic() < end
        time.sleep(0.05)
    path.write_text(whole, encoding="utf-8")


def test_a_file_that_a_cell_reads_reaches_its_page(served):
    (served.book / "book" / "numbers.txt").write_text("an early number")
    before = served.write("book/count.md", 'print("counted"', 'print(open("numbers.txt").read())\nprint("counted"')
    served.wait("Built in", before)
    assert "an early number" in served.ask("/count.html")[1]
    before = served.write("book/numbers.txt", "an early", "a later")
    served.wait("Built in", before)
    assert "a later number" in served.ask("/count.html")[1]
    before = served.write("book/count.md", 'print(open("numbers.txt").read())\n', "")
    served.wait("Built in", before)


def test_a_broken_style_sheet_is_named_until_it_is_mended(served):
    before = served.write("book/_static/own.css", "main {", "main {{")
    served.wait("book/_static/own.css:1:", before)
    before = served.write("book/words.md", "# Words", "# Words ")
    served.wait("book/_static/own.css:1:", before)
    before = served.write("book/_static/own.css", "main {{", "main {")
    served.wait("Built in", before)


def test_only_this_machine_reaches_the_book_and_nothing_but_the_site(served, tmp_path):
    shown = served.book / "_build" / "serve" / "shown"
    (tmp_path / "secret.txt").write_text("secret")
    (shown / "out.txt").symlink_to(tmp_path / "secret.txt")
    try:
        assert served.ask("/index.html", host="elsewhere.example")[0] == 403
        assert served.ask("/index.html", host=f"127.0.0.1:{served.port}")[0] == 200
        for path in ("/out.txt", "/../../../_config.yml", "/%2e%2e/%2e%2e/%2e%2e/_config.yml", "/_static/", "/_static",
                     "//etc/passwd", "/index.html%00", "/.buildinfo"):  # fmt: skip
            assert served.ask(path)[0] == 404, path
    finally:
        (shown / "out.txt").unlink()
    listening = subprocess.run(["ss", "-ltnH", f"sport = :{served.port}"], capture_output=True, text=True).stdout
    assert f"127.0.0.1:{served.port}" in listening or not shutil.which("ss")


def test_a_second_one_is_refused_in_a_line(served):
    command = [sys.executable, "-m", "livingwell_learning.cli", "serve", "--port", "0", "--root", str(served.book)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "This book is being served already" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_leaves_no_process_and_no_port(tmp_path):
    running = Served(tmp_path)
    assert len(running.family()) > 1
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(30) == 0
    assert running.family() == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", running.port)) != 0
    assert "Traceback" not in running.said()
    running.log.close()
