"""What a facilitator takes into the room: plans whose minutes add up, cards from the book's data, a true account."""

from __future__ import annotations

import html
import re

import pytest

from livingwell_learning.data import load
from livingwell_learning.site.cards import KINDS, cards
from tests.conftest import ROOT

TOOLS = ROOT / "book" / "tools"
WORDS = {
    "twenty minutes": 20, "forty-five minutes": 45, "sixty minutes": 60, "an hour": 60, "seventy-five minutes": 75,
    "ninety minutes": 90, "two hours": 120,
}  # fmt: skip
PLAN = re.compile(r"^\| Minutes \| What you do \|\n\|[-:| ]+\|\n((?:\|.*\n)+)", re.MULTILINE)


def plans():
    """Yield the heading, what stands above the table, and the rows of minutes of each plan."""
    text = (TOOLS / "facilitate.md").read_text(encoding="utf-8")
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        if table := PLAN.search(section):
            heading, _, before = section[: table.start()].partition("\n")
            rows = re.findall(r"^\| (\d+) \| (.+) \|$", table[1], re.MULTILINE)
            yield pytest.param(heading, before, rows, len(table[1].splitlines()), id=heading)


@pytest.mark.parametrize(("heading", "before", "rows", "lines"), list(plans()))
def test_the_minutes_of_a_plan_add_up_to_the_time_that_it_names(heading, before, rows, lines):
    assert len(rows) == lines
    said = [minutes for words, minutes in WORDS.items() if words in f"{heading} {before}".lower()]
    assert said and sum(int(minutes) for minutes, _ in rows) == said[0]


@pytest.mark.parametrize(("heading", "before", "rows", "lines"), list(plans()))
def test_every_plan_opens_with_what_works_reveals_after_a_guess_and_ends_with_a_check_out(heading, before, rows, lines):
    said = [words.lower() for _, words in rows]
    at = {
        name: next(i for i, words in enumerate(said) if re.search(name, words))
        for name in ("works|was good|helps", "guess", "what would it take", "keep, try|to keep", "check out|last word")
    }
    assert list(at.values()) == sorted(at.values()) and at["works|was good|helps"] <= 1
    assert any("twos" in words for words in said)
    assert at["check out|last word"] == len(said) - 1


def test_there_is_a_plan_for_every_room():
    assert [plan.id for plan in plans()] == [
        "Twenty minutes", "Sixty minutes", "Ninety minutes", "A room with bad wifi",
        "Forty people online, in rooms of five", "Two hundred by form, then tables of six",
        "A community group, on paper",
    ]  # fmt: skip


def test_the_account_for_information_officers_names_every_place_where_a_browser_keeps_something():
    library = ROOT / "livingwell_learning"
    scripts = {p: p.read_text("utf-8") for end in ("mjs", "js") for p in library.rglob(f"*.{end}")}
    stores = re.compile(
        r"sessionStorage|indexedDB|document\.cookie|caches\.|window\.name\b|history\.pushState|serviceWorker"
    )
    assert [path.name for path, text in scripts.items() if stores.search(text)] == []
    keeping = {path.name for path, text in scripts.items() if re.search(r"localStorage\.setItem", text)}
    assert keeping == {"keeping.mjs", "site.mjs"}, "one place for the tools, and one for light and dark"
    text = (TOOLS / "information.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(lw-[a-z-]+)`", text))
    assert named == {"lw-theme", "lw-reflection", "lw-reflection-forces", "lw-reflection-future"}


def test_the_account_says_whom_the_floors_protect_and_whom_not():
    text = " ".join((TOOLS / "information.md").read_text(encoding="utf-8").split())
    assert "They never protect anybody from whoever collects" in text
    assert "If everyone answers alike, everyone's answer is known" in text


# The report's six pairs, first the mechanistic side, then the relational.
PAIRS = [
    ("Separation", "Connection"), ("Distance", "Presence"), ("Certainty", "Uncertainty"),
    ("Standardisation", "Adoption and innovation"), ("Control", "Nurture"), ("Scarcity", "Abundance"),
]  # fmt: skip


@pytest.fixture(scope="module")
def tables():
    return load(ROOT)


@pytest.fixture(scope="module")
def printed(tables):
    return {kind: str(cards(tables, kind, ROOT / "book" / "drawings")) for kind in KINDS}


def bold(sheet):
    """Return what a card says in bold, as it is read."""
    return [html.unescape(re.sub(r"<[^>]+>", "", words)) for words in re.findall(r"<b[^>]*>(.*?)</b>", sheet)]


def test_each_pair_has_a_card_with_both_sides_and_its_question(printed):
    sheets = printed["talk"].split("<section")[1:]
    assert len(sheets) == 6
    for (first, second), sheet in zip(PAIRS, sheets, strict=True):
        said = html.unescape(re.sub(r"<[^>]+>", " ", sheet))
        assert 0 <= said.index(first) < said.index(second), "both sides, the first one first"
        assert said.split("To talk about:")[1].strip().endswith("?")
    questions = {re.sub(r"<[^>]+>|\s+", " ", sheet).split("To talk about:")[1] for sheet in sheets}
    assert len(questions) == 6, "a question of its own for each"


def test_an_easy_card_holds_one_idea_and_one_picture_and_says_that_one_may_pass(printed):
    sheets = printed["easy"].split("<section")[1:]
    assert len(sheets) == 12
    assert [[name for name in bold(sheet) if name in sum(PAIRS, ())] for sheet in sheets] == [
        [name] for pair in PAIRS for name in pair
    ]
    assert all(sheet.count("<svg") == 1 and "You can pass." in sheet for sheet in sheets)
    drawn = {re.search(r"<svg.*?</svg>", sheet, re.DOTALL)[0].split(">", 1)[1] for sheet in sheets}
    assert len(drawn) == 12, "a picture of its own for each"


def test_a_side_without_a_picture_keeps_its_words(tables, tmp_path):
    plain = str(cards(tables, "easy", tmp_path))
    assert plain.count("<section") == 12 and "<svg" not in plain


def test_a_map_has_a_place_for_every_two_answers_and_for_not_sure(tables, printed):
    sheets = printed["wall"].split("<section")[1:]
    assert len(sheets) == 6
    for sheet in sheets:
        assert len(re.findall(r"<td></td>", sheet.split("<tfoot>")[0])) == 36
        assert sheet.count("not sure") == 2 and "very much" in sheet


def test_the_numbers_on_a_pause_card_are_those_that_the_services_publish():
    card = re.search(r"```\{card\}.*?```", (TOOLS / "cards.md").read_text(encoding="utf-8"), re.DOTALL)[0]
    assert re.findall(r"\d[\d ]{1,}\d", card) == ["999", "116 123"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("```{cards} tolk\n```", "There are no cards 'tolk'. Did you mean 'talk'?"),
        ("```{card} many\nRest.\n```", "and not 'many' times"),
    ],
)
def test_what_an_editor_mistypes_is_named_with_its_page(book, build, written, said):
    page = book / "book" / "index.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{written}\n", encoding="utf-8")
    status, words = build(book)
    assert status != 0 and said in words and "index" in words
