"""Let the tests say in the book's statement of accessibility when they ran, and how that went.

With ``LIVINGWELL_RECORD=1`` a run of the tests writes the day and the counts of those that it ran into the rows of
``data/accessibility_checks.csv`` that tests name: ``@pytest.mark.statement("axe")``. Other rows stay as they are.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from datetime import date
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "accessibility_checks.csv"
VARIABLE, PROPERTY = "LIVINGWELL_RECORD", "statement"


class Recorder:
    """Count what the tests of each row came to, in this process or in those that it has started."""

    def __init__(self, table=TABLE):
        self.table, self.passed, self.failed = table, Counter(), Counter()

    def pytest_runtest_logreport(self, report):
        row = dict(report.user_properties).get(PROPERTY)
        if row and report.failed:
            self.failed[row] += 1
        elif row and report.when == "call" and report.passed:
            self.passed[row] += 1

    def pytest_sessionfinish(self, session):
        self.write(date.today())

    def write(self, day):
        """Write what was counted into the table; nothing where no test of a row has run."""
        with self.table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            tried = self.passed[row["id"]] + self.failed[row["id"]]
            if tried:
                row.update(checked=day.isoformat(), tried=str(tried), failed=str(self.failed[row["id"]]))
        if not self.passed and not self.failed:
            return
        with self.table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def begin(config):
    """Record in the process that hears of all tests, where somebody asks for it."""
    config.addinivalue_line("markers", "statement(row): what the test finds stands in the statement of accessibility")
    if os.environ.get(VARIABLE) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder())


def name_rows(items):
    """Tell the process that records which row each test belongs to."""
    for item in items:
        if mark := item.get_closest_marker(PROPERTY):
            item.user_properties.append((PROPERTY, mark.args[0]))
