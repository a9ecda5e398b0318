"""All that is wrong is listed once, at its line in the sources, with what to do about it."""

from __future__ import annotations

import json
import re

import pytest
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.docutils_ import Parser

from livingwell_learning.engine.faults import Fault, as_annotations
from livingwell_learning.engine.styles import slips
from livingwell_learning.engine.wording import in_plain_words
from livingwell_learning.site.authoring import unclosed_fences
from livingwell_learning.site.tags import faults as tag_faults
from tests import warm

QUIET = {"report_level": 5, "halt_level": 5, "myst_enable_extensions": ["colon_fence"]}

PAGE = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
descripton: What it is
---

# A page with faults

People say so.[^nowhere] And [so][nope].

![A tree](tree.png) and [a page](nopage.md) and <a href="gone.html">gone</a>.

```{code-cell} python
import warnings
warnings.warn("old")
```

```{code-cell} python
print("hello")
```

```{unheard-of}
```

<details>
<summary>More</summary>

Text that is never put <b>away.

# Another headline

```{note}
Never closed.
"""
EXPECTED = [
    r"book/faulty\.md:4: 'descripton' is no key of a page\. Did you mean 'description'\?",
    r"book/faulty\.md:9: '\[\^nowhere\]' leads to a note that the page does not give\. Add it below",
    r"book/faulty\.md:9: '\[so\]\[nope\]' leads to an address that the page does not give\.",
    r"book/faulty\.md:11: 'tree\.png' is no file that can be read\. Correct the name",
    r"book/faulty\.md:11: 'nopage\.md' is no page, heading or label of this book\. Correct the link",
    r"book/faulty\.md:14: this cell raises a warning or writes to stderr",
    r"book/faulty\.md:19: this cell prints 'hello', and readers would see it\.",
    r"book/faulty\.md:22: 'unheard-of' is no directive type that this book knows\. Correct the name",
    r"book/faulty\.md:25: nothing closes the <details> that opens here\. Add </details> where it is to end",
    r"book/faulty\.md:28: nothing closes the <b> that opens here\. Add </b> where it is to end",
    r"book/faulty\.md:30: 'Another headline' is a second headline of the page\.",
    r"book/faulty\.md:32: nothing closes the fence ``` that opens here\.",
    r"book/headless\.md:1: the page has no headline",
]


@pytest.fixture
def faulty(book, change):
    (book / "book" / "faulty.md").write_text(PAGE, encoding="utf-8")
    (book / "book" / "headless.md").write_text("Only words.\n", encoding="utf-8")
    change(book / "_toc.yml", "- file: words\n", "- file: words\n- file: faulty\n- file: headless\n")
    return book


def test_each_fault_is_listed_once_at_its_line_with_a_remedy(faulty, build):
    status, said = build(faulty)
    assert status == 1
    listed = said.partition("put right:")[2].strip().splitlines()[:-2]
    for line in EXPECTED:
        assert [entry for entry in listed if re.match(line, entry)], f"{line}\n{said}"
    assert len(listed) == len(set(listed)) == len(EXPECTED), said
    for noise in ("Traceback", "eavesdropping", "WARNING", str(faulty), "_build/html/"):
        assert noise not in said.partition("put right:")[2], noise


