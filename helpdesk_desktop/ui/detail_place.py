"""The only place that decides where the detail panel stands: in its dock, or over the list.

A narrow window has no room for both, and a squeezed table helps nobody: the panel then slides over
the right side of the list and is closed again with Esc. A dock that floats stays as it is.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.movable_dock import MovableDock
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

# Below it the table would keep less than its six most needed columns.
NARROW_WIDTH = 1_100
PANEL_WIDTH = 380
_OVERLAY_WIDTH = 420


class DetailPlace(QObject):
    """Moves the panel between dock and overlay; `visibility_changed` carries whether it shows."""

    visibility_changed = Signal(bool)

    def __init__(self, window: QMainWindow, ground: QWidget, panel: QWidget) -> None:
        super().__init__(window)
        self._ground = ground
        self._panel = panel
        self._is_narrow = False
        self._is_wanted = True
        self._is_overlay_open = False
        self._room = NARROW_WIDTH
        self.dock = MovableDock(self.tr("Ticket details"), "detail_dock", panel, window)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        window.resizeDocks([self.dock], [PANEL_WIDTH], Qt.Orientation.Horizontal)
        self.overlay = self._build_overlay()
        self.dock.topLevelChanged.connect(self._on_floating_changed)
        # Where it was dropped into a narrow window, the window first ends its own work on it.
        self.dock.topLevelChanged.connect(
            self._on_place_changed, Qt.ConnectionType.QueuedConnection
        )
        ground.installEventFilter(self)

    def _build_overlay(self) -> QFrame:
        overlay = QFrame(self._ground)
        overlay.setObjectName("detail_overlay")
        overlay.setProperty("kind", "overlay")
        close = QToolButton()
        close.setObjectName("close_overlay")
        close.setAccessibleName(self.tr("Close the ticket's details"))
        set_kind(close, "tool")
        bind_icon(close, "panel-right-close", "muted")
        close.clicked.connect(self.leave)
        top = QHBoxLayout()
        top.setContentsMargins(4 * SPACE, SPACE, 3 * SPACE, 0)
        top.addWidget(make_label(self.tr("Ticket details"), tone="section"), 1)
        top.addWidget(close)
        column = QVBoxLayout(overlay)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        overlay.hide()
        return overlay

    @property
    def is_narrow(self) -> bool:
        """Whether the panel lies over the list."""
        return self._is_narrow

    @property
    def is_open(self) -> bool:
        """Whether the panel shows."""
        return self._is_overlay_open if self._is_narrow else self._is_wanted

    def fit(self, window_width: int) -> None:
        """Choose the place for a window of this width."""
        self._room = window_width
        self._arrange()

    def _arrange(self) -> None:
        # A window of its own takes no room from the list.
        is_narrow = self._room < NARROW_WIDTH and not self.dock.isFloating()
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        had_focus = self._has_focus()
        layout = self.overlay.layout()
        if is_narrow:
            self.dock.hide()
            if layout is not None:
                layout.addWidget(self._panel)
            self._panel.show()
        else:
            self._is_overlay_open = False
            self.overlay.hide()
            self.dock.setWidget(self._panel)
            self.dock.setVisible(self._is_wanted)
        self._give_back(had_focus)
        self.visibility_changed.emit(self.is_open)

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide the panel, wherever it stands."""
        if is_open == self.is_open:
            return
        had_focus = self._has_focus()
        if self._is_narrow:
            self._is_overlay_open = is_open
            self._place_overlay()
            self.overlay.setVisible(is_open)
        else:
            self._is_wanted = is_open
            self.dock.setVisible(is_open)
        self._give_back(had_focus)
        self.visibility_changed.emit(is_open)

    @property
    def is_wanted(self) -> bool:
        """Whether the dock shows, or would if there were room."""
        return self._is_wanted

    def put_back(self, *, is_wanted: bool, is_overlay_open: bool) -> None:
        """Be as the panel was left; the docks may just have been put back without asking it."""
        self._arrange()
        self._is_wanted = is_wanted
        self._is_overlay_open = self._is_narrow and is_overlay_open
        self.dock.setVisible(is_wanted and not self._is_narrow)
        if self._is_overlay_open:
            self._place_overlay()
        self.overlay.setVisible(self._is_overlay_open)
        self.visibility_changed.emit(self.is_open)

    def open_for_ticket(self) -> None:
        """A ticket was clicked or opened: show it where the panel is not always in sight."""
        if self._is_narrow:
            self.set_open(is_open=True)

    def leave(self) -> bool:
        """Close the overlay; False when there is none to close."""
        if not (self._is_narrow and self._is_overlay_open):
            return False
        self.set_open(is_open=False)
        return True

    def _on_floating_changed(self, is_floating: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if is_floating:
            self._arrange()

    def _on_place_changed(self, _is_floating: bool) -> None:  # noqa: FBT001 - Qt's own signal
        was_open, was_narrow = self.is_open, self._is_narrow
        self._arrange()
        if self._is_narrow and not was_narrow:
            self.set_open(is_open=was_open)

    def _has_focus(self) -> bool:
        focused: QWidget | None = self._panel.window().focusWidget()
        return focused is not None and self._panel.isAncestorOf(focused)

    def _give_back(self, had_focus: bool) -> None:  # noqa: FBT001 - says what was before
        # Qt's own choice is the next in the tab order, a button that Space would press.
        if had_focus and not self.is_open:
            self._ground.setFocus()

    def _place_overlay(self) -> None:
        ground = self._ground.rect()
        width = min(_OVERLAY_WIDTH, ground.width() - 12 * SPACE)
        self.overlay.setGeometry(QRect(ground.width() - width, 0, width, ground.height()))
        self.overlay.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._is_overlay_open:
            self._place_overlay()
        return super().eventFilter(watched, event)
