"""Each tool is light: what comes with the page, and what comes when a reader begins, are ten thousand bytes at most."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import rjsmin

from livingwell_learning.widgets.joining import HERE, IMPORT, LATER, LIBRARY, VENDOR, _target, modules

MOST = 10_000
# The address of what a reader's first touch loads, beside what that imports.
BEGINS = {
    "my_reflection": ("my_reflection/tool.mjs",),
    "our_reflection": ("our_reflection/group.mjs", "our_reflection/closing.mjs"),
    "forces": ("forces/tool.mjs",),
    "future": ("future/tool.mjs",),
}


def closure(*addresses):
    """Return the addresses of modules and of all that they import at once, as a browser loads them."""
    found, open_ = set(), list(addresses)
    while open_:
        address = open_.pop()
        if address in found:
            continue
        found.add(address)
        text = (LIBRARY / address).read_text(encoding="utf-8")
        open_ += [_target(address, target) for _, target in IMPORT.findall(text)]
    return found


def weight(addresses):
    """Return the bytes of each module as a reader gets it: without remarks, each compressed by itself."""
    return {
        address: len(gzip.compress(rjsmin.jsmin((LIBRARY / address).read_text("utf-8")).encode(), 6, mtime=0))
        for address in sorted(addresses)
    }


@pytest.mark.parametrize("tool", BEGINS)
def test_a_tool_is_light_on_the_page_and_light_when_a_reader_begins(tool):
    page = closure(f"widgets/{tool}/{tool}.mjs")
    first = weight(page)
    assert sum(first.values()) <= MOST / 2, first
    begun = weight(closure(*(f"widgets/{address}" for address in BEGINS[tool])) - {"widgets/kit.mjs"})
    assert sum(begun.values()) <= MOST, begun


@pytest.mark.parametrize("tool", BEGINS)
def test_what_begins_is_what_the_module_asks_for_and_the_picture_of_a_code_waits_to_be_asked_for(tool):
    entry = (HERE / tool / f"{tool}.mjs").read_text(encoding="utf-8")
    asked = [Path(target).name for target in LATER.findall(entry)]
    assert asked == [Path(BEGINS[tool][0]).name]
    begun = closure(f"widgets/{tool}/{tool}.mjs", *(f"widgets/{address}" for address in BEGINS[tool]))
    assert not [address for address in begun if VENDOR in address]
    known = {address for address in modules(HERE / tool) if VENDOR in address}
    assert len(known) == 1, "a QR is drawn by somebody else's library, on request"
