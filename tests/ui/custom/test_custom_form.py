from decimal import Decimal

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.custom.custom_form import CustomForm, fields_of
from tests.screen import get, nameless_controls, type_text
from tests.ui.custom.conftest import StandingClock, a_field

_ALL = [a_field(kind) for kind in CustomFieldKind]


def _form(qtbot: QtBot, clock: StandingClock, *fields: object, **values: object) -> CustomForm:
    made = CustomForm(fields or _ALL, clock, **values)  # type: ignore[arg-type] # fields of tests
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_kind_has_an_input_with_a_name(qtbot: QtBot, clock: StandingClock) -> None:
    form = _form(qtbot, clock, required=frozenset({"text"}))
    assert len(form.inputs) == 10
    assert nameless_controls(form) == []
    assert form.inputs["text"].target.accessibleName() == "Text, required"


def test_long_texts_take_the_whole_width_in_two_columns(qtbot: QtBot, clock: StandingClock) -> None:
    form = _form(qtbot, clock)
    form.resize(800, 900)
    form.set_columns(2)
    qtbot.waitUntil(lambda: form.form_fields["text"].width() < 420)
    assert form.form_fields["multi_line"].width() > 700
    form.set_columns(1)
    qtbot.waitUntil(lambda: form.form_fields["text"].width() > 700)


def test_defaults_are_shown_but_for_one_that_was_retired(
    qtbot: QtBot, clock: StandingClock
) -> None:
    form = _form(
        qtbot,
        clock,
        a_field(CustomFieldKind.DECIMAL, default='"2.5"'),
        a_field(CustomFieldKind.DROP_DOWN, default="4"),
        a_field(CustomFieldKind.TEXT, default="{"),
    )
    form.show_defaults()
    assert form.values() == (("decimal", Decimal("2.5")), ("drop_down", None), ("text", None))


def test_values_and_drafts_come_back(qtbot: QtBot, clock: StandingClock) -> None:
    form = _form(qtbot, clock)
    form.show_values({"text": "x", "integer": 3, "gone": "y"})
    type_text(get(form, QLineEdit, "custom_ticket_decimal"), "many")
    again = _form(qtbot, clock)
    again.restore(form.drafts())
    assert dict(again.values())["integer"] == 3
    assert [problem.field for problem in again.problems()] == ["cf.decimal"]


def test_a_problem_stands_beside_its_field_and_others_are_answered(
    qtbot: QtBot, clock: StandingClock
) -> None:
    form = _form(qtbot, clock)
    required = Problem(ProblemCode.REQUIRED, "required", {"label": "Text"}, "cf.text")
    foreign = Problem(ProblemCode.REQUIRED, "required", {"label": "Subject"}, "subject")
    assert form.show_problems((required, required, foreign)) == ("Subject is required.",)
    assert get(form, QLabel, "custom_ticket_text_fault").text() == "Text is required."
    assert form.first_fault() is form.form_fields["text"]
    form.show_problems(())
    assert form.first_fault() is None


def test_only_active_fields_of_the_owner_are_asked_for() -> None:
    retired = a_field(CustomFieldKind.DATE, is_active=False)
    theirs = a_field(CustomFieldKind.TEXT, "tier", owner=CustomFieldOwner.CONTACT)
    directory = Directory(custom_fields=(*_ALL, retired, theirs))
    assert fields_of(directory, CustomFieldOwner.CONTACT) == (theirs,)
    assert retired not in fields_of(directory, CustomFieldOwner.TICKET)


def test_long_words_of_an_administrator_make_no_form_wider(
    qtbot: QtBot, clock: StandingClock
) -> None:
    field = a_field(CustomFieldKind.TEXT, label="W" * 200, help="W" * 1000)
    form = CustomForm([field], clock, required=frozenset({field.key}))
    qtbot.addWidget(form)
    form.show()
    assert form.minimumSizeHint().width() < 300
    label = form.form_fields[field.key].label.label
    assert label.whole_text == "W" * 200
    form.resize(300, 200)
    assert label.text().endswith("…")
