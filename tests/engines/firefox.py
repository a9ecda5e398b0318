"""Firefox, driven over WebDriver BiDi, which it speaks itself: no further driver is needed."""

from __future__ import annotations

import re
import subprocess

from selenium.webdriver.remote.websocket_connection import WebSocketConnection

from tests.browser import needed
from tests.engines.hands import FIND, SECONDS, Hands


class Entry:
    """What Firefox writes to its console, as it says it."""

    event_class = "log.entryAdded"

    @staticmethod
    def from_json(given):
        return given


class Firefox(Hands):
    def __init__(self, profile):
        self.profile = profile
        self.errors = []

    def __enter__(self):
        command = [needed("Firefox"), "--headless", "--no-remote", "--profile", str(self.profile)]
        command += ["--remote-debugging-port", "0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        said = []
        for line in self.process.stderr:
            said.append(line)
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                break
        else:
            raise AssertionError("".join(said))
        self.connection = WebSocketConnection(f"{found[1]}/session", SECONDS, 0.01)
        self.send("session.new", capabilities={})
        self.connection.add_callback(Entry, self.hear)
        self.send("session.subscribe", events=["log.entryAdded"])
        self.page = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("browsingContext.setViewport", context=self.page, viewport={"width": 1200, "height": 900})
        return self

    def __exit__(self, *_):
        # The connection goes first: one that the browser ends leaves its socket open here.
        self.connection.close()
        self.process.terminate()
        self.process.wait(SECONDS)
        self.process.stderr.close()

    def hear(self, entry):
        if entry["level"] == "error":
            self.errors.append(entry["text"])

    def send(self, method, **params):
        answer = self.connection.send_cmd(method, params)
        assert "result" in answer, answer
        return answer["result"]

    def call(self, function, *given):
        answer = self.send(
            "script.callFunction", functionDeclaration=function, awaitPromise=True, target={"context": self.page},
            arguments=[{"type": "string", "value": each} for each in given],
        )  # fmt: skip
        assert answer["type"] == "success", answer
        return answer["result"]

    def act(self, kind, *actions):
        pointer = {"parameters": {"pointerType": "mouse"}} if kind == "pointer" else {}
        source = {"type": kind, "id": kind, "actions": list(actions), **pointer}
        self.send("input.performActions", context=self.page, actions=[source])

    def go(self, address):
        self.errors.clear()
        self.send("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def back(self):
        self.send("browsingContext.traverseHistory", context=self.page, delta=-1)

    def ask(self, function, *given):
        return self.call(function, *given).get("value")

    def press(self, selector, words=""):
        self.until_there(selector, words)
        element = {"type": "element", "element": {"sharedId": self.call(FIND, selector, words)["sharedId"]}}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": element}
        self.act("pointer", move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def write(self, selector, text):
        self.press(selector)
        self.act("key", *({"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")))

    def wrongs(self):
        return self.errors
