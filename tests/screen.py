"""How a test sees and uses a window; all but drags is in the package, for other projects too."""

from typing import Any

import PySide6
from PySide6.QtCore import QPointF

from helpdesk_desktop.testing.screen import (
    activate,
    click,
    delivered,
    focus,
    get,
    nameless_controls,
    press,
    press_focused,
    surround,
    type_text,
)

__all__ = [
    "activate",
    "click",
    "delivered",
    "drag_place",
    "focus",
    "get",
    "nameless_controls",
    "press",
    "press_focused",
    "surround",
    "type_text",
]


def drag_place(at: QPointF) -> Any:
    """A place as a drag event takes it: whole pixels before Qt 6.12, as it is from then on."""
    return at if PySide6.__version_info__ >= (6, 12) else at.toPoint()
