"""Measure the sentences of a built book: how long they are, and how hard to read.

Counted are the sentences of paragraphs and list items that editors write: no headings, tables, figures, tools, quoted
blocks, rows of tables that stand as lists, notes of terms, sources or what ends each page. A name in bold that runs
into its paragraph is a heading. A list whose first item ends without a stop continues the line that opens it, and has
no sentences. A page of fewer than `FEW` sentences is shown, and held to no bound.

The grade is Flesch and Kincaid's (J. P. Kincaid et al., Derivation of new readability formulas, Research Branch Report
8-75, Naval Technical Training Command, 1975). Its syllables are counted by groups of vowels, which is near enough for
a page and wrong for many a word.

    python benchmarks/prose.py [_build/html] [--show 10]
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).parents[1]
FEW = 12
SHORT, LONG = 10, 30
MEAN, SHORT_SHARE, LONG_SHARE, GRADE = (14, 17), 0.25, 0.02, 9

NO_PROSE = {"blockquote", "figure", "form", "nav", "pre", "script", "style", "summary", "table"}
ASIDE = {
    "cell", "citation", "lw-aside", "lw-card", "lw-checks", "lw-cite", "lw-dictionary", "lw-drawn", "lw-ends",
    "lw-glance-counts", "lw-glance-facts", "lw-help-sources", "lw-hidden", "lw-kicker", "lw-known", "lw-letter-sources",
    "lw-lines", "lw-note", "lw-on-paper", "lw-original", "lw-page-sources", "lw-printed", "lw-scroll", "lw-sections",
    "lw-tags", "lw-terms", "lw-unseen", "lw-uses", "lw-wall", "lw-widget",
}  # fmt: skip
LABEL = re.compile(r"[.:]$")
NO_END = re.compile(r"(?:^|[\s(“])(Dr|Mr|Mrs|Ms|Prof|St|e\.g|i\.e|[A-Z])\.$")
STOP = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s+[“‘\"'(\[]*[A-Z0-9£])")  # noqa: RUF001
END = re.compile(r"[.!?…][”’\"')\]]*$")  # noqa: RUF001
WORD = re.compile(r"[^\W_]+(?:[’'.,–-][^\W_]+)*")  # noqa: RUF001


def sentences(text: str) -> list[str]:
    """Cut a paragraph into sentences; what has no stop at its end is none.

    >>> sentences("Dr. A. Smith came in 2018. “Did she?” Nobody knows. And so")
    ['Dr. A. Smith came in 2018.', '“Did she?”', 'Nobody knows.']
    """
    found, begin = [], 0
    text = " ".join(text.split())
    for stop in STOP.finditer(text):
        if not NO_END.search(text[begin : stop.start() + 1]):
            found.append(text[begin : stop.end()].strip())
            begin = stop.end()
    rest = text[begin:].strip()
    return [*found, rest] if END.search(rest) else found


def syllables(word: str) -> int:
    """Count groups of vowels, without a silent e.

    >>> [syllables(word) for word in ("place", "people", "Living", "separation", "2018")]
    [1, 2, 2, 4, 1]
    """
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouyscxzg]es$", word.lower())
    return max(1, groups - bool(silent and groups > 1))


@dataclass
class Prose:
    """The sentences of a page or of a book."""

    sentences: list[str] = field(default_factory=list)

    @property
    def lengths(self) -> list[int]:
        return [len(WORD.findall(sentence)) for sentence in self.sentences]

    @property
    def mean(self) -> float:
        return sum(self.lengths) / len(self.lengths)

    @property
    def short(self) -> float:
        return sum(length <= SHORT for length in self.lengths) / len(self.lengths)

    @property
    def long(self) -> float:
        return sum(length > LONG for length in self.lengths) / len(self.lengths)

    @property
    def grade(self) -> float:
        words = [word for sentence in self.sentences for word in WORD.findall(sentence)]
        return 0.39 * self.mean + 11.8 * sum(map(syllables, words)) / len(words) - 15.59

    def outside(self) -> list[str]:
        """Name the bounds that these sentences do not keep."""
        bounds = {
            "mean": MEAN[0] <= self.mean <= MEAN[1],
            "short": self.short <= SHORT_SHARE,
            "long": self.long <= LONG_SHARE or sum(length > LONG for length in self.lengths) <= 1,
            "grade": self.grade <= GRADE,
        }
        return [name for name, kept in bounds.items() if not kept]

    def __str__(self) -> str:
        lengths = self.lengths
        return (
            f"{sum(lengths):6} words {len(lengths):5} sentences  mean {self.mean:4.1f}  <={SHORT} {self.short:4.0%}"
            f"  >{LONG} {self.long:3.0%}  grade {self.grade:4.1f}"
        )


def read(html: str) -> Prose:
    """Gather the sentences of a page.

    >>> read('<main><h1>No.</h1><p>It rained<a class="lw-cite">1</a>. We</p><ul><li>One stayed.</li></ul></main>')
    Prose(sentences=['It rained.', 'One stayed.'])
    """
    main = BeautifulSoup(html, "html.parser").main
    if main is None:
        return Prose()
    for aside in main.find_all(_aside):
        aside.extract()
    for name in main.find_all(["strong", "b"]):
        if not name.previous_sibling and LABEL.search(name.get_text()):
            name.extract()
    for items in main.find_all(["ul", "ol"]):
        if (first := items.find("li")) and not END.search(first.get_text().strip()):
            items.extract()
    blocks = [block for block in main.find_all(["p", "li"]) if not block.find(["p", "li", "ul", "ol"])]
    return Prose([sentence for block in blocks for sentence in sentences(block.get_text())])


def _aside(tag: Tag) -> bool:
    """Tell whether a part of a page is no prose of its editors."""
    if tag.name in NO_PROSE or "hidden" in tag.attrs or ASIDE.intersection(tag.get("class", [])):
        return True
    row = {"data-lw-row": True}
    return (tag.name == "button" and "lw-term" not in tag.get("class", [])) or (
        tag.name == "dl" and ("data-lw-row" in tag.attrs or tag.find_parent(attrs=row) is not None)
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("site", nargs="?", type=Path, default=ROOT / "_build" / "html")
    asked.add_argument("--show", metavar="PAGE", help="print this page's short and long sentences")
    options = asked.parse_args()
    found = {path.relative_to(options.site).as_posix(): read(path.read_text("utf-8")) for path in _pages(options.site)}
    pages = {name: prose for name, prose in found.items() if prose.sentences}
    if options.show:
        prose = pages[options.show]
        for sentence, length in zip(prose.sentences, prose.lengths, strict=True):
            if length <= SHORT or length > LONG:
                print(f"{length:3} {sentence}")
        return
    for name, prose in pages.items():
        print(f"{name:36} {prose}")
    print(f"{'the whole book':36} {Prose([s for prose in pages.values() for s in prose.sentences])}")
    for name, prose in pages.items():
        if len(prose.sentences) >= FEW and prose.outside():
            print(f"outside the bounds: {name}: {', '.join(prose.outside())}")


def _pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if "embed" not in path.relative_to(site).parts[:1])


if __name__ == "__main__":
    main()