def test_the_same_list_comes_as_json_and_as_marks_on_lines(faulty, monkeypatch):
    done = warm.run("livingwell", "build", "--root", faulty, "--format", "json")
    assert done.returncode == 1
    faults = json.loads(done.stdout)["faults"]
    assert len(faults) == len(EXPECTED)
    assert {"file": "book/headless.md", "line": 1}.items() <= faults[-1].items()
    monkeypatch.setenv("LIVINGWELL_FORMAT", "github")
    done = warm.run("livingwell", "build", "--root", faulty)
    marks = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert len(marks) == len(EXPECTED)
    assert marks[-1].startswith("::error file=book/headless.md,line=1,title=book/headless.md::the page has no headline")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("_config.yml", "title:", "titel:", r"_config\.yml:1: 'titel' is no setting of .* Did you mean 'title'"),
        ("_config.yml", "timeout: 60", "timeout: long", r"_config\.yml:2: 'long' cannot be the setting execute/timeo"),
        ("_config.yml", "html_use_index:", "html_use_indx:",
         r"_config\.yml:\d+: 'html_use_indx' is no Sphinx setting that a part of this book knows"),
        ("_config.yml", "title: A small book", "title: [A small book", r"_config\.yml:2: The line is no YAML"),
        ("_config.yml", "title: A small book\nexecute", "title: A small book\ntitle: Another\nexecute",
         r"_config\.yml:2: 'title' stands on line 1 already"),
        ("_toc.yml", "- file: words", "- file: wrods", r"_toc\.yml:5: 'wrods' is no page in book/\. .* 'words'"),
        ("_toc.yml", "- file: words", "- file: count", r"_toc\.yml:5: 'count' stands on line 4 already"),
        ("_toc.yml", "- file: words", "- fiel: words", r"_toc\.yml:5: 'fiel' is no key .*Did you mean 'file'"),
        ("_toc.yml", "- file: words\n", "", r"book/words\.md: The page stands nowhere in _toc\.yml"),
        ("_toc.yml", "root: index\n", "", r"_toc\.yml:1: The table of contents cannot be read: 'root' key not found"),
    ],
)  # fmt: skip
def test_settings_are_named_by_their_line(book, build, change, file, old, new, said):
    change(book / file, old, new)
    status, told = build(book)
    assert status == 1
    assert re.search(said, told), told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("```{note}\nText\n```\n", []),
        ("````{note}\n```{tip}\nText\n```\n````\n", []),
        (":::{note}\nText\n:::\n", []),
        ("> ```\n> Text\n> ```\n", []),
        ("- ```{note}\n  Text\n  ```\n", []),
        ("```{code-block} md\n~~~{note}\n```\n", []),
        ("Text\n\n```{note}\nText\n", [3]),
        (":::{note}\nText\n", [1]),
        ("```{letter}\nDear\n\n## Next\n\n```{rows} events\n```\n\nText\n", [1]),
        ("````{note}\n```{tip}\nText\n````\n", [2]),
    ],
)
def test_a_fence_that_nothing_closes_is_found_where_it_opens(text, lines):
    assert [line for line, _ in unclosed_fences(text)] == lines


@given(st.text(alphabet="`~:{}> -\nabc", max_size=60))
def test_any_text_can_be_looked_through_for_fences(text):
    for line, words in unclosed_fences(text):
        assert 1 <= line <= text.count("\n") + 1
        assert words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<div>\n\nText\n", [(1, "nothing closes the <div>")]),
        ("Text\n\n</div>\n", [(3, "</div> closes nothing")]),
        ("<details>\n<summary>More</summary>\n\nText\n\n- one\n\n</details>\n", []),
        ("<details>\n\nText\n\n## Next\n\n</details>\n", [(1, "the <details> that opens here ends on line 7, in")]),
        ("Text\nand\\\nmore <b>bold\nwords\n", [(3, "nothing closes the <b>")]),
        ("Text <b>bold\n\nand</b> so\n", [(1, "the <b> that opens here ends on line 3, in another paragraph")]),
        ("<b>bold <i>both</b></i>\n", [(1, "the <i> that opens here ends on line 1, after what stands around it")]),
        ("> Text\n>\n> <div>\n\n- one\n- <i>two</i> </i>\n", [(3, "nothing closes the <div>"), (6, "</i> closes")]),
        ("```{note}\nText\n\n<div>\n```\n\n</section>\n", [(4, "nothing closes"), (7, "</section> closes")]),
        ("| a | b |\n|---|---|\n| <b>c | d |\n", [(3, "nothing closes the <b>")]),
        ("Named <name> here</br>\n", [(1, "nothing closes the <name>"), (1, "</br> closes nothing, since <br>")]),
        ("<div/>\n\nText\n", [(1, "nothing closes the <div>")]),
        ('<div class="a"\nText\n\n<!-- never\n', [(1, "nothing ends the <div"), (4, "nothing ends the <!--")]),
        ("<p>one\n\nText\n\n<ul><li>a<li>b</ul>\n\n<table><tr><td>a<td>b</table>\n", []),
        ('<br> <br/> <img src="a.png" alt="">\n\n<svg><path d="M0 0"/><g><path/></g></svg>\n', []),
        ("<!-- <div> -->\n\n`<div>` and \\<div>\n\n```\n<div>\n```\n\n    <b>\n\n<https://example.org>\n", []),
        ("<pre>\n\nText\n\n</pre>\n\n<div>\n<div>\n\n**bold <i>both</i>**\n\n</div>\n</div>\n", []),
    ],
)  # fmt: skip
def test_tags_that_nothing_closes_and_ends_that_close_nothing_are_found_where_they_stand(text, said):
    found = list(tag_faults(publish_doctree(text, parser=Parser(), settings_overrides=QUIET)))
    assert [line for line, _ in found] == [line for line, _ in said], found
    assert all(words.startswith(start) for (_, words), (_, start) in zip(found, said, strict=True)), found


