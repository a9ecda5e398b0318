"""Read ``_config.yml`` and ``_toc.yml`` before Sphinx does, so that what is wrong in them is named by its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..data import did_you_mean, sentences
from .faults import Fault

CONFIG, TOC, PAGES = "_config.yml", "_toc.yml", "book"
TOC_KEYS = (
    "format", "root", "file", "url", "glob", "title", "defaults", "options", "parts", "chapters", "sections",
    "subtrees", "entries", "caption", "hidden", "maxdepth", "numbered", "reversed", "titlesonly", "style",
    "restart_numbering",
)  # fmt: skip
FREE = {"sphinx", "repository", "launch_buttons", "analytics", "comments"}
SUFFIXES = (".md", ".ipynb", ".rst")


def setting_faults(root: Path) -> list[Fault]:
    """Return what is wrong in the configuration and the table of contents of a book."""
    return [*config_faults(root), *toc_faults(root)]


def config_faults(root: Path) -> list[Fault]:
    """Return each line of ``_config.yml`` that is no YAML, names no setting, or gives one a value it cannot take."""
    tree, faults = _tree(root, CONFIG)
    if tree is None:
        return faults
    if not isinstance(tree, yaml.MappingNode):
        return [Fault(CONFIG, 1, "The file is no list of settings", "Begin it with `title: …`.")]
    faults += _unknown(tree, _known_settings())
    from jupyter_book.config import get_validator

    # BaseLoader would read numbers as text: the safe one gives the values that Jupyter Book sees.
    content = yaml.safe_load((root / CONFIG).read_text(encoding="utf-8"))
    for error in get_validator().iter_errors(content):
        keys = [str(key) for key in error.absolute_path]
        rule = f"cannot be the setting {'/'.join(keys)}: {error.message}"
        faults.append(Fault(CONFIG, _line_of(tree, keys), rule, "Correct the value.", str(error.instance)))
    return faults


def toc_faults(root: Path) -> list[Fault]:
    """Return each entry of ``_toc.yml`` that leads to no page, or is no entry, and each page that no entry names."""
    tree, faults = _tree(root, TOC)
    if tree is None:
        return faults
    named: dict[str, int] = {}
    if isinstance(tree, yaml.MappingNode):
        for key, value in _entries(tree):
            line = key.start_mark.line + 1
            if key.value not in TOC_KEYS:
                remedy = sentences(did_you_mean(key.value, TOC_KEYS), "Correct or remove it.")
                faults.append(Fault(TOC, line, "is no key of a table of contents", remedy, key.value))
            elif key.value in ("file", "root") and isinstance(value, yaml.ScalarNode):
                faults += _page_faults(root, value.value, line, named)
    if not faults:
        from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

        try:
            parse_toc_yaml(root / TOC)
        except (MalformedError, ValueError, TypeError) as error:
            what, _, where = str(error).partition(" @ ")
            line = _line_of(tree, where.strip("'/").split("/"))
            faults.append(Fault(TOC, line, f"The table of contents cannot be read: {what}", "Correct the entry."))
    return faults or list(_left_out(root, named))


def _page_faults(root: Path, page: str, line: int, named: dict[str, int]) -> list[Fault]:
    name = next((page.removesuffix(suffix) for suffix in SUFFIXES if page.endswith(suffix)), page)
    if name in named:
        return [Fault(TOC, line, f"stands on line {named[name]} already", "Remove one of the two.", page)]
    named[name] = line
    if any((root / PAGES / f"{name}{suffix}").is_file() for suffix in SUFFIXES):
        return []
    there = [path.relative_to(root / PAGES).with_suffix("").as_posix() for path in _pages(root)]
    guess = did_you_mean(name, there) or _moved(name, there)
    return [Fault(TOC, line, f"is no page in {PAGES}/", sentences(guess, "Correct or remove the entry."), page)]


def _moved(name: str, there: list[str]) -> str:
    last = name.rpartition("/")[2]
    return next((f"Did you mean '{page}'?" for page in there if page.rpartition("/")[2] == last), "")


def _left_out(root: Path, named: dict[str, int]) -> Iterator[Fault]:
    config = _config(root)
    if "glob:" in (root / TOC).read_text(encoding="utf-8"):
        return
    from sphinx.util.matching import Matcher

    apart = Matcher([*config.get("exclude_patterns", []), "_build", "**.ipynb_checkpoints"])
    for path in _pages(root):
        page = path.relative_to(root / PAGES)
        if page.with_suffix("").as_posix() in named or apart(page.as_posix()) or _orphan(path):
            continue
        remedy = f"Add `- file: {page.with_suffix('').as_posix()}` to {TOC}, or remove the page."
        yield Fault(f"{PAGES}/{page.as_posix()}", None, f"The page stands nowhere in {TOC}", remedy)


def _orphan(path: Path) -> bool:
    head = path.read_text(encoding="utf-8", errors="replace").partition("\n---")[0]
    return head.startswith("---") and "\norphan: true" in head


def _pages(root: Path) -> list[Path]:
    hidden = (".", "_")
    return sorted(
        path
        for suffix in SUFFIXES
        for path in (root / PAGES).rglob(f"*{suffix}")
        if not any(part.startswith(hidden) for part in path.relative_to(root / PAGES).parts)
    )


def _config(root: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load((root / CONFIG).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    return content if isinstance(content, dict) else {}


def _tree(root: Path, name: str) -> tuple[yaml.Node | None, list[Fault]]:
    """Return a YAML file as nodes, which know their lines."""
    try:
        text = (root / name).read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return None, [Fault(name, None, f"The file is missing in {root}", "Put it back, or give --root the book.")]
    except UnicodeDecodeError:
        return None, [Fault(name, None, "The file is no text in UTF-8", "Save it as UTF-8.")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        context = f", {error.context}" if error.context else ""
        rule = f"The line is no YAML: {error.problem or 'it cannot be read'}{context}"
        remedy = "Look at its spaces, colons and quotation marks, and at the line above."
        if "\t" in text:
            remedy = "YAML takes no tabs: put spaces in their place."
        return None, [Fault(name, mark.line + 1 if mark else None, rule, remedy)]
    except yaml.YAMLError as error:
        return None, [Fault(name, None, f"The file is no YAML: {str(error).splitlines()[0]}", "Correct it.")]
    if tree is None:
        return None, [Fault(name, None, "The file is empty", "Put its content back.")]
    return tree, _repeated(name, tree)


def _repeated(name: str, tree: yaml.Node) -> list[Fault]:
    faults = []
    for mapping in _mappings(tree):
        seen: dict[str, int] = {}
        for key, _ in mapping.value:
            line = key.start_mark.line + 1
            if key.value in seen and isinstance(key, yaml.ScalarNode):
                rule = f"stands on line {seen[key.value]} already, and only one of the two counts"
                faults.append(Fault(name, line, rule, "Remove one.", key.value))
            elif isinstance(key, yaml.ScalarNode):
                seen[key.value] = line
    return faults


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def _entries(tree: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Give each key and value of a table of contents; the options of a tree are the extension's own."""
    for key, value in tree.value:
        yield key, value
        if key.value in ("defaults", "options"):
            continue
        for below in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if isinstance(below, yaml.MappingNode):
                yield from _entries(below)


