"""The only place where several contacts, or companies, are compared and made one.

A column for each and one for what will be; nothing is written before the verb on the button is
pressed, and then it can be undone. What changed meanwhile is read again and said.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import (
    CompanyPart,
    Merged,
    MergePart,
    MergeWish,
    contact_title,
)
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.errors import Conflict, HelpdeskError
from helpdesk_desktop.domain.merge_preview import (
    custom_result,
    first_of,
    moving_tickets,
    united_emails,
    united_phones,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Companies, Contacts
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.detail.value_labels import ValueLabel, stars_text
from helpdesk_desktop.ui.messages import error_sentence, number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind

Part = MergePart | CompanyPart
_COLUMN = 190
_HEIGHT = 470
_MOST_WIDTH = 940
_NOTE_SHOWN = 160


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the comparison: a heading, each one's value and what it will be."""

    key: str
    says: str
    values: Sequence[str]
    result: str


class MergeDialog(QDialog):
    """Compares, chooses the survivor and the name, and merges; `merged` carries `Merged`."""

    merged = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        service: Contacts | Companies,
        ids: Sequence[int],
        directory: Directory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner = runner
        self._service = service
        self._ids = tuple(ids)
        self._directory = directory
        self._parts: tuple[Part, ...] = ()
        self._survivor = 0
        self._name_of = 0
        self._is_merging = False
        self.setWindowTitle(self.tr("Merge"))
        self.sentence = make_label(name="merge_sentence", is_wrapped=True)
        self.trouble = make_label(name="merge_trouble", tone="danger", is_wrapped=True)
        self.trouble.hide()
        self.merge = QPushButton(self.tr("Merge"))
        self.merge.setObjectName("merge_now")
        self.merge.setEnabled(False)
        set_kind(self.merge, "accent")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("merge_cancel")
        self._scroll = QScrollArea()
        self._build()
        self.merge.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        self._read()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is compared."""
        return self._parts

    def _build(self) -> None:
        self._scroll.setObjectName("merge_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.merge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        self.sentence.setText(self.tr("Reading…"))
        layout.addWidget(self.sentence)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(foot)
        width = min((len(self._ids) + 1) * _COLUMN + 160, _MOST_WIDTH)
        self.resize(width, _HEIGHT)

    def _read(self) -> None:
        service, ids = self._service, self._ids

        def work(cancel: Cancellation) -> tuple[Part, ...]:
            return tuple(service.merge_parts(ids, cancel))

        lane = ("merge", id(self))
        self._runner.run(work, self._on_read, failed=self._on_failed, lane=lane, owner=self)

    def _on_read(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        numbers = [_number(part) for part in parts]
        if self._survivor not in numbers:
            # Whoever has most tickets is the one that links point to most.
            self._survivor = _number(max(parts, key=lambda part: part.tickets))
        if self._name_of not in numbers:
            named = [number for number, part in zip(numbers, parts, strict=True) if _name(part)]
            is_named = self._survivor in named or not named
            self._name_of = self._survivor if is_named else named[0]
        self.merge.setEnabled(len(parts) > 1)
        self._draw()

    # The comparison

    def _draw(self) -> None:
        holder = QWidget()
        set_kind(holder, "panel")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        keeps = QButtonGroup(holder)
        names = QButtonGroup(holder)
        last = len(self._parts) + 1
        for place, part in enumerate(self._parts, start=1):
            keep = QRadioButton(self.tr("Keep this one"))
            keep.setObjectName(f"keep_{_number(part)}")
            keep.setAccessibleName(self.tr("Keep {name}").format(name=_title(part) or NOTHING))
            keep.setChecked(_number(part) == self._survivor)
            keep.toggled.connect(partial(self._on_keep_toggled, _number(part)))
            keeps.addButton(keep)
            grid.addWidget(keep, 0, place)
            grid.setColumnStretch(place, 1)
        grid.setColumnStretch(last, 1)
        grid.addWidget(make_label(self.tr("Result"), tone="section"), 0, last)
        row = 1
        grid.addWidget(make_label(self.tr("Name"), tone="muted"), row, 0)
        for place, part in enumerate(self._parts, start=1):
            choose = QRadioButton((_name(part) or NOTHING).replace("&", "&&"))
            choose.setObjectName(f"name_{_number(part)}")
            choose.setAccessibleName(self.tr("Name: {name}").format(name=_name(part) or NOTHING))
            choose.setChecked(_number(part) == self._name_of)
            choose.toggled.connect(partial(self._on_name_toggled, _number(part)))
            names.addButton(choose)
            grid.addWidget(choose, row, place)
        result = ValueLabel("result_name")
        chosen = next(part for part in self._parts if _number(part) == self._name_of)
        result.set_value(_name(chosen) or NOTHING)
        result.setProperty("tone", "strong")
        grid.addWidget(result, row, last)
        for line in self._lines():
            row += 1
            grid.addWidget(make_label(line.says, tone="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            for place, value in enumerate(line.values, start=1):
                shown = ValueLabel(f"{line.key}_{place}")
                shown.set_value(value)
                grid.addWidget(shown, row, place, Qt.AlignmentFlag.AlignTop)
            result = ValueLabel(f"result_{line.key}")
            result.set_value(line.result)
            grid.addWidget(result, row, last, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(row + 1, 1)
        self._scroll.setWidget(holder)
        self._say()

    def _ordered(self) -> tuple[Any, ...]:
        first = [part for part in self._parts if _number(part) == self._survivor]
        return (*first, *(part for part in self._parts if _number(part) != self._survivor))

    def _lines(self) -> list[_Line]:
        ordered = self._ordered()
        if isinstance(ordered[0], MergePart):
            return self._contact_lines(ordered)
        return self._company_lines(ordered)

    def _contact_lines(self, ordered: tuple[MergePart, ...]) -> list[_Line]:
        shown = [part for part in self._parts if isinstance(part, MergePart)]

        def one(key: str, says: str, tell: Callable[[MergePart], str | None]) -> _Line:
            values = [tell(part) or NOTHING for part in shown]
            return _Line(key, says, values, str(first_of(map(tell, ordered)) or NOTHING))

        def count(number: int) -> str:
            return number_text(number)

        agents = self._directory.agent_by_id

        def manager(part: MergePart) -> str | None:
            number = part.contact.manager_id
            return agents[number].name if number in agents else None

        return [
            _Line(
                "phones",
                self.tr("Phone"),
                ["\n".join(part.contact.phones) or NOTHING for part in shown],
                "\n".join(united_phones(ordered)) or NOTHING,
            ),
            _Line(
                "emails",
                self.tr("E-mail"),
                ["\n".join(part.contact.emails) or NOTHING for part in shown],
                "\n".join(united_emails(ordered)) or NOTHING,
            ),
            one("title", self.tr("Job title"), lambda part: part.contact.title),
            one("company", self.tr("Company"), lambda part: part.contact.company),
            one(
                "rating",
                self.tr("Rating"),
                lambda part: stars_text(part.contact.rating) if part.contact.rating else None,
            ),
            one("manager", self.tr("Account manager"), manager),
            _notes_line(
                self.tr("Notes"),
                [part.contact.notes for part in shown],
                [part.contact.notes for part in ordered],
            ),
            *self._custom_lines(CustomFieldOwner.CONTACT, shown, ordered),
            _Line(
                "tickets",
                self.tr("Tickets"),
                [count(part.tickets) for part in shown],
                count(sum(part.tickets for part in shown)),
            ),
            _Line(
                "calls",
                self.tr("Calls"),
                [count(part.calls) for part in shown],
                count(sum(part.calls for part in shown)),
            ),
        ]

    def _company_lines(self, ordered: tuple[CompanyPart, ...]) -> list[_Line]:
        shown = [part for part in self._parts if isinstance(part, CompanyPart)]
        return [
            _notes_line(
                self.tr("Notes"),
                [part.company.notes for part in shown],
                [part.company.notes for part in ordered],
            ),
            *self._custom_lines(CustomFieldOwner.COMPANY, shown, ordered),
            _Line(
                "contacts",
                self.tr("Contacts"),
                [number_text(part.contacts) for part in shown],
                number_text(sum(part.contacts for part in shown)),
            ),
            _Line(
                "tickets",
                self.tr("Tickets"),
                [number_text(part.tickets) for part in shown],
                number_text(sum(part.tickets for part in shown)),
            ),
        ]

    def _custom_lines(
        self, owner: CustomFieldOwner, shown: Sequence[Part], ordered: Sequence[Part]
    ) -> list[_Line]:
        lines = []
        for field in self._directory.custom_fields:
            values = [_custom(part).get(field.key) for part in ordered]
            if field.owner is not owner or all(value is None for value in values):
                continue

            def tell(value: CustomValue | None, field: CustomField = field) -> str:
                return _short(None if value is None else custom_text(field, value))

            result = tell(custom_result(field, values))
            said = [tell(_custom(part).get(field.key)) for part in shown]
            lines.append(_Line(f"custom_{field.key}", field.label, said, result))
        return lines

    def _say(self) -> None:
        ordered = self._ordered()
        moving = moving_tickets(ordered)
        if len(ordered) < 2:
            self.sentence.setText(self.tr("These are one already."))
            return
        moved = (
            self.tr("1 ticket moves") if moving == 1 else self.tr("%Ln tickets move", "", moving)
        )
        self.sentence.setText(
            self.tr(
                "{count} become one: “{name}”. {moved} to it; links to the others lead there. "
                "You can undo this."
            ).format(count=len(ordered), name=_title(ordered[0]), moved=moved)
        )

    def _on_keep_toggled(self, number: int, is_on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if is_on:
            self._survivor = number
            self._redraw(f"keep_{number}")

    def _on_name_toggled(self, number: int, is_on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if is_on:
            self._name_of = number
            self._redraw(f"name_{number}")

    def _redraw(self, focus: str) -> None:
        self._draw()
        button = self.findChild(QRadioButton, focus)
        if button is not None:
            button.setFocus()

    # Merging

    def wish(self) -> MergeWish:
        """What is chosen."""
        pairs = [(_number(part), _version(part)) for part in self._ordered()]
        return MergeWish(pairs[0], tuple(pairs[1:]), self._name_of)

    def submit(self) -> None:
        """Merge; pressed twice, it runs once."""
        if self._is_merging or len(self._parts) < 2:
            return
        self._is_merging = True
        self.merge.setEnabled(False)
        self.merge.setText(self.tr("Merging…"))
        self.trouble.hide()
        service, wish = self._service, self.wish()
        self._runner.run(
            lambda _: service.merge(wish),
            self._on_merged,
            failed=self._on_failed,
            order="merge",
            owner=self,
        )

    def _on_merged(self, merged: Merged) -> None:
        self.merged.emit(merged)
        self.accept()

    def _on_failed(self, error: HelpdeskError) -> None:
        self._is_merging = False
        self.merge.setText(self.tr("Merge"))
        self.merge.setEnabled(len(self._parts) > 1)
        self.trouble.setText(error_sentence(error))
        self.trouble.show()
        if isinstance(error, Conflict):
            self._read()


def _number(part: Part) -> int:
    return int(part.contact.id if isinstance(part, MergePart) else part.company.id)


def _version(part: Part) -> int:
    return part.contact.version if isinstance(part, MergePart) else part.company.version


def _name(part: Part) -> str | None:
    return part.contact.name if isinstance(part, MergePart) else part.company.name


def _custom(part: Part) -> dict[str, CustomValue]:
    return dict((part.contact if isinstance(part, MergePart) else part.company).custom)


def _title(part: Part) -> str:
    return contact_title(part.contact) if isinstance(part, MergePart) else part.company.name


def _notes_line(says: str, shown: list[str | None], ordered: list[str | None]) -> _Line:
    joined = "\n\n".join(dict.fromkeys(note for note in ordered if note))
    return _Line("notes", says, [_short(note) for note in shown], _short(joined))


def _short(note: str | None) -> str:
    if not note:
        return NOTHING
    return note if len(note) <= _NOTE_SHOWN else f"{note[: _NOTE_SHOWN - 1]}…"
