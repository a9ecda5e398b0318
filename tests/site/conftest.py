from __future__ import annotations

import subprocess
import sys

import pytest

from tests.site import minibook


@pytest.fixture
def book(tmp_path):
    """A small book of its own for a test to break."""
    return minibook.write(tmp_path)


@pytest.fixture
def build():
    """Build a book with the editors' command; give its exit status and all that it printed."""

    def run(folder):
        command = [sys.executable, "-m", "livingwell_learning.cli", "build", "--root", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    return run
