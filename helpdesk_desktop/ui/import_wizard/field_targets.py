"""The only place that lists the fields of a ticket with the column or template that fills each."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.column_template import parse_template
from helpdesk_desktop.domain.import_values import ImportMapping
from helpdesk_desktop.ui.create.form_field import RequiredLabel
from helpdesk_desktop.ui.import_wizard.column_table import COLUMN_MIME
from helpdesk_desktop.ui.import_wizard.quiet_box import TypedBox
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_fault, set_kind
from helpdesk_desktop.ui.tokens import SPACE


class FieldTarget(TypedBox):
    """What fills one field: a column of the list, or a text with `{columns}`.

    A column may be dropped on it. `filled` carries the field and the text, empty for nothing.
    """

    filled = Signal(str, str)

    def __init__(self, key: str, columns: QStringListModel, parent: QWidget) -> None:
        super().__init__(f"target_{key}", parent)
        self._key = key
        self._text = ""
        self.setModel(columns)
        self.line.setPlaceholderText("–")
        self.line.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.setCurrentIndex(-1)
        self.line.editingFinished.connect(self._on_edited)
        self.activated.connect(self._on_edited)

    def show_text(self, text: str, fault: str) -> None:
        """Show what fills the field, and what is wrong with it."""
        self._text = text
        if self.currentText() != text:
            self.setCurrentIndex(-1)
            self.setEditText(text)
            self.line.setCursorPosition(0)
        self.setToolTip(fault)
        self.setAccessibleDescription(fault)
        set_fault(self, has_fault=bool(fault))

    def _on_edited(self) -> None:
        text = self.currentText().strip()
        if text != self._text:
            self._text = text
            self.filled.emit(self._key, text)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(COLUMN_MIME):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        column = bytes(event.mimeData().data(COLUMN_MIME).data()).decode()
        event.acceptProposedAction()
        self.filled.emit(self._key, column)


class FieldTargets(QScrollArea):
    """All fields in their order; `filled` carries a field and its text."""

    filled = Signal(str, str)

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("field_targets")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._columns = QStringListModel(self)
        self._targets: dict[str, FieldTarget] = {}
        # Made where it stays: every move would polish each box of it anew.
        inside = QWidget(self)
        set_kind(inside, "panel")
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 3 * SPACE, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for at, (key, name) in enumerate(fields):
            target = FieldTarget(key, self._columns, inside)
            is_required = key == "subject"
            says = self.tr("{field}, required").format(field=name) if is_required else name
            target.setAccessibleName(says)
            target.line.setAccessibleName(says)
            if is_required:
                target.line.setPlaceholderText("{category} - {descriptor}")
            target.filled.connect(self.filled)
            grid.addWidget(RequiredLabel(name, target, inside, is_required=is_required), at, 0)
            grid.addWidget(target, at, 1)
            self._targets[key] = target
        column.addLayout(grid)
        hint = self.tr("A column, or a text with columns in braces: {a} - {b}")
        column.addWidget(make_label(hint, tone="muted", is_wrapped=True))
        column.addStretch(1)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Offer these columns."""
        texts = {key: target.currentText() for key, target in self._targets.items()}
        self._columns.setStringList(list(columns))
        for key, target in self._targets.items():
            target.setCurrentIndex(-1)
            target.setEditText(texts[key])

    def show_mapping(
        self, mapping: ImportMapping, columns: Sequence[str], *, is_open: bool
    ) -> None:
        """Show what fills each field, and columns that the file does not have as faults.

        With `is_open` records may have columns that are not known yet (JSON).
        """
        for key, target in self._targets.items():
            text = mapping.template_of(key)
            fault = ""
            if text and not is_open:
                named = parse_template(text, columns).columns
                missing = next((one for one in named if one not in columns), None)
                if missing is not None:
                    fault = self.tr("The file has no column “{name}”.").format(name=missing)
            target.show_text(text, fault)

    def target(self, key: str) -> FieldTarget:
        """What fills one field."""
        return self._targets[key]
