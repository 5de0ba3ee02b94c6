"""A keyboard and nothing else: keys go where the system would send them, never to a chosen widget.

`tests.screen` sends a key to a widget that the test names. Here the window that has the keys gets
them as from the platform, shortcuts and popups included: a focus that was lost is seen.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.screen import delivered

_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Keys as an agent presses them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def strike(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_KEYS, *, times: int = 1
    ) -> None:
        """Press and release a key."""
        for _ in range(times):
            window = self._receiver()
            with delivered():
                QTest.keyClick(window, key, modifier)

    def write(self, text: str) -> None:
        """Type ASCII letters."""
        assert text.isascii()
        for letter in text:
            window = self._receiver()
            with delivered():
                QTest.keyClick(window, ord(letter))

    def _receiver(self) -> QWindow:
        if _window() is None:
            # The offscreen platform has no window manager, which gives the keys of a window that
            # closed to the one below it.
            top = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
            modal: QWidget | None = QApplication.activeModalWidget()
            (modal or top[0]).activateWindow()
            self._qtbot.waitUntil(lambda: _window() is not None)
        window = _window()
        assert window is not None
        return window


def _window() -> QWindow | None:
    window: QWindow | None = QGuiApplication.focusWindow()
    return window
