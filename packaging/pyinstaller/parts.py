"""Runs first of all in a frozen program: is every file of it there, and whole?

A library that was cut short ends the program by a signal when it is loaded, a compiled module by a
trace, a migration by a wrong database. So their lengths are compared before anything is loaded,
with a list that the build writes. It takes a few thousandths of a second.

Whoever puts another version of a library in place takes the list away: nothing is compared then.
"""

import os
import sys

LIST = "parts.txt"
# The list's last line: without it, the list itself was cut short.
END = "end"
# Needed by both programs, or by the window alone.
FOR_BOTH, FOR_WINDOW = "b", "w"
_INCOMPLETE = 3


def line_of(place: str, size: int, *, is_for_both: bool) -> str:
    """One file as it stands in the list."""
    return f"{size} {FOR_BOTH if is_for_both else FOR_WINDOW} {place}"


def trouble_in(folder: str, *, is_window: bool) -> str:
    """The first file that is missing or has another length, in words; empty where there is none."""
    try:
        with open(f"{folder}/{LIST}", encoding="utf-8") as file:  # noqa: PTH123  # loads nothing
            lines = file.read().splitlines()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        return f"{LIST}: {error}"
    if not lines or lines.pop() != END:
        return f"{LIST} is not whole"
    for line in lines:
        size, for_whom, place = line.split(" ", 2)
        if for_whom == FOR_WINDOW and not is_window:
            continue
        try:
            there = os.stat(f"{folder}/{place}").st_size  # noqa: PTH116  # as above
        except OSError as error:
            return f"{place}: {error.strerror}"
        if there != int(size):
            return f"{place} has {there} bytes and not {size}"
    return ""


def _check() -> None:
    folder = getattr(sys, "_MEIPASS", None)
    if folder is None:  # from source: a test reads the functions
        return
    name = sys.argv[0].rpartition("/")[2] if sys.argv else ""
    program = sys.executable.replace("\\", "/").rpartition("/")[2] or name
    trouble = trouble_in(folder, is_window="-cli" not in program)
    if trouble:
        _say(
            f"A file of the program is missing or damaged: {trouble}\n"
            "Install Helpdesk Desktop again; your data and settings are not touched.",
            is_window="-cli" not in program,
        )
        os._exit(_INCOMPLETE)


def _say(text: str, *, is_window: bool) -> None:
    if is_window:
        try:
            from helpdesk_desktop.last_words import say  # noqa: PLC0415  # few starts need it

            say(text)
        except ImportError:
            pass  # it is what is missing
        else:
            return
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


_check()
