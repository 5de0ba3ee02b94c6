"""The only place that edits conditions on history: what changed, from what, to what, and when."""

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.filtering.filter_fields import FilterField, find_field
from helpdesk_desktop.domain.filtering.filter_sentence import value_name
from helpdesk_desktop.domain.filters import HistoryCondition, Keyword, Node
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.choice_values import choice_values
from helpdesk_desktop.ui.filters.filter_words import say
from helpdesk_desktop.ui.filters.tick_list import TickList
from helpdesk_desktop.ui.filters.time_form import TimeForm
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

translate = QCoreApplication.translate


class HistoryForm(ValueForm):
    """Has changed, or has not: from any of the values ticked left to any ticked right, within.

    Nothing ticked is any value.
    """

    def __init__(
        self,
        field: FilterField,
        directory: Directory,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        self._field = field
        self._directory = directory
        self._changed = find_field(field.key.removeprefix("changed."), directory)
        super().__init__(
            [
                ("changed", translate("Filters", "has changed")),
                ("unchanged", translate("Filters", "has not changed")),
            ],
            parent,
            has_empty=False,
        )
        self._origins = self._list("origins", self.tr("Changed from"))
        self._targets = self._list("targets", self.tr("Changed to"))
        sides = QHBoxLayout()
        sides.setSpacing(2 * SPACE)
        for words, part in (
            (self.tr("from"), self._origins),
            (self.tr("to"), self._targets),
        ):
            side = QVBoxLayout()
            side.setSpacing(SPACE)
            side.addWidget(make_label(words, tone="section"))
            side.addWidget(part)
            sides.addLayout(side, 1)
        self._layout.addLayout(sides)
        hint = self.tr("Nothing ticked is any value.")
        self._layout.addWidget(make_label(hint, tone="muted", is_wrapped=True))
        self._layout.addWidget(make_label(self.tr("when"), tone="section"))
        self._when = TimeForm(field, today, self, is_within=True)
        self._when.setObjectName("when")
        self._layout.addWidget(self._when)
        self._origins.itemChanged.connect(self.edited)
        self._targets.itemChanged.connect(self.edited)
        self._when.edited.connect(self.edited)
        self._when.submitted.connect(self.submitted)

    @override
    def show_condition(self, node: Node) -> bool:
        """Show a condition on this field."""
        if not isinstance(node, HistoryCondition):
            return False
        self.choose_operator("unchanged" if node.neg else "changed")
        self._tick(self._origins, node.origins)
        self._tick(self._targets, node.targets)
        return self._when.show_within(node.within)

    @override
    def condition(self) -> Node | None:
        """The condition on this field."""
        return HistoryCondition(
            field=self._field.key,
            origins=tuple(map(_stored, self._origins.ticked())),
            targets=tuple(map(_stored, self._targets.ticked())),
            within=self._when.within(),
            neg=self.operator == "unchanged",
        )

    def _list(self, name: str, says: str) -> TickList:
        made = TickList(self)
        made.setObjectName(name)
        made.setAccessibleName(says)
        values = [] if self._changed is None else choice_values(self._changed, self._directory)
        for value, text in values:
            made.add(value, text)
        made.fit()
        return made

    def _tick(self, boxes: TickList, values: tuple[int | Keyword, ...]) -> None:
        for value in values:
            if not boxes.has(_key(value)):
                boxes.add(_key(value), value_name(value, self._changed, self._directory, say))
        ticked = {_key(value) for value in values}
        boxes.tick(ticked)
        boxes.reveal_first(ticked)


def _key(value: int | Keyword) -> int | str:
    return value.value if isinstance(value, Keyword) else value


def _stored(value: int | str) -> int | Keyword:
    return Keyword(value) if isinstance(value, str) else value
