"""The only place that lists the databases which were opened before."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from typing_extensions import override

from helpdesk_desktop.services.contracts import KnownDatabase
from helpdesk_desktop.ui.icons import icon
from helpdesk_desktop.ui.theme import theme

_KNOWN = Qt.ItemDataRole.UserRole


class RecentList(QListWidget):
    """Newest first; both signals carry a `KnownDatabase`.

    `chosen` by a double click (Enter presses the dialog's button), `forgotten` by Del.
    """

    chosen = Signal(object)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recent_databases")
        self.setProperty("kind", "checks")
        self.setAccessibleName(self.tr("Databases opened before"))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(self._on_item_double_clicked)
        theme().changed.connect(self._tint)

    def show_databases(self, databases: Sequence[KnownDatabase]) -> None:
        """List these; the first is current."""
        self.clear()
        for known in databases:
            item = QListWidgetItem(f"{known.engine}  ·  {known.place}")
            item.setData(_KNOWN, known)
            item.setToolTip("")
            self.addItem(item)
        self._tint()
        self.setCurrentRow(0)

    @property
    def current(self) -> KnownDatabase | None:
        """The one that is marked."""
        row = self.currentRow()
        found: KnownDatabase | None = None if row < 0 else self.item(row).data(_KNOWN)
        return found

    def _on_item_double_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_KNOWN))

    def _tint(self) -> None:
        for row in range(self.count()):
            item = self.item(row)
            is_file = item.data(_KNOWN).engine == "SQLite"
            item.setIcon(icon("hard-drive" if is_file else "server", "muted"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        known = self.current
        if event.key() == Qt.Key.Key_Delete and known is not None:
            self.takeItem(self.currentRow())
            self.forgotten.emit(known)
            return
        super().keyPressEvent(event)
