"""Time a cold build of the whole book against stock Jupyter Book on the same pages, in one run.

Both read the same pages, run the same code cells in the same environment, and start with no cache.
Stock Jupyter Book keeps its own theme and extensions; stand-ins let it read the book's few directives.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
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
    for name in ("book", "data", "tests/notebooks", "_toc.yml", "_config.yml", "requirements.lock"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)


@dataclass(frozen=True)
class Cost:
    """What a build took: seconds by the clock, and seconds of all processors, which other work disturbs less."""

    wall: float
    cpu: float


def timed(command: list[str], folder: Path) -> Cost:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'benchmarks'}{os.pathsep}{ROOT}"}
    before, started = _used(), time.monotonic()
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    cost = Cost(time.monotonic() - started, _used() - before)
    if run.returncode or not (folder / "_build" / "html" / "index.html").exists():
        sys.exit(f"{' '.join(command)} failed:\n{run.stdout[-3000:]}\n{run.stderr[-3000:]}")
    return cost


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def ours(folder: Path) -> Cost:
    return timed([sys.executable, "-m", "livingwell_learning.cli", "build"], folder)


def stock(folder: Path) -> Cost:
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
    parser.add_argument("--only", choices=("ours", "stock"), help="build one of them alone")
    given = parser.parse_args()
    builds = {"ours": ours, "stock": stock}
    costs: dict[str, list[Cost]] = {name: [] for name in builds if given.only in (None, name)}
    for _ in range(given.runs):
        for name, seen in costs.items():
            with tempfile.TemporaryDirectory() as folder:
                copy_book(Path(folder))
                seen.append(builds[name](Path(folder)))
                print(f"{name:6} {seen[-1].wall:6.1f} s, {seen[-1].cpu:6.1f} s of processors", flush=True)
    middle = {
        kind: {name: statistics.median(getattr(cost, kind) for cost in seen) for name, seen in costs.items()}
        for kind in ("wall", "cpu")
    }
    print(f"{len(list((ROOT / 'book').rglob('*.md')))} pages, {given.runs} builds of each, in turn")
    for kind, words in (("wall", "by the clock"), ("cpu", "of processors")):
        told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in middle[kind].items())
        print(f"median {words}: {told}")
        if len(costs) == len(builds):
            print(f"ratio ours / stock {words}: {middle[kind]['ours'] / middle[kind]['stock']:.2f}")


if __name__ == "__main__":
    main()
