"""What axe finds on a page: WCAG 2.2 AA and best practice, the size of targets included."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
ALL_LAID_OUT = "* { content-visibility: visible !important }"


def broken_rules(page):
    """Check a page with axe; give each broken rule with the first places that break it."""
    page.add_style_tag(content=ALL_LAID_OUT)
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]
