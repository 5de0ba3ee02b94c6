"""The only place for what the program says when it ends before it has a window.

A sentence on standard error is read in a terminal and by scripts. Whoever starts the program from a
menu has neither: there the system shows it. Loads next to nothing: it is asked when loading failed.
"""

import os
import stat
import sys
from collections.abc import Sequence

TITLE = "Helpdesk Desktop"
# Shows a sentence and is not waited for, the first that is there.
_LINUX: tuple[tuple[str, ...], ...] = (
    ("zenity", "--error", "--no-markup", f"--title={TITLE}", "--text"),
    ("kdialog", "--title", TITLE, "--error"),
    ("xmessage", "-center", "-title", TITLE),
)
_MAC = "display alert (item 1 of argv) message (item 2 of argv) as critical"
_ERROR_ICON, _ON_TOP = 0x10, 0x4_0000
_UOI_FLAGS, _WSF_VISIBLE = 1, 1


def say(text: str) -> None:
    """Write the text to standard error; where nobody reads that, have the system show it."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    if not is_heard() and has_screen():
        show(text)


def is_heard() -> bool:
    """Whether somebody may read standard error: at a terminal, through a pipe or in a file."""
    stream = sys.stderr
    if stream is None:
        return False
    try:
        mode = os.fstat(stream.fileno()).st_mode
        return stream.isatty() or stat.S_ISFIFO(mode) or stat.S_ISREG(mode)
    except ValueError:  # something of Python's own stands in its place
        return True
    except OSError:  # it was closed
        return False


def has_screen() -> bool:
    """Whether there is a screen on which somebody could see it."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    if sys.platform == "win32":
        return _has_visible_station()
    elif sys.platform == "darwin":  # noqa: RET505  # each system's part is type-checked for it
        return True
    else:
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show(text: str) -> None:
    """Have the system show the text; where it has nothing to show it with, nothing happens."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, text, TITLE, _ERROR_ICON | _ON_TOP)
    elif sys.platform == "darwin":
        script = ("-e", "on run argv", "-e", _MAC, "-e", "end run")
        _start(("osascript", *script, TITLE, text))
    else:
        any(_start((*words, text)) for words in _LINUX)


def _start(words: Sequence[str]) -> bool:
    import subprocess  # noqa: PLC0415  # few ends need it

    try:
        subprocess.Popen(  # noqa: S603  # words of our own, and no shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


if sys.platform == "win32":
    import ctypes

    class _Flags(ctypes.Structure):
        _fields_ = (
            ("inherit", ctypes.c_int),
            ("reserved", ctypes.c_int),
            ("flags", ctypes.c_ulong),
        )

    def _has_visible_station() -> bool:
        # A service has a desktop that nobody sees: a box there would be waited for without end.
        flags, needed = _Flags(), ctypes.c_ulong()
        user32 = ctypes.windll.user32
        user32.GetProcessWindowStation.restype = ctypes.c_void_p
        station = ctypes.c_void_p(user32.GetProcessWindowStation())
        told = user32.GetUserObjectInformationW(
            station, _UOI_FLAGS, ctypes.byref(flags), ctypes.sizeof(flags), ctypes.byref(needed)
        )
        return bool(told and flags.flags & _WSF_VISIBLE)
