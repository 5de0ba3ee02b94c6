"""The entry of the benchmarks: makes the data, measures the targets, prints one line for each.

`python tests/benchmarks/run.py [--tickets N] [--targets 1,4] [--data FOLDER] [--json FILE]`. The
exit code is 0 also where a target is missed: a figure is a report, not a gate.
"""

import argparse
import importlib
import json
import platform
import sqlite3
import sys
from pathlib import Path

import platformdirs

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.ground import prepare
from tests.benchmarks.measuring import Outcome, Target, registry

# Each module registers the targets it measures.
MODULES = (
    "tests.benchmarks.list_targets",
    "tests.benchmarks.window_targets",
    "tests.benchmarks.write_targets",
    "tests.benchmarks.export_targets",
    "tests.benchmarks.live_targets",
    "tests.benchmarks.freeze_targets",
    "tests.benchmarks.custom_targets",
)


def main() -> int:
    """Measure what the command line asks for."""
    for name in MODULES:
        importlib.import_module(name)
    options = _options()
    wanted = sorted(options.targets or registry.targets)
    ground = prepare(options.data, options.tickets)
    report = []
    _say("target | ours | reference | ratio | met")
    for number in wanted:
        target = registry.targets[number]
        for outcome in target.measure(ground):
            report.append({"target": number, "title": target.title} | outcome.as_json())
            _say(_line(target, outcome))
    ground.close()
    if options.json is not None:
        told = {
            "tickets": options.tickets,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "machine": platform.machine(),
            "outcomes": report,
        }
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the speed targets.")
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument(
        "--targets",
        type=_numbers,
        default=(),
        help=f"of {', '.join(map(str, sorted(registry.targets)))}; all without it",
    )
    parser.add_argument(
        "--data",
        type=lambda text: Path(text).absolute(),
        default=Path(platformdirs.user_cache_dir("helpdesk-desktop", appauthor=False)) / "bench",
        help="folder in which the filled databases are kept",
    )
    parser.add_argument("--json", type=Path, default=None, help="file to write every sample to")
    return parser.parse_args()


def _numbers(text: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in text.split(",") if part.strip())
    unknown = [number for number in numbers if number not in registry.targets]
    if unknown:
        raise argparse.ArgumentTypeError(f"nothing measures {', '.join(map(str, unknown))}")
    return numbers


def _line(target: Target, outcome: Outcome) -> str:
    name = f"{target.number} {target.title}: {outcome.name}"
    if outcome.skipped:
        return f"{name} | skipped: {outcome.skipped}"
    met = "met" if outcome.is_met else f"MISSED (<= {outcome.bound:g})"
    return (
        f"{name} | {outcome.ours:.2f} ms | {outcome.reference:.2f} ms | {outcome.ratio:.3g} | {met}"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
