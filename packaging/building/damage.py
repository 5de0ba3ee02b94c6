"""Breaks a copy of the bundle, one file at a time, and starts it: the files and how are by lot.

Each start is right, or ends with a sentence and exit code 3; never with a trace, a signal or not at
all. It is started as it is installed: by the script that looks at what the loader needs.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from building import linux
from building.bundle import BUNDLE, copy_tree
from building.identity import COMMAND_LINE, NAME
from building.smoke import FOLDER
from steps import TaskFailedError, heard, say

_INCOMPLETE = 3
_LIMIT_S = 120.0
_WAYS = ("gone", "empty", "half", "without its end")


def try_damage(bundle: Path = BUNDLE, *, count: int = 100, seed: int = 1) -> None:
    """Take away or cut so many files, each by itself.

    Raises:
        TaskFailedError: a start was neither right nor ended with a sentence.
    """
    copy = FOLDER / "damaged"
    shutil.rmtree(copy, ignore_errors=True)
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy_tree(bundle, copy)
    starts = _starts(copy)
    right = {name: _answer(words) for name, words in starts.items()}
    by_lot = random.Random(seed)  # noqa: S311  # the same each time
    kinds = _by_kind(copy)
    told: Counter[str] = Counter()
    for _ in range(count):
        part = by_lot.choice(by_lot.choice(kinds))
        way = by_lot.choice(_WAYS)
        kept = part.with_name(part.name + ".kept")
        part.rename(kept)
        _put(part, kept, way)
        try:
            for name, words in starts.items():
                answer = _answer(words)
                word = _judged(answer, right[name])
                told[word] += 1
                if word == "neither":
                    place = part.relative_to(copy)
                    raise TaskFailedError(f"{place} {way}: {name} answers {answer}")
        finally:
            part.unlink(missing_ok=True)
            kept.rename(part)
    shutil.rmtree(copy)
    say(f"{count} files taken away or cut, of lot {seed}: {dict(told)}")


def _starts(copy: Path) -> dict[str, list[str]]:
    scripts = {}
    for name in (NAME, COMMAND_LINE):
        scripts[name] = FOLDER / f"start-{name}"
        head = f"#!/bin/sh\nfolder='{copy}'\nprogram={name}\n"
        scripts[name].write_text(head + linux.start_lines(copy), encoding="utf-8")
        scripts[name].chmod(0o755)
    database = FOLDER / "damaged.db"
    database.unlink(missing_ok=True)
    on = [str(scripts[COMMAND_LINE]), "--database", str(database)]
    heard(*on, "init")
    heard(*on, "fill", "--tickets", "20", "--seed", "1")
    window = str(scripts[NAME])
    return {
        "--version": [window, "--version"],
        "list": [*on, "list"],
        "--demo": [window, "--demo", "--output", str(FOLDER / "damaged-demo")],
    }


def _by_kind(copy: Path) -> list[list[Path]]:
    files = [
        path
        for path in sorted(copy.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and path.relative_to(copy).parts[0] != "licences"
    ]
    modules = [path for path in files if path.suffix == ".pyc"]
    libraries = [path for path in files if ".so" in path.name]
    rest = [path for path in files if path not in {*modules, *libraries}]
    return [modules, libraries, rest]


def _put(part: Path, kept: Path, way: str) -> None:
    size = kept.stat().st_size
    length = {"empty": 0, "half": size // 2, "without its end": max(size - 1, 0)}.get(way)
    if length is not None:
        part.write_bytes(kept.read_bytes()[:length])
        shutil.copymode(kept, part)


def _answer(words: list[str]) -> tuple[int, str, str]:
    try:
        done = subprocess.run(
            words,
            cwd=FOLDER,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_LIMIT_S,
        )
    except subprocess.TimeoutExpired:
        return 124, "", f"it had not ended after {_LIMIT_S:.0f} s"
    return done.returncode, done.stdout, done.stderr


def _judged(answer: tuple[int, str, str], right: tuple[int, str, str]) -> str:
    code, _, said = answer
    if answer == right:
        return "right"
    is_sentence = "Install Helpdesk Desktop again" in said and "Traceback" not in said
    return "a sentence" if code == _INCOMPLETE and is_sentence else "neither"
