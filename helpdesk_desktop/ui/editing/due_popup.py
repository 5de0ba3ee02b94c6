"""The only place where a due time is changed: a near time from the list, or any by hand."""

from collections.abc import Hashable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.editing.pick_popup import PickPopup
from helpdesk_desktop.ui.field_editors import Choice
from helpdesk_desktop.ui.instant_editor import InstantEditor
from helpdesk_desktop.ui.theme import set_kind

_BY_HAND = "by hand"
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class DuePopup(PickPopup):
    """Near times, no due time, and a date and time typed by hand; `chosen` carries aware UTC."""

    def __init__(
        self, name: str, heading: str, current: datetime | None, clock: Clock, parent: QWidget
    ) -> None:
        self.by_hand = InstantEditor(f"{name}_time", "", clock)
        self.by_hand.setAccessibleName(heading)
        *near, (says, first) = self.by_hand.near_instants()
        choices = [Choice(instant.astimezone(UTC), words) for words, instant in near]
        choices.append(Choice(_BY_HAND, says))
        if current is not None:
            choices.append(Choice(None, self.tr("No due time")))
        super().__init__(name, heading, choices, current or _BY_HAND, parent)
        self._start = current or first
        self.save = QPushButton(self.tr("Save"))
        self.save.setObjectName(f"{name}_save")
        set_kind(self.save, "accent")
        self._hand = QWidget()
        row = QHBoxLayout(self._hand)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.by_hand, 1)
        row.addWidget(self.save)
        self.column.insertWidget(1, self._hand)
        self._hand.hide()
        self.list.setCurrentRow(0)
        self.save.clicked.connect(self.submit)
        self.by_hand.edit.installEventFilter(self)

    @override
    def is_ticked(self, key: Hashable | None) -> bool:
        return key == self._current and key != _BY_HAND

    @override
    def take(self, key: Hashable | None) -> None:
        if key == _BY_HAND:
            self._open_by_hand()
        else:
            super().take(key)

    @override
    def take_focus(self) -> None:
        if self._is_by_hand:
            self.by_hand.edit.setFocus()
        else:
            super().take_focus()

    @override
    def submit(self) -> None:
        if not self._is_by_hand:
            super().submit()
            return
        self.by_hand.edit.interpretText()
        value = self.unsaved()
        if value is None:
            self.finish()
        else:
            self.chosen.emit(value)

    @override
    def unsaved(self) -> object:
        if not self._is_by_hand or self.by_hand.instant == self._minute(self._current):
            return None
        return self.by_hand.instant

    @property
    def _is_by_hand(self) -> bool:
        return hasattr(self, "_hand") and not self._hand.isHidden()

    def _open_by_hand(self) -> None:
        self.by_hand.set_instant(self._start)
        self.by_hand.clear.hide()  # "No due time" stands in the list
        for part in (self.line, self.list):
            part.hide()
        self._hand.show()
        self._place()
        self.take_focus()
        self.by_hand.edit.setSelectedSection(self.by_hand.edit.Section.HourSection)

    @staticmethod
    def _minute(instant: Hashable | None) -> datetime | None:
        # The editor shows minutes; seconds that nobody sees are no change.
        if not isinstance(instant, datetime):
            return None
        return instant.replace(second=0, microsecond=0)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.by_hand.edit
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTERS
        ):
            self.submit()
            return True
        return super().eventFilter(watched, event)