@given(st.text(alphabet="<>/!-[ab\n ='", max_size=40))
def test_any_text_can_be_looked_through_for_tags(text):
    page = publish_doctree(f"<div>{text}", parser=Parser(), settings_overrides=QUIET)
    for line, words in tag_faults(page):
        assert 1 <= line <= text.count("\n") + 1
        assert words


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("main { color: red; --own: a:b }\n@media print {\n  p { margin: 0 }\n}\n", []),
        ("main {\n  colour red;\n  margin: 0\n}\n", [2]),
        ("main {\n  color: red\n  margin: 0\n}\n", [2]),
        ("p { margin: 0 }\n\nmain { color: red\np { margin: 0 }\n", [3]),
        ("p { margin: 0 }\n}\nmain { color: red }\n", [2]),
        ("p margin: 0;\nmain { color: red }\n", [1]),
        ("p::before {\n  content: 'a\n}\n", [2]),
        ("p { margin: 0 }\n/* never closed\nmain { color: red }\n", [2]),
    ],
)
def test_what_browsers_would_pass_over_in_a_style_sheet_is_found_at_its_line(text, lines):
    assert [line for line, *_ in slips(text)] == lines


@given(st.text(alphabet="{}()[];:@/*'\"-a\\ \n", max_size=60))
def test_any_text_can_be_looked_through_for_slips_of_style(text):
    for line, *words in slips(text):
        assert 1 <= line <= text.count("\n") + 2
        assert all(words)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("undecodable source characters, replacing with '?': b'#'", "The file is no text in UTF-8. Save it as UTF-8."),
        ("'note': Unknown option keys: ['tone'] (allowed: ['class', 'name'])",
         "'tone' is no option of note. Correct or remove it; the options are: 'class', 'name'."),
        ("the code on this line failed: ValueError: no. Yes",
         "the code on this line failed: ValueError: no. Yes. Run the page's cells in a notebook to see all"),
        ("this page cannot be built: JSONDecodeError: Expecting value",
         "The notebook is no JSON: Expecting value. Put back the last version"),
    ],
)  # fmt: skip
def test_what_other_programs_say_is_said_plainly_with_a_remedy(said, told):
    rule, remedy, value = in_plain_words(said)
    assert Fault("book/index.md", 1, rule, remedy, value).words.startswith(told)


def test_a_kernel_that_is_not_there_and_lines_that_are_no_yaml_are_named_once_at_their_line(book, build, change):
    change(book / "book" / "words.md", "# Words", "---\ntitle: [words\n---\n# Words")
    change(book / "book" / "count.md", "name: python3", "name: no-such-kernel")
    status, said = build(book)
    assert status == 1
    assert "book/count.md:3: 'no-such-kernel' is no kernel that is installed here. Install it, or name another" in said
    change(book / "book" / "count.md", "name: no-such-kernel", "name: python3")
    status, said = build(book)
    assert status == 1
    assert "1 thing to put right" in said
    assert "book/words.md:2: this line between the first two --- is no YAML" in said


def test_a_broken_style_sheet_stops_the_build_at_its_line(book, build):
    (book / "book" / "_static").mkdir()
    (book / "book" / "_static" / "own.css").write_text("main {\n  colour red;\n}\n")
    status, said = build(book)
    assert status == 1
    assert "book/_static/own.css:2: This is no rule of a style sheet. Write `name: value;`, with both signs." in said


@given(st.text(), st.text(), st.integers(1, 99))
def test_a_mark_is_always_one_line(file, rule, line):
    assert len(as_annotations([Fault(file, line, rule)]).split("\n")) == 1
