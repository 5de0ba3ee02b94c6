"""Forms of hundreds of fields: the first are there at once, and nothing is lost on the way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.ui.custom.custom_form import CustomForm
from tests.screen import focus, press_focused
from tests.ui.custom.conftest import StandingClock, a_field

_KINDS = (
    CustomFieldKind.TEXT,
    CustomFieldKind.DROP_DOWN,
    CustomFieldKind.MULTI_SELECT,
    CustomFieldKind.DATE,
    CustomFieldKind.CHECKBOX,
    CustomFieldKind.MULTI_LINE,
)


def _fields(count: int, **values: object) -> list[CustomField]:
    return [a_field(_KINDS[n % len(_KINDS)], f"f{n}", **values) for n in range(count)]


def _texts(count: int, **values: object) -> list[CustomField]:
    return [a_field(CustomFieldKind.TEXT, f"f{n}", **values) for n in range(count)]


def _whole(qtbot: QtBot, form: CustomForm) -> None:
    with qtbot.waitSignal(form.became_whole):
        assert not form.is_whole


def test_the_first_fields_do_not_wait_for_the_last(qtbot: QtBot, clock: StandingClock) -> None:
    form = CustomForm(_fields(300), clock)
    qtbot.addWidget(form)
    assert list(form.inputs) == [f"f{n}" for n in range(10)]
    _whole(qtbot, form)
    assert list(form.inputs) == [f"f{n}" for n in range(300)]
    assert form.is_whole


def test_tab_goes_through_late_fields_before_the_buttons(
    qtbot: QtBot, clock: StandingClock
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form = CustomForm(_fields(30), clock, parent=window)
    button = QPushButton("Save", window)
    column = QVBoxLayout(window)
    column.addWidget(form)
    column.addWidget(button)
    window.show()
    _whole(qtbot, form)
    focus(form.inputs["f0"].target)
    met = []
    while not button.hasFocus():
        now = window.focusWidget()
        assert now is not None
        met.append(next(key for key, one in form.inputs.items() if one.isAncestorOf(now)))
        press_focused(Qt.Key.Key_Tab)
    assert met == [f"f{n}" for n in range(30)]


def test_what_is_put_in_early_is_in_the_late_fields(qtbot: QtBot, clock: StandingClock) -> None:
    form = CustomForm(_texts(60, default='"d"'), clock)
    qtbot.addWidget(form)
    form.show_defaults()
    form.restore({"cf.f3": "early", "cf.f50": "late", "cf.gone": "x"})
    assert form.drafts()["cf.f50"] == "late"
    assert form.changed_drafts() == {"cf.f3": "early", "cf.f50": "late"}
    _whole(qtbot, form)
    values = dict(form.values())
    assert (values["f3"], values["f50"], values["f59"]) == ("early", "late", "d")
    assert form.changed_drafts() == {"cf.f3": "early", "cf.f50": "late"}
    form.begin_anew({"cf.f4": "other"})
    assert form.changed_drafts() == {"cf.f4": "other"}


def test_an_early_new_beginning_forgets_what_waited(qtbot: QtBot, clock: StandingClock) -> None:
    form = CustomForm(_texts(60), clock)
    qtbot.addWidget(form)
    form.show_values({"f2": "stored", "f40": "stored"})
    form.restore({"cf.f50": "late"})
    form.begin_anew({"cf.f55": "later"})
    _whole(qtbot, form)
    values = dict(form.values())
    assert (values["f40"], values["f50"], values["f55"]) == ("stored", None, "later")


def test_whoever_asks_for_every_value_gets_every_value(qtbot: QtBot, clock: StandingClock) -> None:
    form = CustomForm(_texts(60), clock)
    qtbot.addWidget(form)
    assert len(form.values()) == 60
    assert form.is_whole
    assert form.problems() == ()


def test_late_fields_stand_in_the_columns_of_the_first(qtbot: QtBot, clock: StandingClock) -> None:
    form = CustomForm(_texts(40), clock)
    qtbot.addWidget(form)
    form.resize(800, 2_000)
    form.show()
    form.set_columns(2)
    _whole(qtbot, form)
    qtbot.waitUntil(lambda: form.form_fields["f39"].x() == form.form_fields["f1"].x() > 300)
    assert form.form_fields["f38"].y() == form.form_fields["f39"].y()
    assert form.form_fields["f38"].x() == form.form_fields["f0"].x()
