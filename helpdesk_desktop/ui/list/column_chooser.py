"""The only place for the panel that chooses columns: which, in what order, how wide, how sorted."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.list_look import WIDEST, ShownColumn
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.list.column_layout import NARROWEST
from helpdesk_desktop.ui.list.column_list import ColumnList
from helpdesk_desktop.ui.list.column_order import all_in_order
from helpdesk_desktop.ui.list.column_set import STANDARD, ColumnSet
from helpdesk_desktop.ui.plain_text import make_label, tooltip
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH = 300
_STEP = 8
_AUTOMATIC = NARROWEST - 1
_VISIBLE_ROWS = 14


class ColumnChooser(QFrame):
    """A small panel over the window; whatever is changed in it shows in the list at once.

    `columns_chosen` carries the keys to show in their order, `width_chosen` a key and a width or
    None, `sort_chosen` a key and whether it descends, None for no order. `reset_wanted` asks for
    the usual columns.
    """

    columns_chosen = Signal(object)
    width_chosen = Signal(str, object)
    sort_chosen = Signal(str, object)
    reset_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("column_chooser")
        self.setAccessibleName(self.tr("Columns"))
        set_kind(self, "card")
        self._owner = parent
        self._widths: dict[str, int | None] = {}
        self._sort: tuple[SortKey, ...] = ()
        self._known = STANDARD
        self._is_showing = False
        self.list = ColumnList(self)
        self.up = self._tool("column_up", "chevron-up", self.tr("Move up (Ctrl+Shift+Up)"))
        self.down = self._tool(
            "column_down", "chevron-down", self.tr("Move down (Ctrl+Shift+Down)")
        )
        self.width_ = QSpinBox(self)
        self.width_.setObjectName("column_width")
        self.width_.setAccessibleName(self.tr("Width of the column in pixels"))
        self.width_.setRange(_AUTOMATIC, WIDEST)
        self.width_.setSingleStep(_STEP)
        self.width_.setSpecialValueText(self.tr("Automatic"))
        self.width_.setKeyboardTracking(False)
        self.width_.lineEdit().setTextMargins(SPACE + 2, 0, 0, 0)
        self.order = QComboBox(self)
        self.order.setObjectName("column_order")
        self.order.setAccessibleName(self.tr("Sort by the column"))
        for text, is_descending in (
            (self.tr("Not sorted by"), None),
            (self.tr("Ascending"), False),
            (self.tr("Descending"), True),
        ):
            self.order.addItem(text, is_descending)
        self.reset = QPushButton(self.tr("Usual columns"), self)
        self.reset.setObjectName("usual_columns")
        set_kind(self.reset, "quiet")
        self.done = QPushButton(self.tr("Done"), self)
        self.done.setObjectName("columns_done")
        self._build()
        self._wire()

    def _tool(self, name: str, icon: str, text: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setToolTip(tooltip(text))
        set_kind(made, "tool")
        bind_icon(made, icon)
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(make_label(self.tr("Columns"), name="columns_title", tone="strong"), 1)
        head.addWidget(self.up)
        head.addWidget(self.down)
        form = QFormLayout()
        form.setHorizontalSpacing(3 * SPACE)
        form.setVerticalSpacing(2 * SPACE)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in ((self.tr("Width"), self.width_), (self.tr("Sort"), self.order)):
            label = make_label(words)
            label.setBuddy(field)
            label.setMinimumHeight(field.sizeHint().height())
            form.addRow(label, field)
        foot = QHBoxLayout()
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(form)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)

    def _wire(self) -> None:
        self.list.edited.connect(self._on_list_edited)
        self.list.currentRowChanged.connect(self._show_current)
        self.list.width_wanted.connect(self._on_width_wanted)
        self.up.clicked.connect(lambda: self.list.move_current(-1))
        self.down.clicked.connect(lambda: self.list.move_current(1))
        self.width_.valueChanged.connect(self._on_width_changed)
        self.order.activated.connect(self._on_order_activated)
        self.reset.clicked.connect(self.reset_wanted)
        self.done.clicked.connect(self.close)

    def show_columns(self, columns: tuple[ShownColumn, ...], known: ColumnSet) -> None:
        """Show these as the columns of the list, the others at their usual places among them."""
        current = self.list.current_key
        self._known = known
        self._widths = {column.key: column.width for column in columns}
        shown = [column.key for column in columns]
        self.list.show_columns(all_in_order(shown, known), shown, known)
        self.list.show_sort(self._sort)
        self.list.go_to(current if current is not None and known.has(current) else shown[0])

    def show_sort(self, sort: tuple[SortKey, ...]) -> None:
        """Show by which columns the list is sorted."""
        self._sort = sort
        self.list.show_sort(sort)
        self._show_current()

    def open_under(self, anchor: QWidget, key: str | None = None) -> None:
        """Show the panel under a button, inside its screen, with this column as the current one."""
        row = self.list.sizeHintForRow(0)
        self.list.setMinimumHeight(min(self.list.count(), _VISIBLE_ROWS) * row + 3 * SPACE)
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + SPACE))
        room = anchor.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)
        self.show()
        if key is not None:
            self.list.go_to(key)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_current(self) -> None:
        key = self.list.current_key
        is_shown = key is not None and key in self.list.shown_keys
        self._is_showing = True
        self.width_.setEnabled(is_shown)
        self.width_.setValue((is_shown and key and self._widths.get(key)) or _AUTOMATIC)
        found = next((each for each in self._sort if each.column == key), None)
        self.order.setEnabled(key is not None and self._known.may_sort_by(key))
        self.order.setCurrentIndex(0 if found is None else 1 + found.is_descending)
        self.up.setEnabled(self.list.currentRow() > 0)
        self.down.setEnabled(0 <= self.list.currentRow() < self.list.count() - 1)
        self._is_showing = False

    def _on_list_edited(self) -> None:
        self._show_current()
        self.columns_chosen.emit(self.list.shown_keys)

    def _on_width_changed(self, width: int) -> None:
        key = self.list.current_key
        if not self._is_showing and key is not None:
            self._widths[key] = None if width == _AUTOMATIC else width
            self.width_chosen.emit(key, self._widths[key])

    def _on_width_wanted(self, steps: int) -> None:
        key = self.list.current_key
        if key is None or not self.width_.isEnabled():
            return
        now = self._widths.get(key) or self._known.by_key[key].width
        self.width_.setValue(max(now + steps * _STEP, NARROWEST))

    def _on_order_activated(self) -> None:
        key = self.list.current_key
        if key is not None:
            self.sort_chosen.emit(key, self.order.currentData())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Not every platform gives the window its keys back by itself.
        if self._owner.isVisible():
            self._owner.window().activateWindow()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close()
        else:
            super().keyPressEvent(event)
