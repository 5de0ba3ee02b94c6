"""The only place that hears Qt before its application is there, and says why it cannot be.

Qt ends a program that finds no screen by a signal, with a text for its developers. A user reads a
sentence instead, and a script an exit code.
"""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType

from helpdesk_desktop.last_words import say
from helpdesk_desktop.missing_parts import INCOMPLETE, told_of_library, told_of_screen
from helpdesk_desktop.qt_libraries import WINDOW_LIBRARIES, missing

# What Qt says whenever a screen cannot be had, whatever the reason.
_GENERAL = ("libxcb-cursor0", "even though it was found")


def until_there(
    end: Callable[[], None],
) -> Callable[[QtMsgType, QMessageLogContext, str | None], None]:
    """What hears Qt's messages until there is an application; `end` comes before the exit."""
    reasons: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if kind is not QtMsgType.QtFatalMsg:
            if text and not any(one in text for one in _GENERAL):
                reasons.append(text.strip())
            return
        say(_told(reasons, text or ""))
        end()
        os._exit(INCOMPLETE)

    return hear


def _told(reasons: list[str], text: str) -> str:
    why = "; ".join(reasons) or text.partition("\n")[0]
    names_x11 = sys.platform.startswith("linux") and any("xcb" in one for one in (text, *reasons))
    lacking = missing(WINDOW_LIBRARIES) if names_x11 else []
    if lacking:
        return told_of_library(f"Qt cannot open a window: {lacking[0]}")
    return told_of_screen(why)
