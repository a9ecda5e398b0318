"""Work something out in a process beside this one, while this one goes on."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Aside(Generic[T]):
    """What a function gives for some arguments, worked out beside this process where it can be forked.

    Parameters
    ----------
    work
        A function without effects; what it returns or raises goes through ``pickle``.
    *arguments
        What it is called with.

    Examples
    --------
    >>> Aside(sum, [1, 2]).result()
    3
    """

    def __init__(self, work: Callable[..., T], *arguments: object) -> None:
        self._work = lambda: work(*arguments)
        self._process = self._end = 0
        self._told: tuple[bool, T | Exception] | None = None
        if sys.platform != "linux":
            return
        self._end, far = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            try:
                os.close(self._end)
                with os.fdopen(far, "wb") as file:
                    file.write(pickle.dumps(_tried(self._work)))
            finally:
                os._exit(0)
        os.close(far)
        self._held = b""
        # A pipe holds little: somebody must read on, or the other process waits.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with os.fdopen(self._end, "rb") as file:
            self._held = file.read()

    def result(self) -> T:
        """Wait for it; where the other process has died, work it out here."""
        if self._process:
            self._reader.join()
            os.waitpid(self._process, 0)
            self._process = 0
            if self._held:
                self._told = pickle.loads(self._held)
        self._told = self._told or _tried(self._work)
        done, value = self._told
        if done:
            return cast(T, value)
        raise cast(Exception, value)


def _tried(work: Callable[[], T]) -> tuple[bool, T | Exception]:
    try:
        return True, work()
    except Exception as error:
        return False, error
