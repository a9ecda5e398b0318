"""The tools in a live JupyterLab with a real kernel: set from Python, answered by hand, read back in Python."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.conftest import ROOT
from tests.waiting import until

IMPORTS = """\
from livingwell_learning import CharacteristicsExplorer, Forces, Future, MyReflection, load
"""
SHOW = f"""{IMPORTS}
explorer = CharacteristicsExplorer(load({str(ROOT)!r}))
explorer"""
SET = 'explorer.ratings = {"control-nurture": {"mechanistic": 4, "relational": 2}}; explorer.query = "listen"'
SHOW_ANOTHER = f"""{IMPORTS}
another = CharacteristicsExplorer(load({str(ROOT)!r}))
another"""
READ = 'print("read back:", another.ratings["separation-connection"])'
MINE = f"""{IMPORTS}
mine = MyReflection(load({str(ROOT)!r}), about="the help around here")
mine"""
READ_MINE = 'print("read back:", mine.reflection().answers, mine.notes, mine.about)'
SHEET = f"""{IMPORTS}
sheet = Forces(load({str(ROOT)!r}))
sheet"""
READ_SHEET = 'print("read back:", sheet.sheet().entries, sheet.own)'
MAP = f"""{IMPORTS}
place = Future(load({str(ROOT)!r}), about="our street")
place"""
SET_MAP = 'place.entries = {"help_places": {"barber": {"mark": "could", "note": "Ali, on the corner"}}}'
READ_MAP = 'print("read back:", place.sheet().entries, place.about)'
CELLS = (SHOW, SET, SHOW_ANOTHER, READ, MINE, READ_MINE, SHEET, READ_SHEET, MAP, SET_MAP, READ_MAP)

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "live.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1",
        "--IdentityProvider.token=", "--ServerApp.password=", "--LabApp.news_url=None",
        "--ServerApp.disable_check_xsrf=True",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", f"--ServerApp.root_dir={folder}",
    ]  # fmt: skip
    log = (folder / "lab.log").open("w")
    server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/api").close()
            break
        except OSError:
            time.sleep(0.5)
    else:
        server.kill()
        pytest.fail((folder / "lab.log").read_text())
    yield address
    server.terminate()
    server.wait(20)
    log.close()


@pytest.fixture(scope="module")
def page(browser, lab):
    """A tab on the notebook, in which each test runs cells of its own.

    What JupyterLab asks on its own account (which kernel, a lost connection) is accepted.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 1200})
    page = context.new_page()
    question = page.locator("dialog.jp-Dialog")
    page.add_locator_handler(question, lambda dialog: dialog.locator("button.jp-mod-accept").last.click())
    page.goto(f"{lab}/lab/tree/live.ipynb?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    yield page
    context.close()


def run_cell(page, source):
    """Run one cell by hand, which no other test runs, and wait until the kernel has counted it."""
    cell = page.locator(f".jp-Notebook .jp-Cell[data-windowed-list-index='{CELLS.index(source)}']")
    prompt = cell.locator(".jp-InputPrompt")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
    # A key that is pressed before the kernel listens is lost, so it is pressed again while nothing runs.
    for _ in range(12):
        cell.locator(".jp-InputArea-editor").click()
        page.keyboard.press("Control+Enter")
        try:
            prompt.filter(has_text=re.compile(r"\[(\*|\d+)\]")).wait_for(timeout=5_000)
            break
        except PlaywrightTimeoutError:
            continue
    prompt.filter(has_text=re.compile(r"\[\d+\]")).wait_for(timeout=60_000)
    return cell


def test_traits_are_in_sync_both_ways(page):
    output = run_cell(page, SHOW).locator(".jp-OutputArea-output")
    output.locator("details.lw-pair").first.wait_for(timeout=60_000)
    assert output.locator("details.lw-pair").count() == 6

    pair = output.locator("details.lw-pair").first
    pair.locator("summary").click()
    pair.locator("input[type=radio][value='3']").first.check()
    pair.locator("input[type=radio][value='5']").last.check()

    run_cell(page, SET)
    controlled = output.locator("details.lw-pair[id*='control-nurture']")
    until(page, "e => e.querySelectorAll('input[type=radio]:checked').length === 2", arg=controlled.element_handle())
    checked = controlled.locator("input[type=radio]:checked").evaluate_all("es => es.map(e => e.value)")
    assert checked == ["4", "2"]
    output.locator("mark").first.wait_for(state="attached", timeout=30_000)
    assert {text.lower() for text in output.locator("mark").all_inner_texts()} == {"listen"}


def test_answers_by_hand_are_read_back_in_python(page):
    output = run_cell(page, SHOW_ANOTHER).locator(".jp-OutputArea-output")
    pair = output.locator("details.lw-pair[id*='separation-connection']")
    pair.wait_for(timeout=60_000)
    pair.locator("summary").click()
    pair.locator("input[type=radio][value='3']").first.check()
    pair.locator("input[type=radio][value='5']").last.check()
    page.wait_for_timeout(500)
    assert "{'mechanistic': 3, 'relational': 5}" in read_back(page, READ)


TRUE_IN_A_KERNEL = "Your answers go to the program that runs this notebook"


def read_back(page, source):
    cell = run_cell(page, source)
    cell.locator(".jp-OutputArea-output", has_text="read back:").wait_for(timeout=60_000)
    return cell.locator(".jp-OutputArea-output").inner_text()


def test_a_reflection_by_hand_arrives_in_python_and_says_what_is_true_there(page):
    output = run_cell(page, MINE).locator(".jp-OutputArea-output")
    output.locator(".lw-my-live").wait_for(timeout=60_000)
    assert output.get_by_text(TRUE_IN_A_KERNEL).is_visible()
    assert not output.get_by_text("Keep on this device as I go?").is_visible(), "a program keeps what it is given"
    output.get_by_role("button", name="Begin", exact=True).click()
    pair = output.locator("[data-lw-pair=separation-connection]")
    pair.locator("[data-lw-side=mechanistic] input[value='4']").check()
    pair.locator("[data-lw-side=relational] input[value='not-sure']").check()
    pair.get_by_label("A note").fill("On Tuesdays")
    page.wait_for_timeout(500)
    said = read_back(page, READ_MINE)
    assert "{'separation-connection': {'now': {'mechanistic': 4, 'relational': 'not-sure'}}}" in said
    assert "{'separation-connection': 'On Tuesdays'} the help around here" in said
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('lw-'))") == []


