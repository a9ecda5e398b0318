"""Read which page cites what, and keep one label for each source: the citation domain of sphinxcontrib-bibtex, ours."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unicodedata import normalize

import sphinxcontrib.bibtex
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CitationRef

from ...data import REFERENCES, Source, anchor, did_you_mean, label_sources, sentences
from ..tables import tables_of
from .nodes import Mark, Named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.directives import BibliographyKey

LOGGER = logging.getLogger(__name__)
LISTED = "source-{key}"
"""The place of a source in the list of all."""
NAMED = {"t", "ts", "ct", "cts"}
"""Roles that say the maker in the sentence and add the mark; the others of this list say words only."""
WORDS_ONLY = {"author", "authors", "cauthor", "cauthors", "authorpar", "authorpars"} | {
    "year", "yearpar", "label", "labelpar",
}  # fmt: skip


class CiteRole(SphinxRole):
    """Cite sources: ``{cite:p}`key,other``, ``{cite:p}`key{p. 3}```, or ``{cite:t}`key``` to name the maker."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a mark; an unknown key is a warning that offers the nearest one."""
        from docutils import nodes

        kind = self.name.rpartition(":")[2] if ":" in self.name else "p"
        targets = self._targets()
        if not targets:
            return [], []
        domain = sources_domain(self.env)
        domain.citation_refs.append(CitationRef("", self.env.docname, self.lineno, targets))
        if kind == "empty":
            return [], []
        mark = Mark(targets=[tuple(target) for target in targets])
        self.set_source_info(mark)
        if kind in WORDS_ONLY:
            words = ", ".join(self._words(kind, target.key) for target in targets)
            words = f"({words})" if kind.rstrip("s").endswith("par") else words
            return [Named(words, words)], []
        if kind in NAMED:
            makers = ", ".join(self._words("author", target.key) for target in targets)
            return [nodes.Text(makers[:1].upper() + makers[1:] if kind.startswith("c") else makers), mark], []
        return [mark], []

    def _targets(self) -> list[CitationTarget]:
        try:
            targets = list(parse_citation_targets(self.text))
        except ValueError:
            self._warn(f"{self.text!r} is no list of keys. Write {{cite:p}}`key` or {{cite:p}}`key,other`")
            return []
        known = tables_of(self.env.app).source_keys
        for target in targets:
            if target.key not in known:
                self._warn(sentences(f"references.bib has no source {target.key!r}.", did_you_mean(target.key, known)))
        return [target for target in targets if target.key in known]

    def _warn(self, message: str) -> None:
        LOGGER.warning("%s", message.rstrip("."), location=self.get_location(), type="livingwell")

    def _words(self, kind: str, key: str) -> str:
        label = labels_of(self.env.app)[key]
        maker = source_of(self.env.app, key).maker
        return maker if "author" in kind else label.removeprefix(f"{maker}, ") if "year" in kind else label


class SourcesDomain(BibtexDomain):
    """Which page cites what, and how each source is shown; nothing is formatted twice."""

    roles = {name: CiteRole() for name in BibtexDomain._role_names}
    _by_page: dict[str, list[str]] | None = None

    def env_updated(self) -> Iterable[str]:
        """Take in the citations of the pages that were read, in an application that may build again."""
        self._by_page = None
        for bibliography in self.bibliographies.values():
            for node in bibliography.citation_nodes.values():
                node.children.clear()  # kept from the build before
        super().env_updated()
        return []

    def cited_by_page(self) -> dict[str, list[str]]:
        """Return the keys that each page cites, each once, in order: what stands behind all of it first."""
        if self._by_page is None:
            found: dict[str, dict[str, None]] = {}
            for docname, metadata in self.env.metadata.items():
                if keys := metadata.get("livingwell_source"):
                    found[docname] = dict.fromkeys(keys)
            for ref in self.citation_refs:
                found.setdefault(ref.docname, {}).update(dict.fromkeys(target.key for target in ref.targets))
            self._by_page = {docname: list(keys) for docname, keys in found.items()}
        return self._by_page

    def places(self) -> dict[str, tuple[str, str]]:
        """Return page and anchor of each source in the list of all; empty where the book has no such list."""
        return {c.key: (c.bibliography_key.docname, c.citation_id) for c in self.citations}

    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterable[tuple[str, Entry]]:
        """Return all entries at once where all are asked for; else ask the filter for each."""
        import ast

        bibliography = self.bibliographies[bibliography_key]
        if ast.dump(bibliography.filter_) == ast.dump(ast.parse("True")):
            return [(bibliography.keyprefix + entry.key, entry) for entry in self.get_entries(bibliography.bibfiles)]
        return super().get_filtered_entries(bibliography_key)

    def get_formatted_entries(
        self, bibliography_key: BibliographyKey, docnames: list[str], tooltips: bool, tooltips_style: str
    ) -> Iterable[tuple[Entry, FormattedEntry, None]]:
        """Give each entry as the rest of the book shows it, in the order of the labels.

        A page may hold a part of the alphabet alone: its front matter says ``letters: a-h``.
        """
        labels = labels_of(self.env.app)
        entries = {entry.key: entry for _, entry in self.get_filtered_entries(bibliography_key)}
        letters = str(self.env.metadata.get(bibliography_key.docname, {}).get("letters") or "")
        for key in in_order(labels):
            if key in entries and among(labels[key], letters):
                yield entries[key], formatted(source_of(self.env.app, key), labels[key]), None


def in_order(labels: dict[str, str]) -> list[str]:
    """Return the keys of sources in the order of their labels."""
    return sorted(labels, key=lambda key: labels[key].casefold())


def among(label: str, letters: str) -> bool:
    """Say whether a label begins with one of some letters; what begins with none goes with the first of all.

    Examples
    --------
    >>> among("Émile, 1762", "a-h"), among("111, undated", "a-h"), among("York, 2020", "a-h")
    (True, True, False)
    """
    first, _, last = letters.strip().lower().partition("-")
    return not first or first <= (first_letter(label) or "a") <= (last or first)


def first_letter(label: str) -> str:
    """Return the letter that a label begins with, small and without its accent; nothing where it begins with none.

    Examples
    --------
    >>> first_letter("Émile, 1762"), first_letter("111, undated")
    ('e', '')
    """
    begins = normalize("NFD", label[:1]).casefold()[:1]
    return begins if begins.isalpha() else ""


@cache
def formatted(source: Source, label: str) -> FormattedEntry:
    """Return an entry of the list of all: its label, the line that pages show, too, and its note."""
    title, rest = source.parts
    named = HRef(source.url, title) if source.url else Text(title)
    note = f" {source.note.rstrip('.')}." if source.note else ""
    return FormattedEntry(source.key, Text(Tag("strong", label), " ", named, rest, note), label)


def sources_domain(env: BuildEnvironment) -> SourcesDomain:
    """Return the domain of the book's sources."""
    return cast("SourcesDomain", env.get_domain("cite"))


def source_of(app: Sphinx, key: str) -> Source:
    """Return one source."""
    return _sources(tables_of(app))[key]


def labels_of(app: Sphinx) -> dict[str, str]:
    """Return a label for each source of the book, no two the same."""
    return _labels(tables_of(app))


@lru_cache(maxsize=4)
def _sources(tables: Any) -> dict[str, Source]:
    return {source.key: source for source in tables.cite(*tables.source_keys)}


@lru_cache(maxsize=4)
def _labels(tables: Any) -> dict[str, str]:
    return label_sources(_sources(tables).values())


def listed_at(key: str) -> str:
    """Return the anchor of a source in the list of all."""
    return LISTED.format(key=anchor(key)).rstrip("-")


def configure(app: Sphinx, config: Config) -> None:
    """Point the citation extension at the book's one list of sources, and take anchors from keys."""
    own = f"{config.livingwell_data}/{REFERENCES}"
    if not config.bibtex_bibfiles:
        config.bibtex_bibfiles = [own] if (Path(app.srcdir) / own).is_file() else []
    config.bibtex_cite_id = config.bibtex_cite_id or LISTED
    config.bibtex_bibliography_id = config.bibtex_bibliography_id or "sources-{bibliography_count}"
    config.bibtex_tooltips = False


def setup(app: Sphinx) -> None:
    """Load the citation extension with a domain of our own."""
    app.setup_extension(sphinxcontrib.bibtex.__name__)
    app.add_domain(SourcesDomain, override=True)
    app.add_role("cite", CiteRole(), override=True)
    app.connect("config-inited", configure, priority=100)
