"""Run a soak and say how it went: `python -m tests.soak --minutes 2`. The exit code is 0 where nothing was found."""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from tests.soak.director import run
from tests.soak.order import Order
from tests.soak.report import table, write_page
from tests.soak.sabotage import SABOTAGES
from tests.soak.volume import in_own_namespace

__all__ = ["main"]


def main() -> int:
    """Run what was asked for."""
    in_own_namespace()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))  # so that children end too
    arguments = _arguments()
    seed = random.SystemRandom().randrange(2**31) if arguments.seed is None else arguments.seed
    folder = Path(tempfile.mkdtemp(prefix="ftrack-orm-soak-")) if arguments.folder is None else arguments.folder
    order = Order(
        arguments.minutes * 60, seed, folder / "run", arguments.processes, arguments.pace, tuple(arguments.sabotage)
    )
    print(f"A soak of {arguments.minutes:g} minutes, seed {seed}, in {folder}", flush=True)
    verdict = run(order)
    print(table(verdict))
    if arguments.report:
        write_page(verdict)
    if verdict.audit.is_good and arguments.folder is None:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if verdict.audit.is_good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0, help="how long workers work (20)")
    parser.add_argument("--seed", type=int, help="draws faults and work; another one each time without it")
    parser.add_argument("--folder", type=Path, help="an empty folder for all that is written; kept")
    parser.add_argument("--processes", type=int, default=4, help="processes for the sixteen workers (4)")
    parser.add_argument(
        "--pace", type=float, default=0.3, help="seconds between two actions of a worker, on the average"
    )
    parser.add_argument("--report", action="store_true", help="write the figures into docs/reliability.md")
    parser.add_argument(
        "--sabotage", action="append", default=[], choices=SABOTAGES, help="leave a fault in; may be repeated"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
