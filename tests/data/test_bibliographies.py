"""Bibliographies as reference managers and hurried people write them: read right, or named by file, entry and line."""

from __future__ import annotations

import pytest
from docutils.nodes import make_id
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.data.bibtex import parse_references
from livingwell_learning.data.reference_rules import check_references
from livingwell_learning.data.references import Source, anchor, label_sources

FILE = "data/references.bib"


def one(fields, kind="online"):
    """The one source of a bibliography without faults."""
    text = f"@{kind}{{ash, title = {{{{Trees}}}}, url = {{https://a.uk/}}, {fields}}}"
    entries, problems = parse_references(text, FILE)
    assert problems == []
    assert check_references(entries, FILE) == []
    return entries[0].source


def faults(text):
    entries, problems = parse_references(text, FILE)
    return [str(problem) for problem in (*problems, *check_references(entries, FILE))]


@pytest.mark.parametrize(
    ("fields", "label", "words"),
    [
        ("author = {Ash, Mo}, date = {2020-05-04}", "Ash, 2020", "Trees. Mo Ash, 4 May 2020."),
        ("author = {Ash, Mo}, date = {2018/2020-03}", "Ash, 2018\u20132020", "Trees. Mo Ash, 2018 to March 2020."),
        ("author = {Ash, Mo and others}, year = 2020", "Ash et al., 2020", "Trees. Mo Ash et al., 2020."),
        ("author = {Ash, Mo and others}", "Ash et al., undated", "Trees. Mo Ash et al."),
        ("author = {Ash, Mo and Oak, Lee}, year = 2020", "Ash and Oak, 2020", "Trees. Mo Ash, Lee Oak, 2020."),
        ("author = {Ash, Mo and Oak, Lee and Elm, Bo}", "Ash et al., undated", "Trees. Mo Ash, Lee Oak, Bo Elm."),
        ("author = {Ludwig van Dam}, year = 2020", "van Dam, 2020", "Trees. Ludwig van Dam, 2020."),
        (r"author = {M\"uller, Zo\'e}, year = 2020", "Müller, 2020", "Trees. Zoé Müller, 2020."),
        ("author = {{Ash, Oak and Elm Trust}}, year = 2020", "Ash, Oak and Elm Trust, 2020",
         "Trees. Ash, Oak and Elm Trust, 2020."),
        (r"author = {Rodr{\'\i}guez, {\AA}sa}, year = 2020", "Rodríguez, 2020", "Trees. Åsa Rodríguez, 2020."),
        (r"author = {D\'\i az, Zo\"{e}}, year = 2020", "Díaz, 2020", "Trees. Zoë Díaz, 2020."),
        (r"author = {Mart{\'{\i}}nez, J{\"o}rg}, year = 2020", "Martínez, 2020", "Trees. Jörg Martínez, 2020."),
        (r"author = {Hl\'{\i}n, Fran{\c c}ois}, year = 2020", "Hlín, 2020", "Trees. François Hlín, 2020."),
        (r"author = {Dvo\v{r}{\'a}k, \L{}uc and Gro{\ss}, P\'al}", "Dvořák and Groß, undated",
         "Trees. Łuc Dvořák, Pál Groß."),
        ("author = {Šimůnek, Åsa and Gonçalves, Zoë}, year = 2020", "Šimůnek and Gonçalves, 2020",
         "Trees. Åsa Šimůnek, Zoë Gonçalves, 2020."),
        (r"author = {{Universit{\"a}t K{\"o}ln}}, year = 2020", "Universität Köln, 2020",
         "Trees. Universität Köln, 2020."),
        (r"author = {{Ash, Caf{\'e} and N{\ae}ring}}, year = 2020", "Ash, Café and Næring, 2020",
         "Trees. Ash, Café and Næring, 2020."),
        ("author = {Ash, Mo}, year = {in press}", "Ash, in press", "Trees. Mo Ash, in press."),
        ("author = {Ash, Mo}, pubstate = {inpress}", "Ash, in press", "Trees. Mo Ash, in press."),
        ("author = {Ash, Mo}, year = {n.d.}", "Ash, undated", "Trees. Mo Ash."),
        ("editor = {Ash, Mo}, year = 2020", "Ash, 2020", "Trees. Mo Ash (ed.), 2020."),
        ("editor = {Ash, Mo and Oak, Lee}", "Ash and Oak, undated", "Trees. Mo Ash, Lee Oak (eds)."),
        ("institution = {{Elm & Co}}, year = 2020", "Elm & Co, 2020", "Trees. Elm & Co, 2020."),
        ("year = 2020", "Trees, 2020", "Trees. 2020."),
    ],
)  # fmt: skip
def test_a_source_has_one_reading_for_its_label_and_its_line(fields, label, words):
    source = one(fields)
    assert label_sources([source]) == {"ash": label}
    assert source.words == words


