"""The only place that brings a window to the front because something outside asked for it."""

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

# Wayland lets a window come forward only for a token; Qt reads it from here.
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105  # a name, and of no secret


def bring_forward(window: QWidget, token: str = "") -> None:
    """Show the window in front, with the keys; where the desktop forbids it, it asks for a look."""
    if token and token.isascii() and "\0" not in token:
        os.environ[_TOKEN] = token
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    front = QApplication.activeModalWidget() or window
    front.activateWindow()
    QApplication.alert(window)  # nothing while it is in front
