"""Find a Chromium for the tests; where there is none, install Debian's if apt is there, else Playwright's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    # Two pop-ups of the address bar would start a process for every context; the first two are Playwright's own choice.
    "--disable-features=HttpsUpgrades,PaintHolding,WebUIOmniboxAimPopup,WebUIOmniboxPopup",
]  # fmt: skip


def find() -> str | None:
    """Return the path of a Chromium, or nothing; the variable CHROMIUM comes first."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named:
        return named
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install a Chromium, with Debian's packages where this user may, else Playwright's own."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = shutil.which("apt-get") and (not prefix or shutil.which("sudo"))
    if apt:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        commands = [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]]
        if all(subprocess.run([*prefix, *c], env=environment).returncode == 0 for c in commands) and find():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if not find():
        install()
    path = find()
    if not path:
        sys.exit("No Chromium was found or could be installed. Install one and name its path in CHROMIUM.")
    print(f"Chromium for the tests: {path}")
