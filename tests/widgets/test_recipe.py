"""A widget is one folder: made by the documented steps it works on static pages, in a kernel and without scripts."""

from __future__ import annotations

import json
import re
import sys
from textwrap import dedent
from uuid import uuid4

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbconvert import HTMLExporter

import livingwell_learning
from livingwell_learning.widgets import LearningWidget
from livingwell_learning.widgets.base import KEY
from livingwell_learning.widgets.joining import JoinError, joined_module, joined_style, modules, styles
from livingwell_learning.widgets.registry import FOLDER, assets, registered
from tests.waiting import until
from tests.widgets import tally
from tests.widgets.conftest import WIDGETS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A book's folder that holds the small widget."""
    place = tally.write(tmp_path / "book" / "widgets")
    monkeypatch.setenv(FOLDER, str(place))
    yield place
    sys.modules.pop("livingwell_widgets_tally", None)


@pytest.fixture
def made(folder):
    return livingwell_learning.Tally("How often?", count=2)


def test_a_new_widget_takes_under_sixty_lines_and_its_name_is_public(folder):
    assert sum(len(text.splitlines()) for text in tally.FILES.values()) < 60
    assert "Tally" in dir(livingwell_learning) and livingwell_learning.Tally.name == "tally"
    assert {address for address in assets() if "tally" in address} == {
        "widgets/tally/tally.mjs", "widgets/tally/raising.mjs", "widgets/tally/tally.css"
    }  # fmt: skip


def test_two_of_them_live_on_one_static_page(made, widget_page, console_errors):
    page = widget_page(made.to_html() + made.to_html("-2"), "tally")
    until(page, "document.querySelectorAll('[data-lw-live]').length === 2")
    page.get_by_role("button").nth(1).click()
    assert page.get_by_role("status").all_inner_texts()[-1] == "3 sources"
    assert [page.locator("output").nth(i).inner_text() for i in (0, 1)] == ["2", "3"]
    ids = page.eval_on_selector_all("main [id]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids)) == 4 and console_errors == []
    assert (
        page.get_by_text("stay on this page").first.is_visible()
        and page.get_by_text("Count on paper").first.is_hidden()
    )


def test_without_scripts_it_reads(made, widget_page):
    page = widget_page(made.to_html(), "tally", java_script_enabled=False)
    assert page.get_by_text("Count on paper").is_visible() and page.locator("output").inner_text() == "2"


def test_a_kernel_and_a_browser_share_its_state(folder, widget_page, made):
    kernel = KernelManager(kernel_name="python3")
    kernel.start_kernel()
    client = kernel.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        opened = run(client, "from livingwell_learning import Tally\nt = Tally('How often?', count=4)\nt")
        comm = next(c for c in opened if c["content"].get("data", {}).get("state", {}).get("count") == 4)
        state = comm["content"]["data"]["state"]
        shown = next(m for m in opened if m["msg_type"] == "execute_result")["content"]["data"]
        assert "application/vnd.jupyter.widget-view+json" in shown and "How often?" in shown["text/html"]
        # The browser's side: the very module, style and figure that the kernel sent, as anywidget mounts them.
        page = widget_page(made.to_html(), "tally")
        page.set_content("<!doctype html><title>Host</title><style>body{background:#111}</style><div id=cell></div>")
        page.evaluate(MOUNT, {"esm": state["_esm"], "css": state["_css"], "state": state})
        page.get_by_role("button", name="One more").click()
        assert page.locator("output").inner_text() == "5" and page.evaluate("saved") == [5]
        assert page.get_by_text("go to the program").is_visible() and page.get_by_text("stay on this page").is_hidden()
        ids = page.eval_on_selector_all("[id^=tally-title]", "all => all.map(each => each.id)")
        assert len(ids) == 1 and KEY not in ids[0] and ids[0] != "tally-title"
        message = client.session.msg("comm_msg", {
            "comm_id": comm["content"]["comm_id"],
            "data": {"method": "update", "state": {"count": 5}, "buffer_paths": []},
        })  # fmt: skip
        client.shell_channel.send(message)
        said = run(client, "print('count is', t.count)")
        assert any(m["content"].get("text") == "count is 5\n" for m in said)
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)


MOUNT = """async ({ esm, css, state, shadow, late }) => {
  const { default: widget } = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })))
  const cell = document.getElementById("cell")
  const el = shadow ? cell.attachShadow({ mode: "open" }).appendChild(document.createElement("div")) : cell
  const style = Object.assign(document.createElement("style"), { textContent: css })
  if (shadow) el.before(style)
  else document.head.append(style)
  window.saved = []
  const listeners = new Map()
  const model = {
    get: name => state[name],
    set(name, value) { state[name] = value; listeners.get(`change:${name}`)?.() },
    save_changes() { saved.push(state.count) },
    on: (event, f) => listeners.set(event, f), off() {},
  }
  const place = el.parentNode
  if (late) el.remove()
  await widget.render({ model, el })
  if (late) place.append(el)
  cell.lwRoot = el.querySelector("[data-lw-figure]")
}"""


