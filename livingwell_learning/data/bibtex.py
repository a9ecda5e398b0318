"""Read BibTeX and BibLaTeX into plain text, entry by entry, and note what is wrong with the writing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from .problems import Problem
from .references import Source

if TYPE_CHECKING:
    from pybtex.scanner import PybtexSyntaxError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PUBLISHERS = ("publisher", "howpublished", "institution", "organization", "school", "journal", "journaltitle")
BRACES = {"{": "\ue000", "}": "\ue001"}
LATEX = re.compile(r"[\\{}$~%`]|''|--")
DOTLESS = re.compile(r"""(\\['`^"~=.]\s*\{?\s*)\\([ij])(?![A-Za-z]) *""")
"""An accent over a letter that is written without its dot, as in Rodr\\'{\\i}guez."""
LANGUAGES = {
    "dutch": "nl", "english": "en", "french": "fr", "german": "de", "italian": "it", "norsk": "nb", "norwegian": "nb",
    "nynorsk": "nn", "portuguese": "pt", "spanish": "es", "welsh": "cy",
}  # fmt: skip
VERBATIM = ("url", "doi", "urldate", "date", "year", "month", "day", "pubstate")
NOT_DATED = ("n.d.", "n. d.", "nd", "no date", "undated", "s.a.", "s. a.")
# What stands between entries is a remark, unless it looks like the rest of an entry.
LEFT_OVER = re.compile(r"[\n})][ \t,]*([A-Za-z]+[ \t]*=|[}\])])")


@dataclass(frozen=True)
class Name:
    """Somebody who made a source: the name as it is read, and the part to cite."""

    whole: str
    family: str


@dataclass(frozen=True)
class Entry:
    """One entry of a BibTeX file, the line on which it starts, and whether all of it could be read."""

    key: str
    line: int
    values: dict[str, str]
    whole: bool = True
    kind: str = "misc"

    @cached_property
    def source(self) -> Source:
        """The entry as plain text."""
        text = {name: value if name in VERBATIM else plain(value) for name, value in self.values.items()}
        people, others = read_names(self.values.get("author", ""))
        edited = ""
        if not people:
            people, others = read_names(self.values.get("editor", ""))
            edited = f" ({'ed.' if len(people) == 1 and not others else 'eds'})" if people else ""
        url = re.sub(r"\\([&%$#_{}~])", r"\1", text.get("url", ""))
        if not url and text.get("doi"):
            url = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)?", "https://doi.org/", text["doi"], flags=re.IGNORECASE)
        title = ": ".join(part for part in (text.get("title", ""), text.get("subtitle", "")) if part)
        return Source(
            key=self.key,
            title=title,
            author=", ".join(name.whole for name in people) + (" et al." if others else "") + edited,
            publisher=next((text[name] for name in PUBLISHERS if text.get(name)), ""),
            date=_published(text),
            url=url,
            accessed=text.get("urldate", ""),
            note=text.get("note", ""),
            cited_as=_cited_as(people, others),
            language=LANGUAGES.get(named := text.get("langid", "").casefold(), named),
        )


def plain(text: str) -> str:
    r"""Undo LaTeX: escapes, accents, dashes, quotation marks and braces.

    Examples
    --------
    >>> plain(r"{R\&D} in Orl\'eans: 50\% more")
    'R&D in Orléans: 50% more'
    """
    if not LATEX.search(bare := re.sub(r"^\{([^{}]*)\}$", r"\1", text)):
        return _curly(bare.strip())
    from pybtex.exceptions import PybtexError
    from pybtex.richtext import Text

    text = DOTLESS.sub(r"\1\2", text)
    kept = re.sub(r"\\([{}])", lambda match: BRACES[match[1]], re.sub(r"(?<!\\)%", r"\\%", text))
    try:
        read = str(Text.from_latex(kept))
    except (PybtexError, UnicodeDecodeError):  # a lone backslash is no LaTeX
        return text
    for brace, sign in BRACES.items():
        read = read.replace(sign, brace)
    return _curly(re.sub(r"\\([&%$#_])", r"\1", read).replace("\u00a0", " ").strip())


def _curly(text: str) -> str:
    """Return the apostrophes and single quotation marks that LaTeX prints for straight ones."""
    return re.sub(r"(?<![^\s(\[“])'(?=\w)", "‘", text).replace("'", "’")  # noqa: RUF001


def split_names(text: str) -> list[str]:
    """Return the names that ``and`` joins, outside of braces."""
    from pybtex.bibtex.utils import split_name_list

    return [name.strip() for name in split_name_list(text)] if text else []


def split_parts(name: str) -> list[str]:
    """Return the parts of a name between commas, outside of braces; an organisation in braces is one."""
    from pybtex.bibtex.utils import split_tex_string

    return [part.strip() for part in split_tex_string(name, sep=",")] if name else []


def read_names(text: str) -> tuple[list[Name], bool]:
    """Read ``Family, Given and {An Organisation}``.

    Returns
    -------
    tuple[list[Name], bool]
        The people and bodies in reading order, and whether the list ends in ``and others``.

    Examples
    --------
    >>> read_names("van Dam, Mo and others")
    ([Name(whole='Mo van Dam', family='van Dam')], True)
    """
    listed = split_names(text)
    others = bool(listed) and listed[-1].casefold() in ("others", "et al.", "et al")
    return [_name(name) for name in listed[: len(listed) - others] if name], others


def _name(text: str) -> Name:
    if re.fullmatch(r"\{.*\}", text) and len(split_parts(text)) == 1:
        return Name(plain(text), plain(text))
    parts = split_parts(text)
    if len(parts) > 1:
        return Name(plain(" ".join([parts[-1], *parts[:-1]])), plain(parts[0]))
    from pybtex.database import Person

    person = Person(text)
    family = " ".join([*person.prelast_names, *person.last_names])
    return Name(plain(text), plain(family) or plain(text))


def _cited_as(people: list[Name], others: bool) -> str:
    if not people:
        return ""
    if others or len(people) > 2:
        return f"{people[0].family} et al."
    return " and ".join(name.family for name in people)


def _published(values: dict[str, str]) -> str:
    if values.get("date"):
        return values["date"]
    year, month, day = (values.get(name, "") for name in ("year", "month", "day"))
    if year.strip("{}").casefold() in NOT_DATED:
        return ""
    if not year and values.get("pubstate"):
        return {"inpress": "in press", "inpreparation": "in preparation"}.get(values["pubstate"], values["pubstate"])
    if month[:3].lower() in MONTHS:
        month = f"{MONTHS.index(month[:3].lower()) + 1:02}"
    parts = [year, month.zfill(2), day.zfill(2)]
    return "-".join(parts[: 1 if not month else 2 if not day else 3])


def parse_references(text: str, file: str = "references.bib") -> tuple[list[Entry], list[Problem]]:
    """Read every entry of a BibTeX text, and all that is wrong with its writing.

    Parameters
    ----------
    text
        The BibTeX.
    file
        What problems call the file.

    Returns
    -------
    tuple[list[Entry], list[Problem]]
        The entries in their order, the first of each key; and the syntax errors and repeated keys.

    Examples
    --------
    >>> entries, problems = parse_references("@misc{a, title = {{A page}}, url = {https://a.uk/}}")
    >>> entries[0].source.words, problems
    ('A page.', [])
    """
    entries, problems = _parsed(text, file)
    return list(entries), list(problems)


# One text means one thing: all that a build asks of it, and each page that is forked from a process which has read it,
# share one reading.
@lru_cache(maxsize=4)
def _parsed(text: str, file: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    from pybtex.database.input.bibtex import LowLevelParser, month_names

    problems: list[Problem] = []
    broken: set[int | None] = set()
    parser = LowLevelParser(text, macros=dict(month_names), handle_error=lambda error: note(error))

    def note(error: PybtexSyntaxError) -> None:
        start = text.count("\n", 0, parser.command_start or 0) + 1
        which = f"The entry '{parser.current_entry_key}' that starts" if parser.current_entry_key else "The entry"
        where = f" in line {start}" if parser.current_entry_key and start != error.lineno else ""
        which = which if where else which.removesuffix(" that starts")
        rule = f"{which}{where} cannot be read: {error.args[0] if error.args else error}"
        remedy = "Look at this line and the one before it for a comma or a brace too many or too few."
        problems.append(Problem(file, error.lineno, None, "", rule, remedy))
        broken.add(parser.command_start)

    entries: dict[str, Entry] = {}
    for kind, body in parser:
        if kind.lower() in ("string", "preamble") or not body[0]:
            continue
        line = text.count("\n", 0, parser.command_start) + 1
        if parser.command_start not in broken:
            left = _left_over(text, parser.pos)
            if left:
                rule = f"The entry '{body[0]}' is closed here, and '{left[1]}' stands outside of it"
                problems.append(Problem(file, left[0], None, "", rule, "Take the stray brace out."))
                broken.add(parser.command_start)
        values: dict[str, str] = {}
        for name, value in body[1]:
            if name.lower() in values:
                rule = f"is given twice in the entry '{body[0]}'"
                problems.append(Problem(file, line, name.lower(), "".join(value), rule, "Keep one of the two."))
            values.setdefault(name.lower(), " ".join("".join(value).split()))
        entry = Entry(body[0], line, values, whole=parser.command_start not in broken, kind=kind.lower())
        first = entries.setdefault(body[0].lower(), entry)
        if first is not entry:
            rule = f"is already the key of the entry in line {first.line}"
            problems.append(Problem(file, line, "key", body[0], rule, "Give one of them another key, or remove it."))
    return tuple(entries.values()), tuple(problems)


def _left_over(text: str, end: int) -> tuple[int, str] | None:
    """Return the line of a brace too many, and what looks like the rest of an entry that ends before it."""
    following = text.find("@", end)
    found = LEFT_OVER.search(text[end - 1 : following if following >= 0 else len(text)], 1)
    if not found:
        return None
    rest = found[1].strip()
    at = end if rest[0].isalpha() else end - 1 + found.start(1)
    return text.count("\n", 0, at) + 1, rest.rstrip("= \t")
