"""The only place that edits conditions on instants and days: a calendar, a span, a named period."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QSpinBox, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.filtering.filter_fields import FilterField
from helpdesk_desktop.domain.filters import (
    Ago,
    CalendarSpan,
    EmptyCondition,
    Node,
    OlderThan,
    Period,
    TimeCondition,
    TimeItem,
    TimeMatch,
    TimeRange,
    Unit,
)
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import inset

translate = QCoreApplication.translate

_MOST_UNITS = 9_999
_ALWAYS = "always"
_DAY_OPERATORS = {
    "on": TimeMatch.IN,
    "before": TimeMatch.BEFORE,
    "after": TimeMatch.AFTER,
    "since": TimeMatch.SINCE,
    "until": TimeMatch.UNTIL,
}


class TimeForm(ValueForm):
    """When: in the last N units, a named period, on a day, before, after, between, empty.

    With `is_within` it says when a change was made: at any time, or within an item of time.
    """

    def __init__(
        self,
        field: FilterField,
        today: date,
        parent: QWidget | None = None,
        *,
        is_within: bool = False,
    ) -> None:
        self._field = field
        operators = _within_operators() if is_within else _operators()
        super().__init__(operators, parent, has_empty=not is_within)
        self._count = QSpinBox(self)
        self._count.setObjectName("count")
        self._count.setAccessibleName(self.tr("How many"))
        inset(self._count)
        self._count.setRange(1, _MOST_UNITS)
        self._count.setValue(7)
        self._unit = QComboBox(self)
        self._unit.setObjectName("unit")
        self._unit.setAccessibleName(self.tr("Unit of time"))
        for unit, text in _unit_names():
            self._unit.addItem(text, unit.value)
        self._unit.setCurrentIndex(self._unit.findData(Unit.DAY.value))
        self._period = QComboBox(self)
        self._period.setObjectName("period")
        self._period.setAccessibleName(self.tr("Period"))
        for period, text in _period_names():
            self._period.addItem(text, period.value)
        start = QDate(today.year, today.month, today.day)
        self._low = self._day_box("day1", self.tr("Day"), start)
        self._and = make_label(self.tr("and"), tone="muted")
        self._high = self._day_box("day2", self.tr("Last day"), start)
        line = QHBoxLayout()
        for widget in (self._count, self._unit, self._period, self._low, self._and, self._high):
            line.addWidget(widget)
        self._layout.addLayout(line)
        self._count.valueChanged.connect(self.edited)
        self._unit.currentIndexChanged.connect(self.edited)
        self._period.currentIndexChanged.connect(self.edited)
        self._show_boxes()

    @override
    def show_condition(self, node: Node) -> bool:
        match node:
            case EmptyCondition():
                return super().show_condition(node)
            case TimeCondition(items=(item,), op=op, neg=False):
                return self._show_item(item, op)
            case _:
                return False

    @override
    def condition(self) -> Node | None:
        if not self.needs_values():
            return EmptyCondition(field=self._field.key, is_empty=self.operator == "empty")
        op = _DAY_OPERATORS.get(self.operator, TimeMatch.IN)
        return TimeCondition(field=self._field.key, op=op, items=(self._item(),))

    def within(self) -> TimeItem | None:
        """The item of time, None for any time."""
        return None if self.operator == _ALWAYS else self._item()

    def show_within(self, item: TimeItem | None) -> bool:
        """Show an item of time, None for any time; False when this form cannot."""
        if item is None:
            self.choose_operator(_ALWAYS)
            return True
        # No change was made in the future: that has no operator here, and is left to the text.
        return self._show_item(item, TimeMatch.IN) and self.within() == item

    @override
    def first_field(self) -> QWidget:
        if self.operator == _ALWAYS:
            return self._operator
        if self.operator in {"last", "next", "older"}:
            return self._count
        return self._period if self.operator == "period" else self._low

    def _item(self) -> TimeItem:
        count, unit = self._count.value(), Unit(self._unit.currentData())
        match self.operator:
            case "last" | "next":
                return Ago(count, unit, is_future=self.operator == "next")
            case "older":
                return OlderThan(count, unit)
            case "period":
                return Period(self._period.currentData())
            case "between":
                low, high = sorted((self._low.date(), self._high.date()), key=QDate.toJulianDay)
                return TimeRange(_span(low), _span(high))
            case _:
                return _span(self._low.date())

    def _show_item(self, item: TimeItem, op: TimeMatch) -> bool:  # one case a shape
        is_within = op is TimeMatch.IN
        match item:
            case Ago(count=count, unit=unit, is_future=is_future) if is_within:
                self.choose_operator("next" if is_future else "last")
                return self._show_length(count, unit)
            case OlderThan(count=count, unit=unit) if is_within:
                self.choose_operator("older")
                return self._show_length(count, unit)
            case Period() if is_within:
                self.choose_operator("period")
                self._period.setCurrentIndex(self._period.findData(item.value))
                return True
            case CalendarSpan(year=year, month=int(month), day=int(day)):
                key = next(key for key, match in _DAY_OPERATORS.items() if match is op)
                self.choose_operator(key)
                return _put(self._low, QDate(year, month, day))
            case TimeRange(
                low=CalendarSpan(year=first, month=int(first_month), day=int(first_day)),
                high=CalendarSpan(year=last, month=int(last_month), day=int(last_day)),
            ) if is_within:
                self.choose_operator("between")
                start, end = QDate(first, first_month, first_day), QDate(last, last_month, last_day)
                return start <= end and _put(self._low, start) and _put(self._high, end)
            case _:
                return False

    def _show_length(self, count: int, unit: Unit) -> bool:
        # The box would put its nearest number in place of one that it cannot hold.
        if not 1 <= count <= _MOST_UNITS:
            return False
        self._count.setValue(count)
        self._unit.setCurrentIndex(self._unit.findData(unit.value))
        return True

    def _day_box(self, name: str, accessible: str, day: QDate) -> QDateEdit:
        box = QDateEdit(day, self)
        box.setObjectName(name)
        box.setAccessibleName(accessible)
        inset(box)
        box.setCalendarPopup(True)
        box.setDisplayFormat("yyyy-MM-dd")
        box.dateChanged.connect(self.edited)
        return box

    def _show_boxes(self) -> None:
        operator = self.operator
        has_length = operator in {"last", "next", "older"}
        has_days = operator in _DAY_OPERATORS or operator == "between"
        self._count.setVisible(has_length)
        self._unit.setVisible(has_length)
        self._period.setVisible(operator == "period")
        self._low.setVisible(has_days)
        self._and.setVisible(operator == "between")
        self._high.setVisible(operator == "between")

    @override
    def _on_operator_changed(self) -> None:
        self._show_boxes()
        super()._on_operator_changed()


def _put(box: QDateEdit, day: QDate) -> bool:
    # A calendar begins in 1752; a day that it cannot hold would become another one.
    box.setDate(day)
    return box.date() == day


def _operators() -> list[tuple[str, str]]:
    return [
        ("last", translate("Filters", "in the last")),
        ("next", translate("Filters", "in the next")),
        ("older", translate("Filters", "more than … ago")),
        ("period", translate("Filters", "is in")),
        ("on", translate("Filters", "on")),
        ("before", translate("Filters", "before")),
        ("after", translate("Filters", "after")),
        ("since", translate("Filters", "from … on")),
        ("until", translate("Filters", "up to and including")),
        ("between", translate("Filters", "between")),
    ]


def _within_operators() -> list[tuple[str, str]]:
    return [
        (_ALWAYS, translate("Filters", "at any time")),
        ("last", translate("Filters", "in the last")),
        ("older", translate("Filters", "more than … ago")),
        ("period", translate("Filters", "is in")),
        ("on", translate("Filters", "on")),
        ("between", translate("Filters", "between")),
    ]


def _span(day: QDate) -> CalendarSpan:
    return CalendarSpan(day.year(), day.month(), day.day())


def _unit_names() -> list[tuple[Unit, str]]:
    return [
        (Unit.MINUTE, translate("Filters", "minutes")),
        (Unit.HOUR, translate("Filters", "hours")),
        (Unit.DAY, translate("Filters", "days")),
        (Unit.WEEK, translate("Filters", "weeks")),
        (Unit.MONTH, translate("Filters", "months")),
        (Unit.YEAR, translate("Filters", "years")),
    ]


def _period_names() -> list[tuple[Period, str]]:
    return [
        (Period.TODAY, translate("Filters", "today")),
        (Period.YESTERDAY, translate("Filters", "yesterday")),
        (Period.TOMORROW, translate("Filters", "tomorrow")),
        (Period.THIS_WEEK, translate("Filters", "this week")),
        (Period.LAST_WEEK, translate("Filters", "last week")),
        (Period.NEXT_WEEK, translate("Filters", "next week")),
        (Period.THIS_MONTH, translate("Filters", "this month")),
        (Period.LAST_MONTH, translate("Filters", "last month")),
        (Period.NEXT_MONTH, translate("Filters", "next month")),
        (Period.THIS_QUARTER, translate("Filters", "this quarter")),
        (Period.LAST_QUARTER, translate("Filters", "last quarter")),
        (Period.NEXT_QUARTER, translate("Filters", "next quarter")),
        (Period.THIS_YEAR, translate("Filters", "this year")),
        (Period.LAST_YEAR, translate("Filters", "last year")),
        (Period.NEXT_YEAR, translate("Filters", "next year")),
    ]
