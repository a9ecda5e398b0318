"""What this book's own pages got wrong once, against their sources, and must not get wrong again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def page(name):
    """The text of a page in one line, so that a phrase is found across its lines."""
    return " ".join((ROOT / "book" / f"{name}.md").read_text(encoding="utf-8").split())


def test_the_welcome_teams_come_before_the_sessions_that_followed_them():
    letter = page("letters/katie-bryce")
    assert letter.index("Welcome Teams came first, out of a long co-design") < letter.index("After them, when")


def test_the_page_of_outcomes_has_the_cost_on_record():
    assert re.search(r"\{rows\} outcomes :where: [^:]*id=cost-of-gain", page("evidence/outcomes"))


def test_a_hard_figure_has_a_way_to_help_in_its_own_paragraph():
    text = (ROOT / "book" / "evidence" / "state-of-care.md").read_text(encoding="utf-8")
    (hard,) = [part for part in text.split("\n\n") if "15 to" in " ".join(part.split()) and "life expectancy" in part]
    assert 'href="#help"' in hard and "average" in hard


PLACES = sorted({path.stem for path in (ROOT / "book" / "places").glob("*.md")} - {"compare", "timeline"})


def headings(name):
    return re.findall(r"^## (.+)$", (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8"), flags=re.M)


@pytest.mark.parametrize("name", PLACES)
def test_a_place_begins_with_its_own_story_and_ends_with_what_is_not_known(name):
    told = headings(f"places/{name}")
    happened = next(at for at, title in enumerate(told) if title.startswith("What happened"))
    assert [at for at, title in enumerate(told) if title == "What is not known"] == [len(told) - 1]
    assert all(at > happened for at, title in enumerate(told) if title.startswith("Background"))


@pytest.mark.parametrize("name", PLACES)
def test_a_place_begins_with_what_the_tables_say_of_it_at_a_glance(name):
    begins = page(f"places/{name}").split(" ## ", 1)[0].split(" # ", 1)[1]
    assert f"```{{glance}} sites :where: id={name} :columns: " in begins.split("```{glance}")[0] + begins
    assert begins.index("{glance}") < 100, "before anything that the page tells in its own words"
    assert begins.count(f" {name}-") >= 3 and ":unknown: what-is-not-known" in begins


def test_what_went_on_around_the_work_is_called_background():
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "book" / "places").glob("*.md")}
    assert [name for name, text in texts.items() if re.search(r"\bsurroundings\b", text, flags=re.I)] == []


def test_no_paragraph_stands_on_two_pages():
    seen, twice = {}, []
    for path in sorted((ROOT / "book").rglob("*.md")):
        text = re.sub(r"^(`{3,}|:{3,}).*?^\1\s*$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
        for part in {" ".join(part.split()) for part in text.split("\n\n")}:
            if len(part.split()) >= 20 and not part.startswith(("---", "#")):
                twice += [(seen[part], path.name, part[:60])] if part in seen else []
                seen[part] = path.name
    assert twice == []
