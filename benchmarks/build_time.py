"""Time a cold build of the whole book against stock Jupyter Book on the same pages, in one run.

Both read the same pages, run the same code cells in the same environment, and start with no cache.
Stock Jupyter Book keeps its own theme and extensions; stand-ins let it read the book's few directives.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
STOCK = """\
title: Living Well Learning
only_build_toc_files: true
execute: {execute_notebooks: cache, timeout: 120}
bibtex_bibfiles: [../data/references.bib]
sphinx:
  extra_extensions: [stock_directives]
  config:
    bibtex_reference_style: author_year
    myst_enable_extensions: [colon_fence, attrs_block, attrs_inline, deflist]
"""


def copy_book(folder: Path) -> None:
    for name in ("book", "data", "_toc.yml", "_config.yml", "requirements.lock"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)


def timed(command: list[str], folder: Path) -> float:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'benchmarks'}{os.pathsep}{ROOT}"}
    started = time.monotonic()
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    seconds = time.monotonic() - started
    if run.returncode or not (folder / "_build" / "html" / "index.html").exists():
        sys.exit(f"{' '.join(command)} failed:\n{run.stdout[-3000:]}\n{run.stderr[-3000:]}")
    return seconds


def ours(folder: Path) -> float:
    return timed([sys.executable, "-m", "livingwell_learning.cli", "build"], folder)


def stock(folder: Path) -> float:
    (folder / "_config.yml").write_text(STOCK, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        str(folder / "book"),
        "--path-output",
        str(folder),
    ]
    return timed([*command, "--config", str(folder / "_config.yml"), "--toc", str(folder / "_toc.yml")], folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="cold builds of each, in turn (default 3)")
    times: dict[str, list[float]] = {"ours": [], "stock": []}
    for _ in range(parser.parse_args().runs):
        for name, build in (("ours", ours), ("stock", stock)):
            with tempfile.TemporaryDirectory() as folder:
                copy_book(Path(folder))
                times[name].append(build(Path(folder)))
                print(f"{name:6} {times[name][-1]:6.1f} s", flush=True)
    middle = {name: statistics.median(seconds) for name, seconds in times.items()}
    pages = len(list((ROOT / "book").rglob("*.md")))
    print(f"{pages} pages; median ours {middle['ours']:.1f} s, stock {middle['stock']:.1f} s")
    print(f"ratio ours / stock: {middle['ours'] / middle['stock']:.2f}")


if __name__ == "__main__":
    main()
