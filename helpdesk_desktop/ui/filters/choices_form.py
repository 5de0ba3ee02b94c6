"""The only place that edits conditions on choices, people, groups and sets, box by box."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField
from helpdesk_desktop.domain.filtering.filter_sentence import value_name
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    EmptyCondition,
    Keyword,
    Node,
    OrderedCondition,
    PersonCondition,
    SetCondition,
    SetMatch,
    TeamCondition,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.choice_values import choice_values
from helpdesk_desktop.ui.filters.filter_words import field_label, say
from helpdesk_desktop.ui.filters.many_ticks import ManyTicks
from helpdesk_desktop.ui.filters.tick_list import TickList
from helpdesk_desktop.ui.filters.value_form import ValueForm

translate = QCoreApplication.translate

_MANY = 8  # more values than this get a line to find them by
_CROWDED = 200  # more than this are made as they are seen
# What an ordered choice is compared with is one value.
_ONE_VALUE = frozenset({"ge", "le", "gt", "lt"})


class ChoicesForm(ValueForm):
    """Boxes to tick: choices, people, groups and sets of people."""

    def __init__(
        self, field: FilterField, directory: Directory, parent: QWidget | None = None
    ) -> None:
        self._field = field
        self._directory = directory
        self._before: dict[int | Keyword, int] = {}
        super().__init__(_choice_operators(field.kind), parent)
        values = choice_values(field, directory)
        self._find = QLineEdit(self)
        self._find.setObjectName("findValue")
        self._find.setAccessibleName(self.tr("Find a value"))
        self._find.setPlaceholderText(self.tr("Find…"))
        self._find.setVisible(len(values) > _MANY)
        self._has_find = len(values) > _MANY
        self._list = (ManyTicks if len(values) > _CROWDED else TickList)(self)
        self._list.setObjectName("values")
        self._list.setAccessibleName(field_label(field, directory))
        self._list.load(values)
        self._list.fit()
        self._layout.addWidget(self._find)
        self._layout.addWidget(self._list)
        self._list.toggled.connect(self._on_toggled)
        self._list.activated.connect(self._on_activated)
        self._find.textChanged.connect(self._on_find_changed)
        self._find.installEventFilter(self)

    @override
    def show_condition(self, node: Node) -> bool:
        """Show a condition on this field."""
        match node:
            case (
                ChoiceCondition(items=items, neg=neg)
                | PersonCondition(items=items, neg=neg)
                | TeamCondition(items=items, neg=neg)
            ):
                key = "none" if neg else "any-of"
            case OrderedCondition(items=items, op=op, neg=neg):
                if neg and op is not Compare.EQ:
                    return False
                key = {Compare.EQ: "none" if neg else "any-of"}.get(op, op.value)
            case SetCondition(items=items, op=op, neg=neg):
                if neg and op is not SetMatch.ANY:
                    return False
                key = "none" if neg else {"any": "any-of"}.get(op.value, op.value)
            case EmptyCondition() if super().show_condition(node):
                return True
            case _:
                return False
        self.choose_operator(key)
        # Somebody who left, an option that was removed: what is asked stays to be seen, on top.
        gone = [value for value in items if not self._list.has(_key(value))]
        self._list.load(
            [(_key(value), value_name(value, self._field, self._directory, say)) for value in gone],
            is_first=True,
        )
        self._before = {value: place for place, value in enumerate(items)}
        ticked = {_key(value) for value in items}
        self._list.tick(ticked)
        self._list.fit()
        self._list.reveal_first(ticked)  # be it at the end of a long list
        return True

    @override
    def condition(self) -> Node | None:
        """The condition on this field."""
        empty = self._empty(self._field.key)
        if empty is not None:
            return empty
        # What stood there keeps its order, so that looking at a condition does not change it.
        before = self._before
        ticked = map(_stored, self._list.ticked())
        items = tuple(sorted(ticked, key=lambda one: before.get(one, len(before))))
        if not items:
            return None
        if items == (Keyword.NONE,) and self.operator in {"any-of", "none"}:
            return EmptyCondition(field=self._field.key, is_empty=self.operator != "none")
        key, neg, op = self._field.key, self.operator == "none", self.operator
        match self._field.kind:
            case FieldKind.PERSON:
                return PersonCondition(field=key, items=items, neg=neg)
            case FieldKind.TEAM:
                return TeamCondition(field=key, items=items, neg=neg)
            case FieldKind.SET:
                match_ = SetMatch(op) if op in {"all", "only"} else SetMatch.ANY
                return SetCondition(field=key, op=match_, items=items, neg=neg)
            case FieldKind.ORDERED if op in _ONE_VALUE:
                numbers = [item for item in items if not isinstance(item, Keyword)]
                if not numbers:
                    return None
                bound = min(numbers) if op in {"ge", "gt"} else max(numbers)
                return OrderedCondition(field=key, op=Compare(op), items=(bound,))
            case FieldKind.ORDERED:
                return OrderedCondition(field=key, items=items, neg=neg)
            case _:
                return ChoiceCondition(field=key, items=items, neg=neg)

    @override
    def first_field(self) -> QWidget:
        """The line to find a value by, else the list."""
        return self._find if self._has_find else self._list

    def _on_toggled(self, value: object, is_ticked: bool) -> None:  # noqa: FBT001 - a signal
        if is_ticked and self.operator in _ONE_VALUE and isinstance(value, (int, str)):
            self._list.tick({value})
        self.edited.emit()

    def _on_activated(self) -> None:
        self.submitted.emit()

    def _on_find_changed(self, text: str) -> None:
        self._list.show_only(fold(text))

    def _take_found(self) -> bool:
        # What was typed names one value: that one is meant, and the next can be typed.
        if not self._find.text().strip() or len(self._list.shown()) != 1:
            return False
        self._list.take(0)
        self._find.clear()
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self._list.shown():
                self._list.setFocus(Qt.FocusReason.OtherFocusReason)
                self._list.go_to(0)
                return True
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and not event.modifiers() and self._take_found():
                return True
        return super().eventFilter(watched, event)

    @override
    def _on_operator_changed(self) -> None:
        self._list.setVisible(self.needs_values())
        self._find.setVisible(self.needs_values() and self._has_find)
        super()._on_operator_changed()


def _key(value: int | Keyword) -> int | str:
    return value.value if isinstance(value, Keyword) else value


def _stored(value: object) -> int | Keyword:
    return Keyword(value) if isinstance(value, str) else int(str(value))


def _choice_operators(kind: FieldKind) -> list[tuple[str, str]]:
    both = [
        ("any-of", translate("Filters", "is any of")),
        ("none", translate("Filters", "is none of")),
    ]
    if kind is FieldKind.ORDERED:
        return [
            *both,
            ("ge", translate("Filters", "is at least")),
            ("le", translate("Filters", "is at most")),
            ("gt", translate("Filters", "is above")),
            ("lt", translate("Filters", "is below")),
        ]
    if kind is FieldKind.SET:
        return [
            ("any-of", translate("Filters", "includes any of")),
            ("all", translate("Filters", "includes all of")),
            ("none", translate("Filters", "includes none of")),
            ("only", translate("Filters", "is exactly")),
        ]
    return both
