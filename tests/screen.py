"""How a test sees and uses a window: widgets by name and type, keys and clicks as a user's.

`get(window, QLineEdit, "subject")` finds a widget or fails with the names that are there.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

import PySide6
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

Found = TypeVar("Found", bound=QObject)

_NO_KEYS = Qt.KeyboardModifier.NoModifier

_around: Callable[[], AbstractContextManager[None]] = nullcontext


def surround(around: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
    """Enter this around each key and click from now on; around none without it."""
    global _around  # noqa: PLW0603  # one meter at a time
    _around = around


def delivered() -> AbstractContextManager[None]:
    """Around one key or click."""
    return _around()


def get(parent: QObject, kind: type[Found], name: str) -> Found:
    """The one child of this type and objectName, hidden ones included."""
    found = parent.findChildren(kind, name)
    names = sorted({child.objectName() for child in parent.findChildren(kind)} - {""})
    assert len(found) == 1, f"{len(found)} {kind.__name__} named {name}; there are {names}"
    return found[0]


def type_text(widget: QWidget, text: str) -> None:
    """Type the text into the widget, letter by letter, once it has the focus."""
    focus(widget)
    for letter in text:
        with delivered():
            _type_letter(widget, letter)


def _type_letter(widget: QWidget, letter: str) -> None:
    if letter == "\n":
        QTest.keyClick(widget, Qt.Key.Key_Return)
    elif letter.isascii():
        QTest.keyClicks(widget, letter)
    else:
        # Qt's own tool knows the keys of Latin letters only.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, _NO_KEYS, letter))


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_KEYS) -> None:
    """Press and release one key."""
    with delivered():
        QTest.keyClick(widget, key, modifier)


def press_focused(key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_KEYS) -> None:
    """Press one key where the focus is."""
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    press(focused, key, modifier)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click a visible, enabled widget."""
    assert widget.isVisible(), f"{widget.objectName()} is not visible"
    assert widget.isEnabled(), f"{widget.objectName()} is disabled"
    spot = place or widget.rect().center()
    with delivered():
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _NO_KEYS, spot)


def focus(widget: QWidget) -> None:
    """Give the widget the focus, as a click or Tab would."""
    popup: QWidget | None = QApplication.activePopupWidget()
    if popup is not None and not popup.isAncestorOf(widget):
        popup.close()  # as the click beside it would
    window = widget.window()
    if QApplication.activeWindow() is not window:
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window), "the window does not become active"
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


def nameless_controls(window: QWidget) -> list[str]:
    """The visible controls that a screen reader or a test could not name."""
    return [
        f"{type(control).__name__} {control.objectName() or '(no objectName)'}"
        for control in window.findChildren(QWidget)
        if control.isVisible()
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not control.objectName().startswith("qt_")
        and not _is_named(control)
    ]


def _is_named(control: QWidget) -> bool:
    if not control.objectName():
        return False
    says = control.text() if isinstance(control, QAbstractButton) else ""
    return bool(control.accessibleName() or says)


def drag_place(at: QPointF) -> Any:
    """A place as a drag event takes it: whole pixels before Qt 6.12, as it is from then on."""
    return at if PySide6.__version_info__ >= (6, 12) else at.toPoint()
