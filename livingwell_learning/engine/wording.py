"""Say in plain words, with a remedy, what Sphinx and its extensions warn of in theirs."""

from __future__ import annotations

import re

NOISE = tuple(
    re.compile(pattern)
    for pattern in (
        # The library says the same with the line of the cell.
        r"Executing notebook failed: ",
        r"Notebook exception traceback saved in",
        # So it says of the cells of a page that was not run, for a reason that is named.
        r"No source code lexer found for notebook cell",
        # Each place that names a page without a headline; the page itself is named once.
        r"toctree contains reference to document .* that doesn't have a title",
        r".*toctree contains reference to document .* that doesn't have a title",
        # The page's own check names the line.
        r"Malformed YAML",
        # The table of contents was checked before.
        r"while setting up extension sphinx_external_toc: ",
    )
)

WORDS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), rule, remedy)
    for pattern, rule, remedy in (
        (
            r"'myst' cross-reference target not found: '(?P<value>[^']*)'",
            "is no page, heading or label of this book",
            "Correct the link: a page is named by its file, a heading of it after a #.",
        ),
        (
            r"Unknown source document '(?P<value>[^']*)'",
            "is no page of this book",
            "Correct the link: a page is named by its file, from the folder of the page that links to it.",
        ),
        (
            r"local id not found in doc '(?P<page>[^']*)': '(?P<value>[^']*)'",
            "is no heading or label of the page {page}",
            "Correct what stands after the #.",
        ),
        (
            r"Multiple matches for '(?P<value>[^']*)': (?P<more>.*)",
            "could be {more}",
            "Name the page before the #.",
        ),
        (
            r"could not find bibtex key ['\"](?P<value>[^'\"]*)['\"]",
            "is no key in references.bib",
            "Correct the key, or add the source.",
        ),
        (
            r"undefined label: '?(?P<value>[^' ]*)'?",
            "is no label of this book",
            "Correct it, or set the label before a heading.",
        ),
        (
            r"unknown document: '(?P<value>[^']*)'",
            "is no page of this book",
            "Correct the link.",
        ),
        (
            r"(?:image|download) file not readable: (?P<value>\S+)",
            "is no file that can be read",
            "Correct the name, from the folder of the page, or add the file.",
        ),
        (
            r"Unknown (?P<kind>directive type|interpreted text role)s?:? ['\"](?P<value>[^'\"]*)['\"]",
            "is no {kind} that this book knows",
            "Correct the name.",
        ),
        (
            r"(?P<kind>Document headings start at (?P<now>H\d), not H1)",
            "The first heading of the page is an {now}, and it must be an H1",
            "Begin the page with one line that starts with a single #.",
        ),
        (
            r"Non-consecutive header level increase; (?P<up>H\d) to (?P<down>H\d)",
            "The heading is an {down} under an {up}: a level is left out",
            "Take away a #, or add the heading between them.",
        ),
        (
            r"unknown config value '(?P<value>[^']*)' in override, ignoring",
            "is no Sphinx setting that a part of this book knows",
            "Correct the name, or add the extension that it belongs to.",
        ),
        (
            r"Lexing literal_block .*? as \"(?P<value>\w+)\" resulted in an error at token: (?P<token>.*?)\. .*",
            "is not what this block of code is written in: {token} cannot be read as such",
            "Name the right language after the fence, or `text`.",
        ),
        (
            r"Pygments lexer name '(?P<value>[^']*)' is not known",
            "is no language that code is coloured in",
            "Correct the name after the fence, or write `text`.",
        ),
        (
            r"Duplicate explicit target name: \"(?P<value>[^\"]*)\"\.?",
            "names two places of the page",
            "Rename one of them.",
        ),
        (
            r"toctree contains reference to (?:nonexisting|excluded) document '(?P<value>[^']*)'",
            "stands in the table of contents, and is no page",
            "Correct or remove the entry in _toc.yml.",
        ),
        (
            r"undecodable source characters.*",
            "The file is no text in UTF-8",
            "Save it as UTF-8.",
        ),
        (
            r"'(?P<name>[^']+)': Unknown option keys: \['(?P<value>[^']+)'.*?\] \(allowed: \[(?P<known>.*)\]\)",
            "is no option of {name}",
            "Correct or remove it; the options are: {known}.",
        ),
        (
            r"(?P<start>the code on this line failed: )(?P<error>.*?)\.?$",
            "{start}{error}",
            "Run the page's cells in a notebook to see all that is said, and mend this one.",
        ),
        (
            r"this page cannot be built: NoSuchKernel: No such kernel named (?P<value>\S+)",
            "is no kernel that is installed here",
            "Install it, or name another under kernelspec at the top of the page, such as python3.",
        ),
        (
            r"this page cannot be built: (?:JSONDecodeError|NotJSONError): (?P<error>.*)",
            "The notebook is no JSON: {error}",
            "Put back the last version that Jupyter opens, and make the change there.",
        ),
        (
            r"document isn't included in any toctree",
            "The page stands nowhere in _toc.yml",
            "Add it there, or remove it.",
        ),
        (
            r".*?yaml.*?while (?:parsing|scanning).*",
            "The lines between the first two --- are no YAML",
            "Look at their spaces, colons and quotation marks.",
        ),
    )
)


def is_noise(words: str) -> bool:
    """Whether a warning only repeats what another one says with its place."""
    return any(pattern.match(words) for pattern in NOISE)


def in_plain_words(words: str) -> tuple[str, str, str]:
    r"""Return what is wrong, what to do, and the value at fault.

    Examples
    --------
    >>> in_plain_words("could not find bibtex key 'frist'")
    ('is no key in references.bib', 'Correct the key, or add the source.', 'frist')
    >>> in_plain_words("the glossary has no term 'wrod'. Correct the id")
    ("the glossary has no term 'wrod'", 'Correct the id.', '')
    """
    for pattern, rule, remedy in WORDS:
        if found := pattern.match(words):
            parts = found.groupdict()
            return rule.format(**parts), remedy.format(**parts), parts.get("value") or ""
    rule, _, remedy = words.strip().partition(". ")
    remedy = remedy.strip()
    return rule, f"{remedy}." if remedy and not remedy.endswith((".", "?", "…")) else remedy, ""
