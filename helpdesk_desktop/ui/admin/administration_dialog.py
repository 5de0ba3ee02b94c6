"""The only place for the administrator's window: pages at the left, one of them shown."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.admin.admin_section import AdminPlace, AdminSection
from helpdesk_desktop.ui.admin.sections import SECTIONS, sections_of
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.toast import Toast
from helpdesk_desktop.ui.tokens import SPACE

_RAIL_WIDTH = 148
_SIZE = (960, 680)
_LEAST = (740, 480)
# What the window's own frame takes of a small screen.
_FRAME = QSize(16, 48)


class AdministrationDialog(QDialog):
    """Stays what it is while it is closed: what was typed and not saved stands there again.

    Ctrl+Enter saves the form, Esc closes the window.
    """

    def __init__(
        self, runner: TaskRunner, desk: Desk, directory: Directory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("administration_dialog")
        self.setWindowTitle(self.tr("Administration"))
        self.setModal(False)
        self._desk = desk
        self._directory = directory
        self.pages: dict[str, AdminSection] = {}
        self._stale: set[str] = set()
        self.buttons: dict[str, QPushButton] = {}
        self.stack = QStackedWidget()
        self.stack.setObjectName("administration_pages")
        self._group = QButtonGroup(self)
        self._build()
        self.toast = Toast(self)
        self._place = AdminPlace(runner, desk, self.toast)
        self.setMinimumSize(*_LEAST)
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize() - _FRAME))
        self.show_directory(directory)

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed on any page that is not saved."""
        return any(page.has_unsaved for page in self.pages.values())

    def show_directory(self, directory: Directory) -> None:
        """Show what is stored now, on the pages that the viewer's role opens now."""
        self._directory = directory
        open_ = {one.name for one in sections_of(self._desk.viewer)}
        for name, button in self.buttons.items():
            button.setVisible(name in open_)
        # The others follow when they are opened.
        self._stale = set(self.pages)
        current = self.stack.currentWidget()
        for name in open_ & self.pages.keys():
            if self.pages[name] is current:
                self._refresh(name)
        shown = next((name for name, one in self.buttons.items() if one.isChecked()), None)
        if shown not in open_:
            first = next((one.name for one in SECTIONS if one.name in open_), None)
            if first is None:
                self.close()
            else:
                self.open_page(first)

    def open_page(self, name: str) -> None:
        """Show a page."""
        self.buttons[name].setChecked(True)
        self.stack.setCurrentWidget(self._page(name))
        self._refresh(name)

    def take_focus(self) -> None:
        """Let the keys go to the page that is shown."""
        page = self.stack.currentWidget()
        if isinstance(page, AdminSection):
            page.take_focus()

    def _page(self, name: str) -> AdminSection:
        page = self.pages.get(name)
        if page is None:
            spec = next(one for one in SECTIONS if one.name == name)
            page = self.pages[name] = spec.make(self._place)
            page.directory_read.connect(self.show_directory)
            page.unsaved_changed.connect(self._mark_unsaved)
            self.stack.addWidget(page)
            self._stale.add(name)
        return page

    def _refresh(self, name: str) -> None:
        if name in self._stale:
            self._stale.discard(name)
            self.pages[name].show_directory(self._directory)

    def _build(self) -> None:
        rail = QFrame()
        rail.setProperty("kind", "rail")
        rail.setFixedWidth(_RAIL_WIDTH)
        column = QVBoxLayout(rail)
        column.setContentsMargins(2 * SPACE, 4 * SPACE, 2 * SPACE, 4 * SPACE)
        column.setSpacing(SPACE)
        for spec in SECTIONS:
            button = QPushButton()
            button.setObjectName(f"open_{spec.name}")
            button.setText(spec.text())
            button.setCheckable(True)
            button.setAutoDefault(False)
            set_kind(button, "quiet")
            button.setProperty("rail", True)
            bind_icon(button, spec.icon, "muted")
            button.clicked.connect(lambda _, name=spec.name: self._on_button_clicked(name))
            self._group.addButton(button)
            self.buttons[spec.name] = button
            column.addWidget(button)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addWidget(self.stack, 1)

    def _on_button_clicked(self, name: str) -> None:
        self.open_page(name)
        self.take_focus()

    def _mark_unsaved(self) -> None:
        for spec in SECTIONS:
            page = self.pages.get(spec.name)
            is_unsaved = page is not None and page.has_unsaved
            button = self.buttons[spec.name]
            button.setText(f"{spec.text()} •" if is_unsaved else spec.text())
            said = self.tr("{page}, not saved").format(page=spec.text())
            button.setAccessibleName(said if is_unsaved else spec.text())

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        is_enter = arg__1.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier:
            page = self.stack.currentWidget()
            if isinstance(page, AdminSection):
                page.submit()
        elif not is_enter:  # a line's own Enter must not press a button
            super().keyPressEvent(arg__1)
