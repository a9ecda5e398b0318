"""Run the cells of one page in a forked process, and give up where an ordinary kernel could do otherwise."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, cast

from ...widgets.hosts import STILL
from .reads import Reads

if TYPE_CHECKING:
    from .drawer import Drawer

APART = ("clear_output", "update_display_data")
STRANGERS = ("matplotlib", "multiprocessing.pool", "concurrent.futures.process")
OWN_THREADS = {"MainThread", "IOPub", "IPythonHistorySavingThread"}
PATIENCE = 10
TOOL = "vl_convert"
"""What draws: a page that sets it up, as with faces of its own, must draw itself."""


class GivesUpError(Exception):
    """The page does something that a forked kernel may do in another way than an ordinary one."""


class Said:
    """What a process and its children write to the terminal behind Python's back: an ordinary kernel would show it."""

    def __init__(self) -> None:
        self.file = os.memfd_create("terminal")
        for stream in (1, 2):
            os.dup2(self.file, stream)

    def anything(self) -> bool:
        """Whether there is anything."""
        return os.fstat(self.file).st_size > 0


def run_page(request: dict[str, Any], answers: int, drawer: Drawer | None = None) -> None:
    """Run the cells of a page and write its outputs, or why there are none, as one line.

    Parameters
    ----------
    request
        ``cells``, a list of ``[number, source]``; ``folder`` to run in; ``root``, the book's folder.
    answers
        The file that takes the lines.
    drawer
        The process that draws charts, where there is one.
    """

    def say(answer: dict[str, Any]) -> None:
        line = json.dumps(answer).encode() + b"\n"
        while line:
            line = line[os.write(answers, line) :]

    said = Said()
    os.chdir(request["folder"])
    os.environ.update(request["environment"], JPY_PARENT_PID=str(os.getppid()), **{STILL: "1"})
    sys.path.insert(0, "")
    if drawer and not any(TOOL in source for _, source in request["cells"]):
        drawer.take_over()
    reseed()
    started = time.monotonic()
    try:
        kernel = Kernel()
        reads = Reads(request["root"])
        outputs = kernel.run(request["cells"], say)
        if said.anything():
            raise GivesUpError("it writes to the terminal")
        if found := [name for name in STRANGERS if name in sys.modules]:
            raise GivesUpError(f"it imports {found[0]}")
    except GivesUpError as error:
        say({"gave_up": str(error)})
    except Exception as error:
        say({"gave_up": f"{type(error).__name__}: {error}"})
    else:
        seconds = time.monotonic() - started
        say({"outputs": outputs, "language": kernel.language, "seconds": seconds, "reads": reads.known})


def reseed() -> None:
    """Give the page random numbers of its own, as a new process would have."""
    import random

    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _of_zmq(thread: threading.Thread) -> bool:
    return type(thread).__module__.startswith("zmq.")


class Kernel:
    """An IPython kernel inside this process; it may be started only after the fork, for it starts threads."""

    def __init__(self) -> None:
        from ipykernel.inprocess.manager import InProcessKernelManager
        from traitlets.config import Config

        manager = InProcessKernelManager(config=Config({"HistoryManager": {"enabled": False}}))
        manager.start_kernel()  # type: ignore[no-untyped-call]
        self.client: Any = manager.client()  # type: ignore[no-untyped-call]
        self.client.start_channels()
        self.language: Any = cast(Any, manager.kernel).language_info

    def run(self, cells: list[tuple[int, str]], say: Any) -> list[dict[str, Any]]:
        """Run cells, each after it has been said which one is next; return count and outputs of each."""
        done = []
        for number, source in cells:
            say({"cell": number})
            done.append({"cell": number, **self._heard(self.client.execute(source))})
        strangers = [t.name for t in threading.enumerate() if t.name not in OWN_THREADS and not _of_zmq(t)]
        if strangers:
            raise GivesUpError(f"it starts threads: {', '.join(strangers)}")
        return done

    def _heard(self, asked: str) -> dict[str, Any]:
        from nbformat.v4 import output_from_msg

        reply = self.client.get_shell_msg(timeout=0)["content"]
        if reply["status"] != "ok":
            raise GivesUpError(f"a cell fails: {reply.get('ename')}")
        outputs: list[dict[str, Any]] = []
        while True:
            # Outputs come through a thread: the cell is over when the kernel says that it is idle again.
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            kind = message["header"]["msg_type"]
            if message["parent_header"].get("msg_id", asked) != asked:
                continue  # streams name no parent here
            if kind == "status" and message["content"]["execution_state"] == "idle":
                return {"execution_count": reply["execution_count"], "outputs": outputs}
            if kind in APART or "display_id" in (message["content"].get("transient") or {}):
                raise GivesUpError(f"it uses {kind}")
            if kind not in ("stream", "display_data", "execute_result", "error"):
                continue
            output = dict(output_from_msg(message))  # type: ignore[no-untyped-call]
            if kind == "stream" and outputs and outputs[-1].get("name") == output["name"]:
                outputs[-1]["text"] += output["text"]
            else:
                outputs.append(output)
