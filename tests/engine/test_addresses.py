"""No page meets another version's module or style."""

from __future__ import annotations

import re

FOLDER = re.compile(r'(?:src|href)="([^"]*_static(-[0-9a-f]+)?/[^"]+)"')


def addresses(site):
    found = {}
    for page in site.rglob("*.html"):
        for address, version in FOLDER.findall(page.read_text(encoding="utf-8")):
            if "_static/data/" not in address:
                path = (page.parent / address.partition("?")[0]).resolve()
                found.setdefault(version, set()).add(path)
    return found


def test_every_asset_has_the_digest_of_all_in_its_address_and_it_changes_with_any(book, build):
    (book / "book" / "_static").mkdir()
    style = book / "book" / "_static" / "own.css"
    style.write_text("p { margin: 0 }\n", encoding="utf-8")
    assert build(book)[0] == 0
    site = book / "_build" / "html"
    ((first, files),) = addresses(site).items()
    assert first
    assert len(files) > 3
    assert all(path.is_file() for path in files)
    assert build(book)[0] == 0
    assert list(addresses(site)) == [first]
    style.write_text("p { margin: 1px }\n", encoding="utf-8")
    assert build(book)[0] == 0
    ((second, files),) = addresses(site).items()
    assert second != first
    assert all(path.is_file() for path in files)
    assert [path.name for path in site.glob("_static-*")] == [f"_static{second}"]


def test_modules_find_each_other_in_the_folder_of_their_version(book, build):
    assert build(book)[0] == 0
    (folder,) = (book / "_build" / "html").glob("_static-*")
    modules = list(folder.rglob("*.mjs"))
    assert modules
    for module in modules:
        for name in re.findall(r'(?:from|import)\s*\(?"(\.[^"]+)"', module.read_text(encoding="utf-8")):
            assert (module.parent / name).resolve().is_relative_to(folder.resolve()), f"{module}: {name}"
            assert (module.parent / name).is_file(), f"{module}: {name}"


TEXT = re.compile(r'"[^"\\\n]*"')
"""A text of a module that has no sign of another kind in it."""


def test_what_readers_load_has_no_remarks_and_says_the_same(book, build):
    assert build(book)[0] == 0
    site = book / "_build" / "html"
    (folder,) = site.glob("_static-*")
    seen = 0
    for small in [*folder.rglob("*.mjs"), *folder.rglob("*.css")]:
        whole = (site / "_static" / small.relative_to(folder)).read_text(encoding="utf-8")
        text = small.read_text(encoding="utf-8")
        if "/*!" in whole:  # the licence of another's code goes with it
            assert text.startswith("/*!"), small
            continue
        assert "/*" not in text, small
        assert "// " not in TEXT.sub("", text), small
        assert len(text) < len(whole), small
        code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", whole, flags=re.DOTALL | re.MULTILINE)
        if small.suffix == ".mjs":
            assert [word for word in TEXT.findall(code) if word not in text] == [], small
        seen += 1
    assert seen > 5
