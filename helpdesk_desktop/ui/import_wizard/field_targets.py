"""The only place that lists the fields with the column or template that fills each.

Those of the ticket stand first, then those of the contacts and the companies that rows make. There
may be hundreds: the first are there at once, the others come in slices of a few milliseconds.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.column_template import parse_template
from helpdesk_desktop.domain.columns import OWNED_STARTS
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.import_values import ImportMapping
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.create.form_field import FormField, RequiredLabel
from helpdesk_desktop.ui.import_wizard.column_table import COLUMN_MIME
from helpdesk_desktop.ui.import_wizard.made_values import MadeValues
from helpdesk_desktop.ui.import_wizard.quiet_box import TypedBox
from helpdesk_desktop.ui.import_wizard.wizard_words import may_make
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.slices import Slices
from helpdesk_desktop.ui.theme import set_fault, set_kind
from helpdesk_desktop.ui.tokens import SPACE

# What every desk has, and more than is in sight.
_AT_ONCE = 24
# The labels of all groups end alike, unless one is longer.
_WIDEST_LABEL = 140


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
    """All fields in their order; `filled` carries a field and its text.

    `given` carries a field of contacts or companies and the text that all get which rows make.
    """

    filled = Signal(str, str)
    given = Signal(str, str)

    def __init__(
        self, fields: Sequence[tuple[str, str]], directory: Directory, clock: Clock
    ) -> None:
        super().__init__()
        self.setObjectName("field_targets")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._columns = QStringListModel(self)
        self._targets: dict[str, FieldTarget] = {}
        self._waiting: deque[Callable[[], QWidget]] = deque()
        self._last: QWidget | None = None
        self._grids: list[QGridLayout] = []
        self._widest = 0
        self._shown: tuple[ImportMapping, Sequence[str], bool] | None = None
        # Made where it stays: every move would polish each box of it anew.
        inside = QWidget(self)
        set_kind(inside, "panel")
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 3 * SPACE, 0)
        says = self.tr("Fields of the ticket")
        column.addWidget(make_label(says, tone="section", parent=inside))
        self._names = {one.filter_key: one.label for one in directory.custom_fields}
        self._add_grid([pair for pair in fields if not pair[0].startswith(OWNED_STARTS)], column)
        hint = self.tr("A column, or a text with columns in braces: {a} - {b}")
        column.addWidget(make_label(hint, tone="muted", is_wrapped=True, parent=inside))
        self.made: dict[CustomFieldOwner, MadeValues] = {}
        for owner, says in (
            (CustomFieldOwner.CONTACT, self.tr("Fields of new contacts")),
            (CustomFieldOwner.COMPANY, self.tr("Fields of new companies")),
        ):
            mine = [pair for pair in fields if pair[0].startswith(f"{owner.value}.")]
            if not mine:
                continue
            column.addSpacing(2 * SPACE)
            column.addWidget(make_label(says, tone="section", parent=inside))
            why = self.tr("Who is there already stays as it is.")
            column.addWidget(make_label(why, tone="muted", is_wrapped=True, parent=inside))
            self._add_grid(mine, column)
            slot = QVBoxLayout()
            column.addLayout(slot)
            self._waiting.append(partial(self._add_made, owner, directory, clock, slot))
        column.addStretch(1)
        self._inside = inside
        rest = self._rest()
        for _ in range(_AT_ONCE):
            next(rest, None)
        self._align()
        self._slices = Slices(self)
        self._slices.ended.connect(self._align)
        if self._waiting:
            self._slices.run(rest)

    def _add_grid(self, fields: Sequence[tuple[str, str]], column: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        self._waiting += (
            partial(self._add, key, name, grid, at) for at, (key, name) in enumerate(fields)
        )
        self._grids.append(grid)
        column.addLayout(grid)

    def _rest(self) -> Iterator[None]:
        while self._waiting:
            made = self._waiting.popleft()()
            # What is made later would be reached by Tab after the window's buttons.
            for stop in _stops(made):
                if self._last is not None:
                    QWidget.setTabOrder(self._last, stop)
                self._last = stop
            yield

    def _add_made(
        self, owner: CustomFieldOwner, directory: Directory, clock: Clock, slot: QVBoxLayout
    ) -> MadeValues:
        made = self.made[owner] = MadeValues(owner, directory, clock, self._inside)
        made.given.connect(self.given)
        slot.addWidget(made)
        if self._shown is not None:
            made.show_mapping(self._shown[0], may_be_made=may_make(owner, self._shown[0]))
        return made

    def _add(self, key: str, name: str, grid: QGridLayout, at: int) -> FieldTarget:
        target = self._targets[key] = FieldTarget(key, self._columns, self._inside)
        is_required = key == "subject"
        says = self.tr("{field}, required").format(field=name) if is_required else name
        target.setAccessibleName(says)
        target.line.setAccessibleName(says)
        if is_required:
            target.line.setPlaceholderText("{category} - {descriptor}")
        target.filled.connect(self.filled)
        # The heading above says whose it is.
        short = self._names.get(key, name)
        label = RequiredLabel(short, target, self._inside, is_required=is_required)
        self._widest = max(self._widest, label.sizeHint().width())
        grid.addWidget(label, at, 0)
        grid.addWidget(target, at, 1)
        for part in (label, target):
            part.show()  # a layout shows what is added late a turn of the loop later
        self._show(key, target)
        return target

    def _align(self) -> None:
        for grid in self._grids:
            grid.setColumnMinimumWidth(0, min(self._widest, _WIDEST_LABEL))

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
        self._shown = (mapping, columns, is_open)
        for key, target in self._targets.items():
            self._show(key, target)
        for owner, made in self.made.items():
            made.show_mapping(mapping, may_be_made=may_make(owner, mapping))

    def _show(self, key: str, target: FieldTarget) -> None:
        if self._shown is None:
            return
        mapping, columns, is_open = self._shown
        text = mapping.template_of(key)
        fault = ""
        if text and not is_open:
            named = parse_template(text, columns).columns
            missing = next((one for one in named if one not in columns), None)
            if missing is not None:
                fault = self.tr("The file has no column “{name}”.").format(name=missing)
        target.show_text(text, fault)

    def value_of(self, key: str) -> FormField | None:
        """Where the value for all new ones of a field is given, if it is asked for."""
        self._slices.finish()
        found = (made.field_of(key) for made in self.made.values())
        return next((one for one in found if one is not None), None)

    def target(self, key: str) -> FieldTarget:
        """What fills one field."""
        if key not in self._targets:
            self._slices.finish()
        return self._targets[key]


def _stops(made: QWidget) -> list[QWidget]:
    # A line lets its box stop for it, and a box's list is a window of its own.
    return [
        one
        for one in (made, *made.findChildren(QWidget))
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.window() is made.window()
    ]
