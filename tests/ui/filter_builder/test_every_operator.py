"""Every operator of every kind of field, chosen and filled in by keys alone in the builder."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QTreeView,
    QWidget,
)

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_fields import find_field
from helpdesk_desktop.domain.filtering.filter_text import parse, print_tree
from helpdesk_desktop.domain.filters import Unit
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from helpdesk_desktop.ui.filter_builder.part_words import field_choice_name
from tests.cast import CUSTOM_DIRECTORY
from tests.screen import focus, get, press, press_focused, type_text


def _add(builder: FilterBuilder, key: str) -> None:
    field = find_field(key, CUSTOM_DIRECTORY)
    assert field is not None
    press(builder.parts, Qt.Key.Key_Insert)
    popup: QWidget | None = QApplication.activePopupWidget()
    assert popup is not None
    find = get(popup, QLineEdit, "addCondition_find")
    type_text(find, field_choice_name(field, CUSTOM_DIRECTORY))
    # Others may contain the name; the line that is it alone is walked to.
    found = get(popup, QListWidget, "addCondition_choices")
    rows = range(found.count())
    wanted = next(row for row in rows if found.item(row).data(Qt.ItemDataRole.UserRole) == key)
    for _ in range(wanted - found.currentRow()):
        press(find, Qt.Key.Key_Down)
    press(find, Qt.Key.Key_Return)
    # Where nobody manages windows, none is active after a popup.
    builder.activateWindow()


def _choose(box: QComboBox, key: object) -> None:
    focus(box)
    press(box, Qt.Key.Key_Home)
    for _ in range(box.findData(key)):
        press(box, Qt.Key.Key_Down)
    assert box.currentData() == key


def _type(name: str, text: str) -> Callable[[FilterBuilder], None]:
    def act(builder: FilterBuilder) -> None:
        line = get(builder, QLineEdit, name)
        focus(line)
        line.selectAll()
        type_text(line, text)

    return act


def _tick(name: str, *rows: int) -> Callable[[FilterBuilder], None]:
    def act(builder: FilterBuilder) -> None:
        boxes = get(builder, QListWidget, name)
        focus(boxes)
        press(boxes, Qt.Key.Key_Home)
        at = 0
        for row in rows:
            for _ in range(row - at):
                press(boxes, Qt.Key.Key_Down)
            press(boxes, Qt.Key.Key_Space)
            at = row

    return act


def _tick_node(builder: FilterBuilder) -> None:
    nodes = get(builder, QTreeView, "nodes")
    focus(nodes)
    press(nodes, Qt.Key.Key_Home)
    press(nodes, Qt.Key.Key_Down)
    press(nodes, Qt.Key.Key_Space)


def _pick(name: str, key: object) -> Callable[[FilterBuilder], None]:
    return lambda builder: _choose(get(builder, QComboBox, name), key)


def _nothing(_: FilterBuilder) -> None:
    pass


Case = tuple[str, str, Callable[[FilterBuilder], None], str]

_EMPTY: tuple[tuple[str, str], ...] = (("empty", "none"), ("any", "any"))
_NUMBERS = (
    ("eq", "5", "5"),
    ("not-eq", "5", "-5"),
    ("ge", "5", ">=5"),
    ("le", "5", "<=5"),
    ("gt", "5", ">5"),
    ("lt", "5", "<5"),
    ("any-of", "1, 3..7", "1,3..7"),
    ("none-of", "1 2", "-1,2"),
)
_TEXTS = (
    ("contains", "x"),
    ("is", "=x"),
    ("starts", "^x"),
    ("ends", "$x"),
    ("any-of", "=x"),
    ("not-contains", "-x"),
    ("not-is", "-=x"),
    ("not-any-of", "-=x"),
)
_LONG = (("words", "words(x)"), ("phrase", "x"), ("not-words", "-words(x)"), ("not-phrase", "-x"))
_PHONES = (
    ("contains", "331"),
    ("is", "=331"),
    ("starts", "^331"),
    ("ends", "$331"),
    ("not-contains", "-331"),
    ("not-is", "-=331"),
)
_DAYS = (
    ("on", "2026-11-24"),
    ("before", "<2026-11-24"),
    ("after", ">2026-11-24"),
    ("since", ">=2026-11-24"),
    ("until", "<=2026-11-24"),
    ("between", "2026-11-24..2026-11-24"),
)


def _both(
    one: Callable[[FilterBuilder], None], other: Callable[[FilterBuilder], None]
) -> Callable[[FilterBuilder], None]:
    def act(builder: FilterBuilder) -> None:
        one(builder)
        other(builder)

    return act


def _said(key: str, value: str) -> str:
    return f"-{key}:{value[1:]}" if value.startswith("-") else f"{key}:{value}"


def _simple(
    keys: tuple[str, ...], operators: tuple[tuple[str, str], ...], typed: str
) -> list[Case]:
    return [
        (key, operator, _type("value1", typed), _said(key, value))
        for key in keys
        for operator, value in operators
    ]


def _number_cases() -> list[Case]:
    between = _both(_type("value1", "3"), _type("value2", "7"))
    return [
        *(
            (key, operator, _type("value1", typed), _said(key, value))
            for key in ("serial", "cf.decimal")
            for operator, typed, value in _NUMBERS
        ),
        ("contact.rating", "between", between, "contact.rating:3..7"),
        ("cf.integer", "between", between, "cf.integer:3..7"),
    ]


def _choice_cases() -> list[Case]:
    cases: list[Case] = []
    for key, value in (
        ("status", "new,processing"),
        ("call.direction", "in,out"),
        ("cf.drop_down", 'vip,"any"'),
        ("assignee", "me,my-groups"),
        ("group", "my-groups,none"),
    ):
        cases.append((key, "any-of", _tick("values", 0, 1), f"{key}:{value}"))
        cases.append((key, "none", _tick("values", 0, 1), f"-{key}:{value}"))
    cases.append(("assignee", "any-of", _tick("values", 0, 2), "assignee:me,none"))
    for operator, value in (("ge", ">=high"), ("le", "<=high"), ("gt", ">high"), ("lt", "<high")):
        cases.append(("priority", operator, _tick("values", 2), f"priority:{value}"))
    cases.append(("priority", "any-of", _tick("values", 0, 2), "priority:low,high"))
    cases.append(("priority", "none", _tick("values", 0), "-priority:low"))
    for key, value in (("ccs", "me,my-groups"), ("cf.multi_select", 'vip,"any"')):
        for operator, text in (
            ("any-of", f"{key}:{value}"),
            ("all", f"{key}:all({value})"),
            ("none", f"-{key}:{value}"),
            ("only", f"{key}:only({value})"),
        ):
            cases.append((key, operator, _tick("values", 0, 1), text))
    return cases


def _time_cases() -> list[Case]:
    weeks = _pick("unit", Unit.WEEK.value)
    quarter = _pick("period", "last-quarter")
    return [
        (key, operator, fill, _said(key, value))
        for key in ("created", "cf.date")
        for operator, fill, value in (
            *((operator, _nothing, value) for operator, value in _DAYS),
            ("last", weeks, "<7w"),
            ("next", weeks, "next-7w"),
            ("older", weeks, ">7w"),
            ("period", quarter, "last-quarter"),
        )
    ]


def _other_cases() -> list[Case]:
    first = {"status": "new", "type": "question", "priority": "low", "assignee": "me"}
    first["group"] = "my-groups"
    tree = (
        ("under", "ha-noi"),
        ("is", "=ha-noi"),
        ("not-under", "-ha-noi"),
        ("not-is", "-=ha-noi"),
    )
    empty = ("serial", "subject", "description", "phone", "status", "priority", "assignee", "group")
    return [
        *((key, "yes", _nothing, f"{key}:yes") for key in ("unread", "cf.checkbox")),
        *((key, "no", _nothing, f"{key}:no") for key in ("unread", "cf.checkbox")),
        *(
            ("cf.dependent", operator, _tick_node, _said("cf.dependent", value))
            for operator, value in tree
        ),
        ("changed.status", "changed", _nothing, "changed.status:any"),
        ("changed.status", "unchanged", _nothing, "-changed.status:any"),
        *(
            (f"changed.{key}", "changed", _tick(side, 0), f"changed.{key}:{word}({value})")
            for key, value in first.items()
            for side, word in (("origins", "from"), ("targets", "to"))
        ),
        *(
            (key, operator, _nothing, f"{key}:{value}")
            for key in (*empty, "ccs", "created", "cf.checkbox", "cf.dependent", "cf.multi_select")
            for operator, value in _EMPTY
        ),
    ]


_CASES: list[Case] = [
    *_number_cases(),
    *_simple(("subject", "cf.regex"), _TEXTS, "x"),
    *_simple(("description", "cf.multi_line"), _LONG, "x"),
    *_simple(("phone",), _PHONES, "331"),
    *_choice_cases(),
    *_time_cases(),
    *_other_cases(),
]


@pytest.mark.parametrize(
    ("key", "operator", "fill", "text"),
    _CASES,
    ids=[f"{key}-{operator}-{text}" for key, operator, _, text in _CASES],
)
def test_an_operator_is_reached_by_keys(
    builder: FilterBuilder,
    key: str,
    operator: str,
    fill: Callable[[FilterBuilder], None],
    text: str,
) -> None:
    _add(builder, key)
    form = builder.editor.form
    assert form is not None
    box = next(
        one for one in form.form.findChildren(QComboBox, "operator") if one.parent() is form.form
    )
    _choose(box, operator)
    fill(builder)
    assert print_tree(canonical(builder.tree), CUSTOM_DIRECTORY) == text
    assert parse(text, CUSTOM_DIRECTORY) == canonical(builder.tree)
    press_focused(Qt.Key.Key_Escape)
    assert not builder.isVisible()


def test_a_change_is_asked_within_a_time(builder: FilterBuilder) -> None:
    _add(builder, "changed.status")
    form = builder.editor.form
    assert form is not None
    when = get(form, QWidget, "when")
    _choose(get(when, QComboBox, "operator"), "last")
    _tick("targets", 3)(builder)
    text = print_tree(canonical(builder.tree), CUSTOM_DIRECTORY)
    assert text == "changed.status:to(closed),in(last-7d)"


@pytest.mark.parametrize("kind", CustomFieldKind)
@pytest.mark.parametrize("owner", ["", "contact.", "company."])
def test_custom_fields_of_every_kind_and_owner_have_a_form(
    builder: FilterBuilder, kind: CustomFieldKind, owner: str
) -> None:
    key = f"{owner}cf.{kind.value.replace('-', '_')}"
    _add(builder, key)
    form = builder.editor.form
    assert form is not None
    assert not form.is_text
    assert builder.draft.node.field == key  # type: ignore[union-attr] # a condition on a field