def run(client, code):
    """Run code in a kernel, as a browser asks for it, and give all that it said until it was done."""
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = client.session.msg("execute_request", content)
    asked = message["header"]["msg_id"] = message["msg_id"] = str(uuid4())
    client.shell_channel.send(message)
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != asked:
            continue
        messages.append(message)
        assert message["msg_type"] != "error", message["content"]["traceback"]
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return messages


def test_what_a_program_writes_down_is_readable_without_a_kernel_and_without_other_hosts(folder, tmp_path, context_of):
    code = "from livingwell_learning import Tally\nTally('How often?', count=4)"
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(book, kernel_name="python3").execute()
    assert "application/vnd.jupyter.widget-view+json" not in book.cells[0].outputs[0]["data"]
    page, _ = HTMLExporter(embed_widgets=True).from_notebook_node(book)
    (tmp_path / "exported.html").write_text(page, encoding="utf-8")
    shown = context_of().new_page()
    shown.route("http*://**", lambda route: route.abort())
    shown.goto((tmp_path / "exported.html").as_uri())
    assert shown.get_by_role("heading", name="How often?").is_visible() and shown.locator("output").inner_text() == "4"
    assert shown.locator("output").evaluate("e => getComputedStyle(e).color") == "rgb(19, 94, 107)"
    shown.close()


@pytest.mark.parametrize(
    ("ground", "theme"),
    [
        ("#111", "dark"), ("white", "light"), ("color(srgb 1 1 1)", "light"), ("color(srgb .1 .1 .1)", "dark"),
        ("oklch(0.98 0 0)", "light"), ("transparent", "light"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shadow", [False, True])
def test_a_guest_wears_the_light_or_dark_of_its_host_and_leaves_the_host_alone(
    made, widget_page, ground, theme, shadow
):
    page = widget_page(made.to_html(), "tally", color_scheme="dark")
    page.set_content("<!doctype html><title>Host</title><body><p>Host</p><div id=cell></div>")
    page.evaluate("ground => document.body.style.setProperty('background', ground)", ground)
    state = {"figure_html": made.figure_html, "count": 2}
    before = page.evaluate(HOST_LOOK)
    page.evaluate(MOUNT, {"esm": made._esm, "css": made.style, "state": state, "shadow": shadow})
    figure = page.locator("[data-lw-figure]")
    assert figure.get_attribute("data-theme") == theme
    ground_of = "e => getComputedStyle(e).backgroundColor"
    assert figure.evaluate(ground_of) == {"dark": "rgb(22, 26, 28)", "light": "rgb(255, 255, 255)"}[theme]
    assert figure.evaluate("e => getComputedStyle(e).colorScheme") == theme
    assert page.evaluate(HOST_LOOK) == before
    page.evaluate("document.body.style.setProperty('background', 'black')")
    page.wait_for_function("theme => document.querySelector('#cell').lwRoot.dataset.theme === theme", arg="dark")


def test_a_guest_that_is_made_before_it_stands_anywhere_finds_its_ground_then(made, widget_page):
    page = widget_page(made.to_html(), "tally")
    page.set_content("<!doctype html><title>Host</title><body><p>Host</p><div id=cell></div>")
    state = {"figure_html": made.figure_html, "count": 2}
    page.evaluate(MOUNT, {"esm": made._esm, "css": made.style, "state": state, "late": True})
    page.wait_for_timeout(100)
    assert page.locator("[data-lw-figure]").get_attribute("data-theme") == "light"


HOST_LOOK = """() => [document.documentElement, document.body, document.querySelector("p")].map(part =>
    ["color", "backgroundColor", "colorScheme", "fontFamily", "fontSize"].map(name => getComputedStyle(part)[name]))"""


def test_a_package_of_somebody_else_names_its_class(tmp_path, monkeypatch):
    tally.write(tmp_path / "their_package")
    (tmp_path / "their_package" / "__init__.py").touch()
    about = tmp_path / "their_package-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: their-package\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[livingwell_learning.widgets]\nTally = their_package.tally:Tally\n")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        assert livingwell_learning.Tally.__module__ == "their_package.tally"
        assert registered()["Tally"].folder == tmp_path / "their_package" / "tally"
        assert "widgets/tally/tally.css" in assets()
    finally:
        for name in ("their_package", "their_package.tally"):
            sys.modules.pop(name, None)


def test_two_folders_of_one_name_are_refused(folder, tmp_path, monkeypatch):
    (folder / "site_timeline").mkdir()
    (folder / "site_timeline" / "site_timeline.mjs").touch()
    with pytest.raises(ValueError, match="Two widgets lie in folders named 'site_timeline'"):
        registered()


@pytest.mark.parametrize("ending", ["html", "mjs", "css"])
def test_what_a_folder_lacks_is_named(folder, ending):
    (folder / "tally" / f"tally.{ending}").unlink()
    with pytest.raises(TypeError, match=rf"Tally has no tally\.{ending} in"):
        type("Tally", (LearningWidget,), {}, folder=folder / "tally")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('import kit from "../kit.mjs"', "line 2: 'import kit from"),
        ('import * as kit from "../kit.mjs"', "cannot be joined"),
        ('import { all } from "./lost.mjs"', r"imports widgets/tally/lost\.mjs, and there is no"),
        ("export { raised }", "export where a name is declared"),
        ('import { raised } from "./tally.mjs"', "imports widgets/tally/tally.mjs"),
    ],
)
def test_an_import_that_cannot_be_joined_is_named_with_its_line(folder, line, told):
    module = folder / "tally" / "tally.mjs"
    module.write_text("// @ts-check\n" + line + "\nexport default {}\n", encoding="utf-8")
    with pytest.raises(JoinError, match=told):
        joined_module(folder / "tally")


