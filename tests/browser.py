"""Find the browsers of the tests, one of each engine, and install with Debian's packages what is missing.

Chromium reads the whole book; Firefox and WebKit try every tool in it (``tests/engines``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
LIBRARIES = ("/usr/lib", "/usr/libexec")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    # Two pop-ups of the address bar would start a process for every context; the first two are Playwright's own choice.
    "--disable-features=HttpsUpgrades,PaintHolding,WebUIOmniboxAimPopup,WebUIOmniboxPopup",
    # What a page asks of another machine stays without an answer: no name but that of this one is known.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
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


def firefox() -> str | None:
    """Return the path of a Firefox, or nothing; the variable FIREFOX comes first."""
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def webkit() -> tuple[str, str, str] | None:
    """Return the paths of WebKit's small browser, of its driver and of a screen that nobody sees, or nothing."""
    small = sorted(path for folder in LIBRARIES for path in Path(folder).glob("**/webkit2gtk-4*/MiniBrowser"))
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    return (str(small[-1]), driver, screen) if small and driver and screen else None


FOUND = {"Chromium": find, "Firefox": firefox, "WebKit": webkit}
# Of each line one is enough: Debian's Firefox is the one with long support, Ubuntu has the other alone.
PACKAGES = {
    "Chromium": [["chromium"]],
    "Firefox": [["firefox-esr"], ["firefox"]],
    "WebKit": [["webkit2gtk-driver", "xvfb"]],
}


def needed(name):
    """Return what was found of an engine; a test that needs it fails where it is missing."""
    found = FOUND[name]()
    assert found, f"No {name} was found: run `make browser`."
    return found


def install(name: str) -> None:
    """Install a browser with Debian's packages where this user may; a Chromium else as Playwright's own."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not prefix or shutil.which("sudo")):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*prefix, "apt-get", "update"], env=environment)
        for packages in PACKAGES[name]:
            command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
            if subprocess.run([*prefix, *command], env=environment).returncode == 0 and FOUND[name]():
                return
    if name == "Chromium":
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    for name, look in FOUND.items():
        if not look():
            install(name)
        if not (found := look()):
            sys.exit(f"No {name} was found or could be installed. Install it with the packages of your system.")
        print(f"{name} for the tests: {found if isinstance(found, str) else found[0]}")
