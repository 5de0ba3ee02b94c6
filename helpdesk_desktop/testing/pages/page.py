"""The only place for what every screen has in common: it is found by name, and acts by keys.

A page holds no widget. It finds its root anew for each act, so that it outlives a restart, a
dialog that closed, and a form that was built again.
"""

from collections.abc import Callable
from typing import Self, TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.testing import reading, screen
from helpdesk_desktop.testing.program import Program
from helpdesk_desktop.testing.screen import CONTROL, NotOnScreenError
from helpdesk_desktop.testing.waiting import wait_until
from helpdesk_desktop.ui.actions import Act

Found = TypeVar("Found", bound=QWidget)


class Page:
    """One screen; `name` is the objectName of what holds all of it."""

    name: str

    def __init__(self, program: Program) -> None:
        self._program = program

    # Where it is

    @property
    def program(self) -> Program:
        """The program it belongs to."""
        return self._program

    @property
    def shown_root(self) -> QWidget | None:
        """What holds the screen, None while it is not to be seen."""
        if not self._program.is_running:
            return None
        found = _shown(self.name)
        active: QWidget | None = QApplication.activeWindow()
        near = [one for one in found if active is not None and one.window() is active]
        return next(reversed(near or found), None)

    @property
    def root(self) -> QWidget:
        """What holds the screen, waited for.

        Raises:
            NotSeenError: it does not come.
        """
        return wait_until(
            lambda: self.shown_root, f"{self.name} to be on screen", seen=what_is_open
        )

    @property
    def is_open(self) -> bool:
        """Whether it is to be seen now."""
        return self.shown_root is not None

    def wait_open(self) -> Self:
        """Wait until it is to be seen, and nothing of it is on its way."""
        root = self.root
        if root.isWindow():
            screen.activate(root)
        # A popup that has the keys before Qt heard of it is closed when Qt does.
        QGuiApplication.sync()
        self.settle()
        return self

    def wait_closed(self) -> None:
        """Wait until it is not to be seen any more."""
        wait_until(lambda: not self.is_open, f"{self.name} to close", seen=self._faults)
        self.settle()

    # What is seen

    def has(self, name: str) -> bool:
        """Whether a part of this name is to be seen now."""
        root = self.shown_root
        return root is not None and bool(_visible(root, QWidget, name))

    def find(self, name: str, kind: type[Found]) -> Found:
        """The part of this name that is to be seen, waited for.

        Raises:
            NotSeenError: it does not come; the text names the parts that are there.
        """
        root = self.root

        def one() -> Found | None:
            found = _visible(root, kind, name)
            return found[0] if len(found) == 1 else None

        return wait_until(
            one,
            f"one {kind.__name__} {name} on {self.name}",
            seen=lambda: f"{len(_visible(root, kind, name))} of them; there are {_names(root)}",
        )

    def says(self, name: str) -> str:
        """What a part says; empty while it is not to be seen."""
        root = self.shown_root
        found = [] if root is None else _visible(root, QWidget, name)
        return reading.text_of(found[0]) if found else ""

    def fault(self, field: str) -> str:
        """What stands beside a field as its fault; empty where there is none."""
        return self.says(f"{field}_fault")

    def entries(self, name: str) -> list[str]:
        """The entries of a list."""
        return reading.entries_of(self.find(name, QListWidget))

    def choices(self, name: str) -> list[str]:
        """What a pick list offers."""
        box = self.find(name, QComboBox)
        return [box.itemText(row) for row in range(box.count())]

    def is_enabled(self, name: str) -> bool:
        """Whether a part can be used."""
        return self.find(name, QWidget).isEnabled()

    def is_ticked(self, name: str) -> bool:
        """Whether a box or a choice is ticked."""
        return self.find(name, QAbstractButton).isChecked()

    def nameless_controls(self) -> list[str]:
        """The controls that a screen reader could not name."""
        return screen.nameless_controls(self.root)

    # What is done

    def click(self, name: str) -> Self:
        """Click a part, once it can be clicked."""
        part = self.find(name, QWidget)
        self.until(part.isEnabled, f"{name} on {self.name} to be enabled", seen=self._faults)
        screen.click(part)
        return self

    def type_into(self, name: str, text: str) -> Self:
        """Type over what stands in a line or a box."""
        screen.retype(self.find(name, QWidget), text)
        return self

    def press_in(
        self, name: str, key: Qt.Key, modifier: Qt.KeyboardModifier = screen.NO_KEYS
    ) -> Self:
        """Press a key in a part that takes the focus."""
        part = self.find(name, QWidget)
        screen.focus(part)
        screen.press(part, key, modifier)
        return self

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = screen.NO_KEYS) -> Self:
        """Press a key where the focus is on this screen, else on the screen itself."""
        root = self.root
        focused: QWidget | None = root.window().focusWidget()
        is_here = focused is not None and (focused is root or root.isAncestorOf(focused))
        screen.press(focused if focused is not None and is_here else root, key, modifier)
        return self

    def choose(self, name: str, wanted: str) -> Self:
        """Take an entry of a closed pick list by keys: its text, or the key that it stands for."""
        box = self.find(name, QComboBox)
        row = wait_until(
            lambda: _row_of(box, wanted),
            f"“{wanted}” in the pick list {name}",
            seen=lambda: self.choices(name),
            longest_s=2,
        )[0]
        screen.focus(box)
        while box.currentIndex() != row:
            before = box.currentIndex()
            screen.press(box, Qt.Key.Key_Down if before < row else Qt.Key.Key_Up)
            if box.currentIndex() == before:
                raise NotOnScreenError(f"keys do not move {name} from {box.currentText()}")
        return self

    def tick(self, name: str, *, on: bool = True) -> Self:
        """Tick or untick a box, or take a choice, by the space bar."""
        box = self.find(name, QAbstractButton)
        if box.isChecked() is not on:
            screen.focus(box)
            screen.press(box, Qt.Key.Key_Space)
        return self

    def click_entry(self, name: str, text: str) -> Self:
        """Click an entry of a list, once it is there."""
        shown = self.find(name, QListWidget)
        self.until(
            lambda: text in self.entries(name), f"{text} in {name}", lambda: self.entries(name)
        )
        for item in (shown.item(row) for row in range(shown.count())):
            if item.text() == text and not item.isHidden():
                shown.scrollToItem(item)
                screen.click(shown.viewport(), shown.visualItemRect(item).center())
        self.settle()
        return self

    def find_and_type(self, name: str, text: str) -> Self:
        """Type a whole name into a pick list that finds, and take it by Tab."""
        line = self.find(f"{name}_text", QLineEdit)
        screen.retype(line, text)
        popup: QWidget | None = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()  # what is found is offered; the whole name needs no offer
        screen.press(line, Qt.Key.Key_Tab)
        return self

    # Waiting

    def until(
        self,
        condition: Callable[[], object],
        what: str,
        seen: Callable[[], object] = lambda: None,
        *,
        longest_s: float | None = None,
    ) -> Self:
        """Wait for a state of the screen."""
        wait_until(lambda: bool(condition()), what, seen=seen, longest_s=longest_s)
        return self

    def until_says(self, name: str, text: str) -> Self:
        """Wait until a part says this, somewhere in what it says."""
        return self.until(
            lambda: text in self.says(name),
            f"{name} on {self.name} to say “{text}”",
            lambda: f"“{self.says(name)}”",
        )

    def settle(self) -> None:
        """Wait until the program has nothing on its way."""
        self._program.settle()

    # For the pages themselves

    def do(self, act: Act) -> None:
        """Do an action of the catalogue by its first key, where the window has the keys.

        Raises:
            NotOnScreenError: the action has no key, or is switched off.
        """
        window = self._program.window
        action = window.actions_[act]
        wait_until(
            action.isEnabled,
            f"the action {act.value} to be enabled",
            seen=action.toolTip,
        )
        keys = action.shortcut()
        if keys.isEmpty():
            raise NotOnScreenError(f"the action {act.value} has no key; take it from the menu")
        _leave_popups()
        screen.activate(window)
        with screen.delivered():
            QTest.keySequence(window, keys)

    def scroll_click(self, view: QAbstractItemView, place: QModelIndex) -> None:
        """Click a cell of a table or a list."""
        view.scrollTo(place)
        screen.click(view.viewport(), view.visualRect(place).center())

    def _faults(self) -> str:
        root = self.shown_root
        if root is None:
            return "it is not on screen"
        told = [
            f"{part.objectName()} says “{reading.text_of(part)}”"
            for part in root.findChildren(QWidget)
            if part.isVisible()
            and part.objectName().endswith(("_fault", "_trouble", "_problem", "_said", "hindrance"))
            and reading.text_of(part)
        ]
        return "; ".join(told) or "no fault is said on it"


