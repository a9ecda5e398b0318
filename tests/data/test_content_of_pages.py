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


@pytest.mark.parametrize(
    ("name", "gone", "there"),
    [
        ("evidence/outcomes", "reached goals of their own", "progress on"),
        ("evidence/outcomes", "", "residential care"),
        ("places/lambeth", "wrote one of them {cite", "residential care"),
        ("places/timeline", "Trieste inspired many of them", "York"),
        ("places/trieste", "mentally different", "1 November"),
        ("report/valuing-both", "are open day and night", "Trieste"),
        ("report/valuing-both", "names two other pioneering places", "Lambeth"),
        ("report/urgent-and-possible", "three times between 2000 and 2022", "promising"),
        ("report/urgent-and-possible", "", "vision-mental-health-autism-and-learning-disability-services-2032"),
        ("report/purpose-power-practice", "runs through everything", "tension"),
        ("report/environment-of-collaboration", 'separate parties."', "… we could be a family of separate parties …"),
        ("report/bringing-it-to-life", "A change so deep", "four years"),
        ("report/final-thoughts", "", "entrenched"),
        ("about/programme", "built a system of their own", "develop"),
        ("about/who-it-is-for", "cannot do it without", "support"),
        ("index", "a rare chance to learn", "unique"),
        ("index", "", "deep insight"),
        ("report/purpose-power-practice", "main tension", "All three were there"),
        ("report/purpose-power-practice", "were asked", "Practice"),
        ("places/trieste", "On 22 October 2021", "In October 2021"),
        ("evidence/state-of-care", "", "dementia"),
        ("letters/katie-bryce", "work that we cannot see", "Edinburgh"),
        ("about/programme", "prevents crises", "influences policy and services"),
        ("evidence/outcomes", "the NHS and councils", "average weekly cost"),
        ("living-well/case-for-change", "to which the report sends its readers", "very probably this one"),
        ("living-well/case-for-change", "response grew stronger", "From its own work Innovation Unit adds"),
        ("living-well/method", "Before and during the work", "about six"),
        ("living-well/support-for-places", "the first three places", "for three places there"),
        ("living-well/team", "a usual team in five roles", "our copy of the page breaks off"),
        ("living-well/team", "the NHS and the councils", "other public services"),
        ("places/derbyshire", "both kept them from asking", "stigma"),
        ("places/edinburgh", "could meet each week", "at first for three weeks"),
        ("places/edinburgh", "ended in a live talk", "announced with a live talk"),
        ("places/tameside-glossop", "answered mental health crisis calls", "went out together"),
        ("places/greater-manchester", "the first three whose work", "names three places"),
        ("report/environment-of-collaboration", "The UK needs a better way", "If we want to find a better way"),
        ("report/learning-in-action", "they needed good spaces", "the programme had to create"),
        ("report/urgent-and-possible", "tells what that page argues", "very probably"),
        ("report/wider-learning", "senior leaders", "strategic leaders"),
        ("evidence/outcomes", "more than 12 weeks elsewhere", "wait more than 12 weeks with"),
        ("evidence/state-of-care", "", "highly conservative"),
        ("evidence/state-of-care", "neither a mental health worker nor", "no access to a mental health worker or"),
        ("living-well/method", "Co-production was practice, too", "for some professionals and leaders"),
        ("letters/index", "Before it explains anything", "stand for the heart of the sites"),
        ("letters/index", "The report thanks four people", "The report writes to four people"),
        ("letters/judd-skelton", "The Learning Report thanks you", "honours choices"),
        ("letters/katie-bryce", "the report thanks", "the report honours"),
        ("places/lambeth", "Because help came too late", "there were signs that help came too late"),
        ("places/greater-manchester", "was to say what its own", "across sectors"),
        (
            "places/tameside-glossop",
            "The report thanks Donna Thomas",
            "The report links to a love letter to Donna Thomas",
        ),
        ("index", "It gave deep insight", "a unique chance to learn, and to gain deep insight"),
        ("places/derbyshire", "advice from workers who", "advice from people who had been through it"),
        ("living-well/support-for-places", "before anybody designed", "High Peak"),
        ("living-well/thriving-system", "The vision begins with voice", "In the copy that we read"),
        ("places/lambeth", "the most severe illness", "severe and enduring mental illness"),
        ("evidence/outcomes", "Little has been published", "We found little that is newer"),
        ("places/derbyshire", "Derbyshire began with", "High Peak told the story of its place"),
        ("places/tameside-glossop", "what nobody has recorded", "What we found about it and its results"),
        ("places/york", "separate services", "The problem: help in hospital"),
        ("tools/forces", "Where forces are handled together", "When people lead a system together"),
        ("tools/index", "The report invites its readers", "people in the sites came to see what shaped their systems"),
        ("places/compare", "Both joined the programme", "Both were named in September 2018"),
        ("letters/j-ahmed", "an account by the Greater Manchester", "an account by Ella Walding of Innovation Unit"),
        ("evidence/data", "every row names its sources", "every fact names its sources"),
        ("places/edinburgh", "turbulence that wore at hope", "turbulence that put hope at risk"),
        ("living-well/method", "above others", "the report names one as an example"),
        ("places/york", "as a step to deeper change", "had the potential for deeper change"),
        ("places/greater-manchester", "One of its pages names", "One of Innovation Unit's pages names"),
        ("evidence/state-of-care", "Two shares rose", "All three shares rose"),
        ("places/luton", "spoke for the partners' hopes", "spoke of what she hoped for"),
        ("places/greater-manchester", "roles were to be separate again", "recommends that the roles be separate"),
        ("places/derbyshire", "the first of them led by", "were announced in 2023"),
        ("places/tameside-glossop", "volunteers cooked meals", "the charity took freshly cooked meals to people"),
        ("places/edinburgh", "and saw stigma, loneliness", "perhaps because of stigma"),
        ("evidence/outcomes", "being able to leave the house again", "feeling more able to leave the house"),
        ("places/luton", "After that: later accounts", "why some later accounts leave Luton out"),
        ("places/salford", "recorded in public", "We found hardly anything about what became of the service"),
        ("tools/index", "after you have seen exactly", "first show you exactly what goes"),
        ("living-well/support", "coming back is as easy as leaving", "people move in and out with ease"),
        (
            "places/tameside-glossop",
            "Anthony Seddon Fund did. Its support",
            "Most of its support",
        ),
        ("places/tameside-glossop", "In January 2024 Donna Thomas was given", "In January 2024 a local paper told"),
        ("evidence/publications", "every work we know of", "Four works have no address"),
        ("help", "and for those who worry about them. Call", "some are also for those who worry about them"),
        ("places/trieste", "the model was being undone", "wanted to wind the model up"),
        ("tools/our-reflection", "a dot until you talk", "each answer keeps its own dot"),
        ("places/greater-manchester", "counted **13%", "reported to be **down by 13%**"),
        ("evidence/state-of-care", "shares of different people", "The three groups overlap"),
        ("living-well/support-for-places", "paid for the work in the first four", "awarded the programme £3.4 million"),
        ("places/york", "who held drop-in talks", "who was to invite people to drop-in sessions"),
        ("about/a-to-z", "Terms, people, organisations, places", "people and organisations whom the report names"),
        ("tools/index", "nobody sees them before", "the page shows no answers before the round is closed"),
        ("places/edinburgh", "as much of a part in it as clinics", "should have a part in it, as health does"),
        ("about/note-on-language", "because it uses them in its own way", "Two of them take in more people than usual"),
        ("report/learning-in-action", "Other pages of the programme and of", "not all of them by the programme"),
        ("living-well/thriving-system", "emergency calls", "less health and social care that was unplanned"),
        ("report/valuing-both", "is to feel responsible", "is to be responsible for the whole system"),
        ("places/lambeth", "People waited at least a month", "On average people waited at least a month"),
        ("places/york", "An older version of the page ties", "Another version of the page ties"),
        ("places/edinburgh", "one of its designers", "the programme's designer"),
        ("evidence/outcomes", "people who felt better and", "people whose mental health got better"),
        (
            "evidence/sources",
            "Each claim in this book",
            "What this book says of the report, the programme and its places",
        ),
        ("evidence/sources", "", "where known, its date"),
        ("letters/j-ahmed", "The report also prints", "elsewhere as J alone"),
        ("evidence/outcomes", "Because records of a service", "If so, the two are different kinds of data"),
        ("living-well/support-for-places", "puts movement building first", "lists movement building first"),
        ("report/valuing-both", "leave mechanistic dominance behind", "towards a response"),
        ("places/tameside-glossop", "stressed that needs", "mental health conditions should be recognised early"),
        ("living-well/team", "most systems keep apart", "often work apart"),
        ("places/lambeth", "invited 25 people", "invited about 25 people"),
        ("tools/our-reflection", "average person: each", "where more than nine fall together a number"),
        ("tools/information", "one dot a person, and", "or a number where more than nine stand together"),
        ("report/wider-learning", "in many parts of the UK", "their Living Well systems can keep growing"),
        ("index", "The whole report", "four letters of our own"),
    ],
)
def test_a_page_says_what_its_source_says(name, gone, there):
    text = page(name)
    assert there in text
    assert not gone or gone not in text


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
