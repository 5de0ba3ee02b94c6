"""The only place that finds widgets and gives them keys and clicks, as a user would.

`get(window, QLineEdit, "subject")` finds a widget or fails with the names that are there.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from helpdesk_desktop.testing.waiting import wait_until

Found = TypeVar("Found", bound=QObject)

NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

_around: Callable[[], AbstractContextManager[None]] = nullcontext


class NotOnScreenError(AssertionError):
    """A widget is not there, not visible or not enabled; the text says what is there."""


def surround(around: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
    """Enter this around each key and click from now on; around none without it."""
    global _around  # noqa: PLW0603  # one meter at a time
    _around = around


def delivered() -> AbstractContextManager[None]:
    """Around one key or click."""
    return _around()


def get(parent: QObject, kind: type[Found], name: str) -> Found:
    """The one child of this type and objectName, hidden ones included.

    Raises:
        NotOnScreenError: there is none, or more than one.
    """
    found = parent.findChildren(kind, name)
    if len(found) != 1:
        names = sorted({child.objectName() for child in parent.findChildren(kind)} - {""})
        raise NotOnScreenError(
            f"{len(found)} {kind.__name__} named {name} in {parent.objectName()}; "
            f"there are {', '.join(names) or 'none'}"
        )
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
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO_KEYS, letter))


def retype(widget: QWidget, text: str) -> None:
    """Type over whatever stands in the widget."""
    focus(widget)
    press(widget, Qt.Key.Key_A, CONTROL)
    press(widget, Qt.Key.Key_Delete)
    type_text(widget, text)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press and release one key."""
    with delivered():
        QTest.keyClick(widget, key, modifier)


def press_focused(key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press one key where the focus is.

    Raises:
        NotOnScreenError: nothing has the focus.
    """
    focused: QWidget | None = QApplication.focusWidget()
    if focused is None:
        raise NotOnScreenError("nothing has the focus")
    press(focused, key, modifier)


def click(
    widget: QWidget,
    place: QPoint | None = None,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    modifier: Qt.KeyboardModifier = NO_KEYS,
) -> None:
    """Click a visible, enabled widget.

    Raises:
        NotOnScreenError: nobody could click it.
    """
    if not widget.isVisible():
        raise NotOnScreenError(f"{widget.objectName()} is not visible")
    if not widget.isEnabled():
        raise NotOnScreenError(f"{widget.objectName()} is disabled")
    spot = place or widget.rect().center()
    with delivered():
        QTest.mouseClick(widget, button, modifier, spot)


def focus(widget: QWidget) -> None:
    """Give the widget the focus, as a click or Tab would.

    Raises:
        NotSeenError: its window does not become the active one.
    """
    popup: QWidget | None = QApplication.activePopupWidget()
    if popup is not None and not popup.isAncestorOf(widget):
        popup.close()  # as the click beside it would
    activate(widget.window())
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


def activate(window: QWidget) -> None:
    """Make a window the active one, as a click on its frame would; a popup has the keys already.

    Raises:
        NotSeenError: it does not become active.
    """
    if window.windowType() is Qt.WindowType.Popup or QApplication.activeWindow() is window:
        return
    window.activateWindow()
    # For Qt's window it is active before the application has heard of that; and a window that was
    # hidden and came back has never been anything else for it where there is no window manager.
    QGuiApplication.sync()
    handle = window.windowHandle()
    wait_until(
        lambda: QApplication.activeWindow() is window or handle.isActive(),
        f"the window {window.objectName()} to become active",
        seen=QApplication.activeWindow,
        longest_s=5.0,
    )


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
