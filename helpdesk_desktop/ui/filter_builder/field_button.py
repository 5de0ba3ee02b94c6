"""The only place where a field is chosen in the builder: by typing a part of its name."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from helpdesk_desktop.domain.filtering.filter_edits import Scope
from helpdesk_desktop.domain.filtering.filter_fields import FilterField, find_field
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.editing.pick_popup import PickPopup
from helpdesk_desktop.ui.field_editors import Choice
from helpdesk_desktop.ui.filter_builder.part_words import field_choice_name
from helpdesk_desktop.ui.filters.field_choice import field_sections, first_fields


class FieldButton(QPushButton):
    """Opens the list of fields; `chosen` carries the `FilterField`."""

    chosen = Signal(object)

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self._name = name
        self._directory = Directory()
        self._scope: Scope = None
        self._current: str | None = None
        self.clicked.connect(self.open)

    def set_choice(
        self, directory: Directory, scope: Scope, current: FilterField | None = None
    ) -> None:
        """Offer the fields that may stand in this scope."""
        self._directory = directory
        self._scope = scope
        self._current = None if current is None else current.key

    def open(self) -> None:
        """Show the fields under the button."""
        fields = [] if self._scope is not None else list(first_fields())
        for _, section in field_sections(self._directory, self._scope):
            fields += section
        choices = [Choice(one.key, field_choice_name(one, self._directory)) for one in fields]
        popup = PickPopup(self._name, self.tr("Filter by"), choices, self._current, self.window())
        popup.chosen.connect(lambda key: self._on_chosen(popup, str(key)))
        corner = self.mapToGlobal(self.rect().topLeft())
        popup.open_at(QRect(corner, self.size()))

    def _on_chosen(self, popup: PickPopup, key: str) -> None:
        popup.finish()
        field = find_field(key, self._directory)
        if field is not None:
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            self.chosen.emit(field)