def test_a_doi_is_an_address():
    entries, _ = parse_references(
        "@article{a, title = {T}, doi = {10.1000/x}}\n@article{b, title = {T}, doi = {https://doi.org/10.1/y}}"
    )
    assert [entry.source.url for entry in entries] == ["https://doi.org/10.1000/x", "https://doi.org/10.1/y"]
    assert check_references(entries, FILE) == []


SOURCES = st.builds(
    Source,
    key=st.text("abcdef", min_size=1, max_size=4),
    title=st.sampled_from(["One", "one", "Two", "Kew, 2020"]),
    publisher=st.sampled_from(["Kew", "kew", "", "Kew, 2020"]),
    date=st.sampled_from(["", "2020", "2020-03", "2020?", "2021", "in press", "2020/2021"]),
)


@given(st.lists(SOURCES, max_size=60, unique_by=lambda source: source.key))
def test_two_sources_never_share_a_label_and_order_does_not_matter(sources):
    labels = label_sources(sources)
    assert len({label.casefold() for label in labels.values()}) == len(sources)
    assert label_sources(reversed(sources)) == labels


def test_the_twenty_seventh_of_a_kind_still_has_a_label_of_its_own():
    labels = label_sources(Source(f"k{at:02}", "T", publisher="Kew") for at in range(60))
    assert [labels[key] for key in ("k00", "k25", "k26", "k59")] == [
        "Kew, undated a", "Kew, undated z", "Kew, undated aa", "Kew, undated bh",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("author = {Smith, J., Jones, K. and Brown, B.}",
         "column author: 'Smith, J., Jones, K.' reads as one person, because no 'and' stands between"),
        ("author = {Ash, Lee Cedar, Bo}", "column author: 'Ash, Lee Cedar, Bo' reads as one person"),
        ("author = {Mo Ash; Lee Oak}", "'and' alone joins names"),
        ("author = {Ash, Mo \\& Oak, Lee}", "'and' alone joins names"),
        ("author = {Ash, Mo and and Oak, Lee}", "has an 'and' without a name beside it"),
        ("author = {Ash,}", "has a comma with nothing beside it"),
        ("url = {example.org/page}", "'example.org/page' has no https:// before it, in the entry 'b'. Write https://example.org/page."),
        ("url = {//example.org/page}", "has no https:// before it"),
        ("url = {localhost:8000/page}", "has no https:// before it"),
        ("url = {javascript:alert(1)}", "'javascript:alert(1)' does not begin with https://, in the entry 'b'"),
        ("url = {JavaScript:alert(1)}", "does not begin with https://"),
        ("url = {data:text/html,x}", "'data:text/html,x' does not begin with https://"),
        ("url = {vbscript:x}", "does not begin with https://"),
        ("url = {file:///etc/x}", "does not begin with https://"),
        ("url = {https:///page}", "names no site"),
        ("url = {https://[2001:db8::1/x}", "is no address"),
        ("url = {https://a.uk/a b}", "has a sign in it that no address has"),
        ('url = {https://a.uk/"onclick}', "has a sign in it that no address has"),
        ("year = {soon}", "'soon' is no date, in the entry 'b'. Write 2023, 2023-05 or 2023-05-31, or"),
        ("year = {2020 or so}", "in the entry 'b'"),
        ("urldate = {yesterday}", "is not a day, in the entry 'b'"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_file_entry_line_and_remedy(entry, said):
    url = "" if entry.startswith("url =") else "\n url = {https://a.uk/},"
    found = faults(
        f"@online{{a, title = {{T}}, url = {{https://a.uk/}}}}\n\n@online{{b,\n title = {{T}},{url}\n {entry}\n}}\n"
    )
    assert len(found) == 1, found
    assert found[0].startswith("data/references.bib:3, column ")
    assert said in found[0]
    assert "'b'" in found[0]


def test_an_unknown_type_of_entry_is_named_with_the_one_that_was_meant():
    (said,) = faults("@onlin{a, title = {T}, url = {https://a.uk/}}")
    assert said.startswith("data/references.bib:1, column type: '@onlin' is no type of entry, in the entry 'a'.")
    assert said.endswith("Did you mean 'online'?")


@pytest.mark.parametrize(
    ("text", "row", "said"),
    [
        ("@misc{a,\n title = {{T}}},\n url = {https://a.uk/},\n}\n", 2, "The entry 'a' is closed here"),
        ("@misc{a,\n title = {{T}},\n url = {https://a.uk/}},\n year = 2020,\n}\n", 3, "The entry 'a' is closed here"),
        ("@misc{a,\n title = {{T}},\n url = {https://a.uk/}\n}\n}\n", 5, "The entry 'a' is closed here"),
        (
            "@misc{a,\n title = {{T},\n url = {https://a.uk/},\n}\n@misc{b, title = {T}, note = {n}}\n",
            5,
            "'a' that starts in line 1",
        ),
        (
            "@misc{a,\n title = {T},\n url = {https://a.uk/},\n\n@misc{b, title = {T}, note = {n}}\n",
            5,
            "'a' that starts in line 1",
        ),
    ],
)
def test_a_stray_or_missing_brace_is_blamed_on_the_brace(text, row, said):
    found = faults(text)
    assert found, "the fault passes"
    assert any(line.startswith(f"data/references.bib:{row}") and said in line for line in found), found
    assert not any("neither url" in line for line in found)


@pytest.mark.parametrize(
    "between",
    [
        "% year = {2020}\n",
        "A remark of ours.\n",
        "@comment{jabref-meta: databaseType:bibtex;}\n",
        "@string{x = {y}}\n",
        "\n\n",
    ],
)
def test_remarks_between_entries_are_let_be(between):
    assert (
        faults(f"@misc{{a, title = {{T}}, note = {{n}}}}\n{between}@misc{{b, title = {{T}}, note = {{n}}}}\n{between}")
        == []
    )


def test_two_keys_that_would_share_an_address_are_refused():
    (said,) = faults("@misc{a_b, title = {T}, note = {n}}\n@misc{a-b, title = {T}, note = {n}}")
    assert ":2, column key: 'a-b' and 'a_b' would have one address on a page" in said


@pytest.mark.parametrize(
    ("key", "id_"), [("Ash_2021.a", "ash-2021-a"), ("2021ash", "2021ash"), ("DOI:10.1/x", "doi-10-1-x")]
)
def test_an_anchor_is_made_from_the_key_alone(key, id_):
    assert anchor(key) == id_


@given(st.text("abcXYZ09-_.:/é", min_size=1, max_size=12))
def test_an_anchor_is_what_the_makers_of_pages_take_it_for(key):
    assert make_id(f"source-{key}") == f"source-{anchor(key)}".rstrip("-")