def test_a_module_may_use_what_other_rooms_have(folder):
    (folder / "tally" / "tally.mjs").write_text(
        'import { encode } from "../../reflection/codes.mjs"\nexport default { encode }\n', encoding="utf-8"
    )
    found = list(modules(folder / "tally"))
    assert found[-1] == "widgets/tally/tally.mjs" and "reflection/codes.mjs" in found
    assert not re.search(r"^(import|export (?!default))", joined_module(folder / "tally"), re.MULTILINE)


def test_what_is_loaded_later_is_joined_and_what_others_made_is_left_out(folder):
    (folder / "tally" / "part.mjs").write_text("// @ts-check\nexport const seven = 7\n", encoding="utf-8")
    (folder / "tally" / "tally.mjs").write_text(
        'export const part = () => import("./part.mjs")\n'
        'export const other = () => import("../reflecting/vendor/uqr.mjs")\nexport default {}\n', encoding="utf-8"
    )  # fmt: skip
    text = joined_module(folder / "tally")
    assert "seven = 7" in text and "QrCode" not in text and "Promise.resolve(lw_widgets_tally_part)" in text
    assert "Promise.reject(" in text
    assert {"widgets/tally/part.mjs", "widgets/reflecting/vendor/uqr.mjs"} <= set(modules(folder / "tally"))


def test_a_style_that_widgets_share_comes_before_their_own(folder):
    style = folder / "tally" / "tally.css"
    style.write_text('@import "../reflecting/reflecting.css";\n.lw-tally { margin: 0 }\n', encoding="utf-8")
    text = joined_style(style)
    assert "@import" not in text and 0 < text.index(".lw-field") < text.index(".lw-tally { margin: 0 }")
    assert list(styles(style)) == ["widgets/reflecting/reflecting.css", "widgets/tally/tally.css"]
    later = style.with_name("later.css")
    later.write_text('@import "../reflecting/rating.css";\n.lw-tally { margin: 1px }\n', encoding="utf-8")
    text = joined_style(style)
    assert "@import" not in text
    assert text.index("{ margin: 0 }") < text.index(".lw-step ") < text.index("{ margin: 1px }")
    for sheet in (later, style):
        sheet.write_text('@import "../lost/lost.css";\n', encoding="utf-8")
        with pytest.raises(JoinError, match=r"lost\.css"):
            joined_style(style)


def test_headings_start_where_they_are_told_and_no_deeper_than_there_are(made, folder):
    assert '<h2 id="tally-title">' in made.to_html() and 'data-lw-level="auto"' in made.to_html()
    told = livingwell_learning.Tally("Why?", heading_level=4).to_html()
    assert '<h4 id="tally-title">' in told and "data-lw-level" not in told
    with pytest.raises(ValueError, match=r"heading_level is 7\. Use a number from 2 to 6"):
        livingwell_learning.Tally("Why?", heading_level=7)


def test_each_showing_has_ids_of_its_own(made):
    ids = [re.search(r'id="(tally-title[^"]*)"', made._repr_mimebundle_()[0]["text/html"])[1] for _ in range(3)]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString"])
def test_names_that_every_object_has_are_no_state_and_no_sentence(made, widget_page, console_errors, name):
    page = widget_page(made.to_html(), "tally")
    assert page.evaluate("name => window.lw.model.get(name) === undefined", name)
    page.evaluate(f"location.hash = {json.dumps('#' + name)}")
    said = page.evaluate(
        dedent("""async name => {
          const { own, speaker } = await import("./widgets/kit.mjs")
          try { return [own({}, name), speaker({}) (name)] } catch (error) { return String(error) }
        }"""),
        name,
    )
    assert "was given no sentence" in said and console_errors == []


@pytest.mark.parametrize("name", sorted(each.name for each in registered().values()))
def test_every_widget_of_the_library_can_be_joined_and_keeps_its_ids_apart(name):
    text = joined_module(WIDGETS / name)
    assert text.count("export default") == 1 and not re.search(r"^import ", text, re.MULTILINE)
