"""The only place for a dock that a user moves, floats and hides, by the mouse and by keys.

It stands at the left or the right: both docks hold what is narrow and high. What it was told by
the user goes to its owner, who knows whether it is shown: `hidden_by_user`.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.dock_bar import DockBar
from helpdesk_desktop.ui.theme import theme

# How far from where it was docked it floats for the first time.
_AWAY = 40
_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


class MovableDock(QDockWidget):
    """A dock with a slim bar; `hidden_by_user` says that its cross was pressed."""

    hidden_by_user = Signal()

    def __init__(self, title: str, name: str, panel: QWidget, window: QMainWindow) -> None:
        super().__init__(title, window)
        self.setObjectName(name)
        self._window = window
        self._has_floated = False
        self._menu_actions: tuple[QAction, ...] = ()
        self.setAllowedAreas(_LEFT | _RIGHT)
        self.bar = DockBar(title, name)
        self.setWidget(panel)
        self.setTitleBarWidget(self.bar)
        self.bar.float_wanted.connect(self.float_or_dock)
        self.bar.close_wanted.connect(self.hidden_by_user)
        self.bar.menu_wanted.connect(self._on_menu_wanted)
        self.topLevelChanged.connect(self._on_top_level_changed)

    def offer(self, floats: QAction, moves: QAction, shows: QAction) -> None:
        """Let these actions, with their keys, float it, move it across and hide it."""
        floats.triggered.connect(self.float_or_dock)
        moves.triggered.connect(self.move_across)
        self.hidden_by_user.connect(lambda: shows.setChecked(False))
        self._menu_actions = (floats, moves, shows)

    def float_or_dock(self) -> None:
        """Make it a window of its own, or put it back where it was docked."""
        is_first = not self._has_floated
        is_right = self._window.dockWidgetArea(self) is _RIGHT
        corner = self.mapToGlobal(QPoint(-_AWAY if is_right else _AWAY, _AWAY))
        self.setFloating(not self.isFloating())
        if is_first:
            # Its place in the window is as high as the window, which no window of its own need be.
            size = QSize(self.width(), self._window.height() * 2 // 3)
            self.setGeometry(QRect(corner, size))
        self._come_forward()

    def move_across(self) -> None:
        """Dock it at the other side, as wide as it is; beside what is there, not above it."""
        window = self._window
        area = _LEFT if window.dockWidgetArea(self) is _RIGHT else _RIGHT
        self.setFloating(False)
        docks = [
            dock
            for dock in window.findChildren(MovableDock)
            if dock is self or not (dock.isFloating() or dock.isHidden())
        ]
        widths = [dock.width() for dock in docks]
        window.addDockWidget(area, self)
        for dock in docks:
            if dock is not self and window.dockWidgetArea(dock) is area:
                window.splitDockWidget(self, dock, Qt.Orientation.Horizontal)
        # What stays behind would take all the room that two had.
        window.resizeDocks(docks, widths, Qt.Orientation.Horizontal)
        self._come_forward()

    def _come_forward(self) -> None:
        # What was hidden and is floated by its key is wanted.
        for shows in self._menu_actions[2:]:
            shows.setChecked(True)

    def _on_top_level_changed(self, is_floating: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._has_floated = self._has_floated or is_floating
        self.bar.show_floating(is_floating=is_floating)

    def _on_menu_wanted(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._menu_actions))
        menu.popup(place)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        # The system's own way to close a floating one; the program's end is no wish to hide it.
        if event.spontaneous():
            self.hidden_by_user.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isFloating():
            super().paintEvent(event)
            return
        tokens = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.window))
        painter.setPen(QColor(tokens.control_line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