class Popup(Page):
    """A page that closes when something else is clicked."""

    @property
    @override
    def shown_root(self) -> QWidget | None:
        """The popup that is open, if it is this one."""
        popup: QWidget | None = QApplication.activePopupWidget()
        return popup if popup is not None and popup.objectName() == self.name else None

    def leave(self) -> None:
        """Close it by Escape."""
        if self.is_open:
            self.press(Qt.Key.Key_Escape)
        self.wait_closed()


class Menu(Popup):
    """A menu; its entries are taken by the objectName of their action."""

    def __init__(self, program: Program, name: str) -> None:
        super().__init__(program)
        self.name = name

    @property
    def actions(self) -> list[str]:
        """The names of the entries that can be seen."""
        return [one.objectName() for one in self._menu.actions() if one.isVisible()]

    @property
    def texts(self) -> list[str]:
        """The words of the entries that can be seen."""
        shown = (one for one in self._menu.actions() if one.isVisible() and not one.isSeparator())
        return [one.text().partition("\t")[0].replace("&&", "&") for one in shown]

    @property
    def all_actions(self) -> list[str]:
        """The names of all entries, those of menus below it too."""
        return [action.objectName() for action in _entries_below(self._menu)]

    def take(self, wanted: str) -> None:
        """Take an entry by keys, from a menu below it too: the name of its action, or its words.

        Raises:
            NotOnScreenError: there is no such entry, or it cannot be taken.
        """
        menu = self._menu
        way = _way_to(menu, wanted)
        if not way or not way[-1].isEnabled():
            there = ", ".join(filter(None, self.all_actions)) or "; ".join(self.texts)
            state = "is switched off" if way else "is not there"
            raise NotOnScreenError(f"{wanted} {state} in {self.name}; there are {there}")
        for action in way[:-1]:
            _go_to(menu, action)
            screen.press(menu, Qt.Key.Key_Right)
            below = action.menu()
            if isinstance(below, QMenu):
                menu = below
            wait_until(menu.isVisible, f"the menu below {action.text()}")
        _go_to(menu, way[-1])
        # To the window and not to the menu: what the entry opens must find its place as on screen.
        with screen.delivered():
            QTest.keyClick(menu.windowHandle(), Qt.Key.Key_Return)
        QGuiApplication.sync()

    @property
    def _menu(self) -> QMenu:
        root = self.root
        if not isinstance(root, QMenu):
            raise NotOnScreenError(f"{self.name} is no menu")
        return root


