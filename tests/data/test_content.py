"""What this book's own tables got wrong once, against their sources, and must not get wrong again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from livingwell_learning.data import load

ROOT = Path(__file__).parents[2]
DATED_BY_GUESS = re.compile(
    r"\binferred\b|^Undated (?:item|report|copy|notice)|^Undated;|Day taken from|is reckoned from"
)


@pytest.fixture(scope="module")
def tables():
    return load(ROOT / "data")


@pytest.mark.parametrize(
    ("table", "row", "column", "right"),
    [
        ("publications", "people-and-places", "authors", "Ella Walding"),
        ("publications", "three-lessons", "authors", "Adrian McLachlan, Denis O’Rourke, Aisling Duffy, Soumitra Burman-Roy"),  # noqa: E501, RUF001
        ("outcomes", "people-improved", "figure", "some 3,438"),
        ("outcomes", "people-improved", "approximate", True),
        ("outcomes", "cost-of-gain", "figure", "£800 to £1,160"),
        ("roles", "trieste-department", "kind", "health"),
        ("events", "trieste-2005-lead-centre", "title", "Trieste becomes a WHO lead centre for service development"),
        ("events", "tg-2022-results", "date", "2022-11?"),
        ("place_facts", "greater-manchester-reach-2", "text",
         "Referrals to Rochdale’s response hub, the route into specialist care, were reported to be down by 13%."),  # noqa: RUF001
        ("outcomes", "people-interim", "who",
         "Sites across the UK, Edinburgh, Salford, and Tameside & Glossop among them"),
        ("place_facts", "tameside-glossop-reach-1", "when", "no date given"),
        ("events", "programme-2020-open-space", "title", "An online open space is offered to people in the sites"),
        ("context_figures", "scot-gp", "what",
         "GP practices that reported no access to a mental health worker or a community link worker, in March 2023"),
        ("place_facts", "edinburgh-problem-1", "when", "no date given"),
        ("place_facts", "greater-manchester-vision-1", "when", "2020 to 2024?"),
        ("events", "luton-2021-crisis-line", "title", "Help on the crisis line goes on as lockdown eases"),
        ("events", "salford-2010-needs", "title", "A needs assessment reckons the need in Salford"),
        ("events", "edinburgh-2025-public-meeting", "title", "A public meeting, and the decision is put back"),
        ("place_facts", "lambeth-problem-2", "text",
         "The partners thought care too medical and too dependent on hospital beds, and saw signs that help came too late to prevent a crisis."),  # noqa: E501
        ("roles", "lambeth-vital-link", "role", "Saw to it that users and carers were engaged in the Collaborative."),
        ("roles", "edinburgh-and-lothians-greenspace-trust", "role",
         "Part of Thrive’s group for physical activity and green space, whose programmes had 1,250 people in 2025, until the contract ended."),  # noqa: E501, RUF001
        ("people", "helena-christie", "role",
         "Programme manager, thanked beside The National Lottery Community Fund for helpful and constructive support"),
        ("place_facts", "edinburgh-reach-2", "when", "no date given"),
        ("place_facts", "salford-reach-2", "when", "no date given"),
        ("place_facts", "salford-problem-2", "text",
         "Mystery shoppers who use services rang eight local services. The answers were uneven, a few of them poor or very poor."),  # noqa: E501
    ],
)  # fmt: skip
def test_a_cell_says_what_its_source_says(tables, table, row, column, right):
    assert tables[table].set_index("id").loc[row, column] == right


def test_the_rates_of_the_year_before_cite_the_edition_that_holds_them(tables):
    cited = tables.context_figures.set_index("id").sources
    assert set(cited["detention-black-2122"]) == {"efs-2022", "mha-2122"}
    assert set(cited["detention-black-2223"]) == {"efs-2023", "mha-2223"}


def test_what_became_of_the_commissioning_group_cites_a_page_that_says_it(tables):
    role = tables.roles.set_index("id").loc["derbyshire-ccg"]
    assert "Integrated Care Board" in role.role and "tg-jucd-glossop-update" in role.sources


def test_the_costs_to_the_economy_carry_the_caution_of_those_who_reckoned_them(tables):
    rows = tables.context_figures[tables.context_figures.id.str.match(r"mhf-(?!instances)")]
    assert len(rows) == 5
    assert rows.note.str.contains("highly conservative").all() and all("bps-econ" in row for row in rows.sources)


def test_one_happening_stands_in_one_strand(tables):
    events, facts = tables.events.set_index("id").strand, tables.place_facts.set_index("id").strand
    assert events["edinburgh-2025-board-vote"] == facts["edinburgh-since-2"]
    assert events["lambeth-2016-sanctuary"] == events["lambeth-2019-sanctuary-seven-nights"]


def test_a_date_that_its_note_calls_a_guess_is_marked_as_one(tables):
    guessed = tables.events[tables.events.note.str.contains(DATED_BY_GUESS)]
    assert len(guessed) > 8
    assert [row.id for row in guessed.itertuples() if "?" not in row.date] == []


def test_the_event_of_the_evaluation_carries_the_caution_of_its_figure(tables):
    note = tables.events.set_index("id").note["programme-2022-evaluation"]
    assert "no measure" in note and "may be a count of everyone supported" in note


def test_the_statements_speak_from_inside_as_those_of_the_report_do(tables):
    said = tables.statements.text
    assert not said.str.contains(r"\byour(?:s|self)?\b", case=False).any()
    assert said.str.contains(r"\b(?:my|myself|I)\b").sum() == 7


GONE_FROM_TABLES = (
    "gave to each place",
    "began to test their teams",
    "3.5 times as many",
    "Both kept them from asking for help",
    "front-line workers, managers and senior leaders",
    "what had changed and what had held firm",
    "became the ground of the Learning Report",
    "before anybody designed support",
    "began by telling the story of its place",
    "separate services",
    "Spent on mental health, which is 5.7%",
    "people from all the places could meet each week",
    "It ended in a live talk",
    "Researchers at King",
)


@pytest.mark.parametrize("phrase", GONE_FROM_TABLES)
def test_no_table_says_again_what_its_source_does_not(phrase):
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "data").glob("*.csv")}
    assert [name for name, text in texts.items() if phrase in text] == []
