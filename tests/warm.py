"""Run the commands of a book's editor in forks of one process that has the imports done.

A build of a small book takes a second and a half; the imports before it take ten. What the command does is the same:
the fork gets its arguments, folder and environment, and gives what it prints and its exit status. The tests of
``tests/engine`` that start and kill builds use the command itself.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path

COMMANDS = {
    "livingwell": "livingwell_learning.cli:main",
    "jupyter-book": "jupyter_book.cli.main:main",
    "sphinx": "sphinx.cmd.build:main",
}
IMPORTS = (
    "jupyter_book.cli.main", "jupyter_book.config", "jupyter_book.sphinx", "sphinx.cmd.build",
    "sphinx.builders.html", "sphinx.ext.mathjax", "sphinx_external_toc", "myst_nb.sphinx_ext", "sphinxcontrib.bibtex",
    "jupyter_cache.cache.main",
    "sphinx.environment.collectors.title", "sphinx.search.en", "sphinx.writers.latex", "pandas", "altair", "vl_convert",
    "frictionless.formats", "frictionless.portals", "edtf", "nbclient", "pybtex.database.input.bibtex",
)  # fmt: skip
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def run(command, *arguments, cwd=None):
    """Run a command of ``COMMANDS`` as a program does; give exit status, output and errors as ``subprocess`` does."""
    with tempfile.TemporaryDirectory() as folder:
        asked = {
            "command": command, "arguments": [str(argument) for argument in arguments], "folder": folder,
            "cwd": str(cwd or Path.cwd()), "environment": dict(os.environ),
        }  # fmt: skip
        process = house()
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        assert answer, "The process that builds of tests are forked from has ended."
        out, err = (Path(folder, name).read_text(encoding="utf-8") for name in ("out", "err"))
        return subprocess.CompletedProcess([command, *asked["arguments"]], json.loads(answer), out, err)


def plain_book(folder, output, *more):
    """Build a book with the plain command of Jupyter Book, every warning an error."""
    settings = ("--config", folder / "_config.yml", "--toc", folder / "_toc.yml", "--path-output", output)
    return run("jupyter-book", "build", folder / "book", "-W", *settings, *more, cwd=folder)


@functools.cache
def house():
    """Start the process that is forked, once for each worker; it ends with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, **dict.fromkeys(ONE_THREAD, "1")},
    )  # fmt: skip
    atexit.register(process.wait)
    atexit.register(process.stdin.close)
    return process


def serve():
    """Import, then fork for each request and answer with the exit status."""
    import livingwell_learning
    from livingwell_learning.engine.forks.warm import preload

    own = [name for _, name, _ in pkgutil.walk_packages(livingwell_learning.__path__, "livingwell_learning.")]
    preload([*IMPORTS, *own, *(f"livingwell_learning:{name}" for name in livingwell_learning.__all__)])
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if not pid:
            obey(asked)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def obey(asked):
    """Be the command in a fork, to its end."""
    status = 1
    try:
        for stream, name, flags in (
            (0, os.devnull, os.O_RDONLY),
            *((n, Path(asked["folder"], name), os.O_CREAT | os.O_WRONLY) for n, name in ((1, "out"), (2, "err"))),
        ):
            os.dup2(os.open(name, flags, 0o600), stream)
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        sys.argv = [asked["command"], *asked["arguments"]]
        module, _, name = COMMANDS[asked["command"]].partition(":")
        importlib.import_module("livingwell_learning.engine.forks.client").subprocess = Forking
        status = getattr(importlib.import_module(module), name)() or 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


class Forking:
    """What the engine asks of ``subprocess`` for the process that its pages are forked from: a fork of this one."""

    PIPE, DEVNULL, TimeoutExpired = subprocess.PIPE, subprocess.DEVNULL, subprocess.TimeoutExpired

    class Popen:
        """The forked process, as ``subprocess`` would give it."""

        def __init__(self, command, *, cwd, env, **_):
            theirs_in, ours_in = os.pipe()
            ours_out, theirs_out = os.pipe()
            self.pid = os.fork()
            if not self.pid:
                os.setsid()
                for end, stream in ((theirs_in, 0), (theirs_out, 1), (os.open(os.devnull, os.O_WRONLY), 2)):
                    os.dup2(end, stream)
                os.closerange(3, 256)
                os.chdir(cwd)
                os.environ.clear()
                os.environ.update(env)
                sys.argv = command[2:]
                for name in ("multiprocessing.pool", "concurrent.futures.process"):
                    sys.modules.pop(name, None)
                from livingwell_learning.engine.forks.server import main

                try:
                    main()
                finally:
                    os._exit(0)
            os.close(theirs_in)
            os.close(theirs_out)
            self.stdin, self.stdout = os.fdopen(ours_in, "wb"), os.fdopen(ours_out, "rb")

        def wait(self, timeout=float("inf")):
            end = time.monotonic() + timeout
            while not os.waitpid(self.pid, os.WNOHANG)[0]:
                if time.monotonic() > end:
                    raise subprocess.TimeoutExpired("a fork", timeout)
                time.sleep(0.005)

        def kill(self):
            os.kill(self.pid, signal.SIGKILL)


if __name__ == "__main__":
    serve()
