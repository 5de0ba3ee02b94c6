"""The only place that lists every filter that others share, and which of them the dock shows."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.ui.filters.quick_filter_words import hint_of, owner_words, sharing_words
from helpdesk_desktop.ui.filters.tick_list import TickList
from helpdesk_desktop.ui.plain_text import make_label, tooltip
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_KEY = Qt.ItemDataRole.UserRole


class SharedFilterList(QDialog):
    """Shared filters with a tick for each that stands in the dock.

    `wanted` carries a filter's key and whether it is to stand there.
    """

    wanted = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shared_filter_dialog")
        self.setWindowTitle(self.tr("Shared filters"))
        self.list = TickList()
        self.list.setObjectName("shared_filter_list")
        self.list.setAccessibleName(self.tr("Shared filters"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_kind(self.list, "checks")
        said = make_label(
            self.tr("Ticked ones stand in your list of quick filters."),
            name="shared_filter_sentence",
            tone="muted",
            is_wrapped=True,
        )
        self._nothing = make_label(
            self.tr("Nobody has shared a filter with you yet."), name="no_shared_filter"
        )
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close_shared_filters")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 5 * SPACE)
        column.setSpacing(4 * SPACE)
        column.addWidget(said)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.resize(480, 420)
        self.list.itemChanged.connect(self._on_item_changed)

    def show_filters(self, filters: Sequence[QuickFilter]) -> None:
        """Show these filters; the current row stays."""
        row = self.list.currentRow()
        self.list.blockSignals(True)  # Qt's own signature
        self.list.clear()
        for one in filters:
            item = _item(one)
            item.setSizeHint(QSize(0, 2 * self.fontMetrics().lineSpacing() + 4 * SPACE))
            self.list.addItem(item)
        self.list.blockSignals(False)  # as above
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.setVisible(bool(filters))
        self._nothing.setVisible(not filters)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(_KEY), item.checkState() == Qt.CheckState.Checked)


def _item(one: QuickFilter) -> QListWidgetItem:
    saved = one.saved
    assert saved is not None  # noqa: S101  # shared ones are saved ones
    told = [owner_words(one), sharing_words(saved.sharing)]
    if not one.is_usable:
        told.append(QCoreApplication.translate("FilterWords", "cannot be used"))
    item = QListWidgetItem(f"{one.name}\n{' · '.join(told)}")
    item.setToolTip(tooltip(hint_of(one, one.name, is_changed=False)))
    item.setData(_KEY, one.key)
    item.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
    )
    state = Qt.CheckState.Unchecked if saved.is_hidden else Qt.CheckState.Checked
    item.setCheckState(state)
    return item