@cache
def _known_settings() -> dict[str, Any]:
    """Return the settings that Jupyter Book takes, from its own list and schema."""
    from jupyter_book.config import PATH_JSON_SCHEMA, PATH_YAML_DEFAULT

    known: dict[str, Any] = yaml.safe_load(PATH_YAML_DEFAULT.read_text(encoding="utf-8"))
    schema = json.loads(PATH_JSON_SCHEMA.read_text(encoding="utf-8"))

    def add(into: dict[str, Any], properties: dict[str, Any]) -> None:
        for name, said in properties.items():
            if not isinstance(into.get(name), dict):
                into[name] = into.get(name) if name in into and "properties" not in said else {}
            if said.get("properties"):
                add(into[name], said["properties"])

    add(known, schema["properties"])
    known.setdefault("bibtex_bibfiles", None)
    known.setdefault("project", None)
    for name in ("latex_documents",):
        known.setdefault("latex", {}).setdefault(name, {})
    for name in ("eval_regex", "raise_on_error", "show_tb"):
        known["execute"].setdefault(name, None)
    return known


def _unknown(tree: yaml.MappingNode, known: dict[str, Any], above: str = "") -> list[Fault]:
    faults = []
    for key, value in tree.value:
        name = key.value
        if name not in known:
            remedy = sentences(did_you_mean(name, known), f"The settings{above} are: {', '.join(known)}.")
            faults.append(Fault(CONFIG, key.start_mark.line + 1, "is no setting of Jupyter Book", remedy, name))
        elif isinstance(value, yaml.MappingNode) and name not in FREE and known[name]:
            faults += _unknown(value, known[name], f" under {name}")
    return faults


def _line_of(tree: yaml.Node, keys: list[str]) -> int:
    """Return the line where a value stands, or that of the nearest one around it."""
    line: int = tree.start_mark.line + 1
    for key in keys:
        below = None
        if isinstance(tree, yaml.MappingNode):
            below = next(((k, v) for k, v in tree.value if k.value == key), None)
        elif isinstance(tree, yaml.SequenceNode) and key.isdigit() and int(key) < len(tree.value):
            below = (tree.value[int(key)], tree.value[int(key)])
        if below is None:
            break
        line, tree = below[0].start_mark.line + 1, below[1]
    return line


def setting_line(root: Path, key: str) -> int | None:
    """Return the line of ``_config.yml`` that gives a Sphinx setting, if one does."""
    tree, _ = _tree(root, CONFIG)
    for mapping in _mappings(tree) if tree is not None else ():
        for name, _ in mapping.value:
            if name.value == key:
                return int(name.start_mark.line + 1)
    return None
