"""WebKit, the engine of every iPhone, in Debian's small browser of it, on a screen that nobody sees."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser import needed
from tests.conftest import Quiet
from tests.engines.hands import FIND, SECONDS, Hands

LISTEN = """\
window.heard = []
addEventListener("error", event => heard.push(event.message || `${event.target.src ?? event.target.href}: no`), true)
addEventListener("unhandledrejection", ({ reason }) => heard.push(String(reason)))
addEventListener("securitypolicyviolation", event => heard.push(event.violatedDirective + event.blockedURI))
console.error = (...said) => heard.push(said.join(" "))
"""


class Listening(Quiet):
    """Puts a script before all others of a page: WebKit's driver does not tell what was written to the console."""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.suffix == ".html" and path.is_file():
            page = path.read_text(encoding="utf-8")
            assert "<head>" in page
            # What stands before a page's policy is not under it.
            self.give(page.replace("<head>", f"<head><script>{LISTEN}</script>", 1))
        else:
            super().do_GET()

    def give(self, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class WebKit(Hands):
    server = Listening

    def __init__(self, profile):
        self.profile = profile

    def __enter__(self):
        browser, driver, screen = needed("WebKit")
        number, end = os.pipe()
        command = [screen, "-displayfd", str(end), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
        self.screen = subprocess.Popen(command, pass_fds=[end], stderr=subprocess.DEVNULL)
        os.close(end)
        with os.fdopen(number) as said:
            display = said.readline().strip()
        options = Options()
        options.binary_location = browser
        for argument in ("--automation", "--private"):
            options.add_argument(argument)
        places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(self.profile))
        # In a container WebKit cannot make the room that it would put each page into.
        places |= {"DISPLAY": f":{display}", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        service = Service(driver, log_output=str(self.profile / "driver.txt"), env={**os.environ, **places})
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        # Without this a command that the driver lost would be waited for without end.
        self.driver.command_executor.client_config.timeout = SECONDS
        self.driver.set_window_size(1200, 900)
        return self

    def __exit__(self, *_):
        self.driver.quit()
        self.driver.command_executor.close()
        self.screen.terminate()
        self.screen.wait()

    def go(self, address):
        self.driver.get(address)

    def back(self):
        self.driver.back()

    def ask(self, function, *given):
        return self.driver.execute_script(f"return ({function})(...arguments)", *given)

    def press(self, selector, words=""):
        self.until_there(selector, words)
        self.ask(FIND, selector, words).click()

    def write(self, selector, text):
        self.until_there(selector)
        self.ask(FIND, selector, "").send_keys(text)

    def wrongs(self):
        return self.ask("() => window.heard")