class Dialog(Page):
    """A window of its own that an agent opens, fills and leaves."""

    def leave(self) -> None:
        """Close it by Escape."""
        if self.is_open:
            screen.press(self.root, Qt.Key.Key_Escape)
        self.wait_closed()

    def submit(self) -> Self:
        """Ctrl+Enter: what the accented button does."""
        screen.press(self.root, Qt.Key.Key_Return, CONTROL)
        return self


def what_is_open() -> str:
    """The windows that are to be seen, for a failure's text."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return "open are " + (", ".join(f"{one.objectName()}" for one in shown) or "no windows")


def _shown(name: str) -> list[QWidget]:
    tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    parts = (part for top in tops for part in top.findChildren(QWidget, name))
    return [one for one in (*tops, *parts) if one.objectName() == name and one.isVisible()]


def _visible(root: QWidget, kind: type[Found], name: str) -> list[Found]:
    found = root.findChildren(kind, name)
    return [one for one in found if one.isVisible()]


def _names(root: QWidget) -> str:
    shown = (one.objectName() for one in root.findChildren(QWidget) if one.isVisible())
    return ", ".join(sorted({name for name in shown if name and not name.startswith("qt_")}))


def _row_of(box: QComboBox, wanted: str) -> list[int]:
    for row in range(box.count()):
        if wanted in {box.itemText(row), _key_of(box.itemData(row))}:
            return [row]
    return []


def _key_of(data: object) -> str:
    name = getattr(data, "name", None)
    return name.lower() if isinstance(name, str) else str(data)


def _entries_below(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        below = action.menu()
        found += [action] if not isinstance(below, QMenu) else _entries_below(below)
    return found


def _way_to(menu: QMenu, wanted: str) -> list[QAction]:
    """The entries to go through from a menu to the one that is meant; none where there is none."""
    for action in menu.actions():
        if _is_meant(action, wanted):
            return [action]
        below = action.menu()
        way = _way_to(below, wanted) if isinstance(below, QMenu) else []
        if way:
            return [action, *way]
    return []


def _go_to(menu: QMenu, action: QAction) -> None:
    for _ in range(len(menu.actions()) + 1):
        if menu.activeAction() is action:
            return
        screen.press(menu, Qt.Key.Key_Down)
    raise NotOnScreenError(f"keys do not reach {action.objectName() or action.text()}")


def _is_meant(action: QAction, wanted: str) -> bool:
    words = action.text().partition("\t")[0].replace("&&", "&")
    return not action.isSeparator() and wanted in {action.objectName(), words}


def _leave_popups() -> None:
    popup: QWidget | None = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        popup = QApplication.activePopupWidget()
