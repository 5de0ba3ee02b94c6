"""The only place that builds and runs the C loop of target 2."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SOURCE = Path(__file__).with_name("id_loop.c")


class NoCompiler(Exception):
    """There is no compiler or no SQLite library to link with; the text says which."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of the loop; `checksum` depends on values and order."""

    count: int
    milliseconds: float
    checksum: int


def build(folder: Path) -> Path:
    """The program, made by the system's compiler.

    Raises:
        NoCompiler: it cannot be made on this machine.
    """
    compiler = next(filter(None, map(shutil.which, (os.environ.get("CC", "cc"), "gcc"))), None)
    if compiler is None:
        raise NoCompiler("no C compiler")
    program = folder / "id_loop"
    said = ""
    # Without the development package there is no unversioned name to link with.
    for library in ("-lsqlite3", "-l:libsqlite3.so.0"):
        made = subprocess.run(
            [compiler, "-O2", "-o", program, _SOURCE, library],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode == 0:
            return program
        said = made.stderr.strip().splitlines()[-1] if made.stderr.strip() else "it failed"
    raise NoCompiler(f"the compiler said: {said}")


def run(program: Path, database: Path, sql: str, tickets: int) -> Pass:
    """Run the loop once warm and once measured."""
    done = subprocess.run(
        [program, database, sql, str(tickets)], capture_output=True, text=True, check=True
    )
    count, nanoseconds, checksum = map(int, done.stdout.split())
    return Pass(count, nanoseconds / 1e6, checksum)


def checksum(serials: "list[int]") -> int:
    """What the loop prints for these serials."""
    total = 0
    for serial in serials:
        total = (total * 31 + serial) & 0xFFFF_FFFF_FFFF_FFFF
    return total