def test_a_sheet_by_hand_arrives_in_python_and_says_what_is_true_there(page):
    output = run_cell(page, SHEET).locator(".jp-OutputArea-output")
    output.locator(".lw-sheet-live").wait_for(timeout=60_000)
    assert output.get_by_text(TRUE_IN_A_KERNEL).is_visible()
    assert not output.get_by_text("Download the page").is_visible()
    output.get_by_label("Giving support and care").first.fill("Listen first.")
    page.wait_for_timeout(500)
    assert "{'forces': {'purpose': {'giving': 'Listen first.'}}} {}" in read_back(page, READ_SHEET)


def test_a_map_is_marked_from_python_and_by_hand_and_read_back(page):
    output = run_cell(page, MAP).locator(".jp-OutputArea-output")
    output.locator(".lw-sheet-live").wait_for(timeout=60_000)
    run_cell(page, SET_MAP)
    barber, friend = (output.locator(f"[data-lw-group=help_places][data-lw-entry={id}]") for id in ("barber", "friend"))
    until(page, "card => card.querySelector('input[value=could]').checked", arg=barber.element_handle())
    assert barber.locator("[data-lw-field=note]").input_value() == "Ali, on the corner"
    friend.locator("input[value=here]").check()
    page.wait_for_timeout(500)
    said = read_back(page, READ_MAP)
    assert "'barber': {'mark': 'could', 'note': 'Ali, on the corner'}" in said and "our street" in said
    assert "'friend': {'mark': 'here'}" in said
    assert output.locator(".lw-future-street svg").count() > 5, "each place has its house"
