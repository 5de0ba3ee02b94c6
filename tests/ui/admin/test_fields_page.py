"""Custom fields in the administrator's window: made, changed, ordered, retired, tried."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOptionId,
)
from helpdesk_desktop.domain.field_wishes import FieldEdit, OptionLine
from helpdesk_desktop.domain.option_lines import option_lines, print_options
from helpdesk_desktop.domain.ticket import Serial, TicketDetail
from helpdesk_desktop.ui.admin_making import AdminMaking
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import add_field, add_ticket
from tests.screen import (
    click,
    drag_place,
    focus,
    get,
    nameless_controls,
    press,
    press_focused,
    type_text,
)
from tests.ui.admin.admin_screen import CONTROL
from tests.ui.admin.fields_screen import FieldsScreen

SHIFT_CONTROL = CONTROL | Qt.KeyboardModifier.ShiftModifier
PLACES = "North\n  Hà Nội\n    Old town\n  Hải Phòng\nSouth\n  Sài Gòn\n"


@pytest.fixture
def open_fields(
    qtbot: QtBot, runner: TaskRunner, making: AdminMaking, desk: OpenDesk
) -> Callable[[], FieldsScreen]:
    """Opens the page, once the test has made the fields that are there."""

    def open_it() -> FieldsScreen:
        screen = FieldsScreen(qtbot, runner, making, desk)
        screen.dialog.show_directory(desk.directory())
        screen.page("fields")
        screen.settle()
        screen.dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is screen.dialog)
        return screen

    return open_it


def _field(desk: OpenDesk, key: str, owner: str = "") -> CustomField:
    return desk.directory().custom_field_by_key[f"{owner}cf.{key}"]


def _option(desk: OpenDesk, key: str, label: str) -> CustomOptionId:
    return next(one.id for one in _field(desk, key).options if one.label == label)


def test_a_drop_down_is_added_with_pasted_options_by_keys(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    screen = open_fields()
    focus(get(screen.dialog, QPushButton, "fields_add"))
    press_focused(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is screen.line("fields_name")
    type_text(screen.line("fields_name"), "Kênh bán")
    assert screen.line("fields_key").text() == "kenh_ban"
    focus(screen.radio("fields_kind_text"))
    press_focused(Qt.Key.Key_Down)
    assert screen.fields._kind.kind is CustomFieldKind.DROP_DOWN
    box = screen.paste("Web\nZalo\nweb\nShop")
    assert get(box, QPlainTextEdit, "paste_shown").toPlainText() == "+ Web\n+ Zalo\n+ Shop"
    press(box, Qt.Key.Key_Return, CONTROL)
    assert screen.labels() == ["Web", "Zalo", "Shop"]
    default = get(screen.dialog, QLineEdit, "custom_ticket_fields_default_text")
    type_text(default, "Zalo")
    screen.save_by_keys()
    made = _field(desk, "kenh_ban")
    assert (made.label, made.kind) == ("Kênh bán", CustomFieldKind.DROP_DOWN)
    assert print_options(made) == "Web\nZalo\nShop\n"
    assert made.default == str(_option(desk, "kenh_ban", "Zalo"))
    assert "Kênh bán" in screen.names("fields")
    assert "“Kênh bán” was added." in screen.toast
    assert not screen.dialog.has_unsaved


def test_a_tree_is_pasted_as_paths_and_moved_by_keys(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    screen = open_fields()
    screen.press_button("fields_add")
    type_text(screen.line("fields_name"), "Region")
    screen.pick_kind(CustomFieldKind.DEPENDENT)
    box = screen.paste("North / Hà Nội\nSouth / Sài Gòn / Quận 1")
    screen.press_button("paste_take")
    assert screen.labels() == ["North", "  Hà Nội", "South", "  Sài Gòn", "    Quận 1"]
    screen.choose_option("South")
    press(screen.tree, Qt.Key.Key_Up, SHIFT_CONTROL)
    assert screen.labels()[0] == "South"
    screen.choose_option("North")
    press(screen.tree, Qt.Key.Key_Right, SHIFT_CONTROL)
    assert screen.labels() == ["South", "  Sài Gòn", "    Quận 1", "  North", "    Hà Nội"]
    press(screen.tree, Qt.Key.Key_Left, SHIFT_CONTROL)
    press(screen.tree, Qt.Key.Key_Insert)
    screen.type_name("Central")
    press(screen.tree, Qt.Key.Key_Insert, CONTROL)
    screen.type_name("Huế")
    screen.save_by_keys()
    assert print_options(_field(desk, "region")) == (
        "South\n  Sài Gòn\n    Quận 1\nNorth\n  Hà Nội\nCentral\n  Huế\n"
    )
    assert screen.labels()[-1] == "  Huế"
    assert box is not None


def test_a_renamed_option_is_renamed_on_the_tickets_that_have_it(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    add_field(desk, "region", CustomFieldKind.DEPENDENT, options=PLACES)
    town = _option(desk, "region", "Old town")
    saved = add_ticket(desk, custom=(("region", town),))
    screen = open_fields()
    screen.choose_option("Old town")
    press(screen.tree, Qt.Key.Key_F2)
    screen.type_name("Phố cổ")
    screen.press_button("fields_save")
    field = _field(desk, "region")
    assert field.option_by_id[town].label == "Phố cổ"
    told = dict(desk.tickets.detail(Serial(saved.serial), Cancellation()).custom)
    assert told == {"region": town}
    screen.press_button("toast_button")
    assert _field(desk, "region").option_by_id[town].label == "Old town"


def test_an_option_that_a_ticket_has_is_retired_instead_of_removed(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    add_field(desk, "channel", CustomFieldKind.DROP_DOWN, options="Web\nShop\nPhone")
    shop = _option(desk, "channel", "Shop")
    add_ticket(desk, custom=(("channel", shop),))
    screen = open_fields()
    assert "1 ticket(s) have a value" in screen.said("fields_subtitle")
    screen.choose_option("Shop")
    press(screen.tree, Qt.Key.Key_Delete)
    assert "Retired instead of removed: 1 ticket(s)" in screen.said("fields_options_told")
    screen.choose_option("Web")
    press(screen.tree, Qt.Key.Key_Delete)
    assert screen.labels() == ["Shop", "Phone"]
    screen.save_by_keys()
    field = _field(desk, "channel")
    assert [(one.label, one.is_retired) for one in field.options] == [
        ("Shop", True), ("Phone", False),
    ]  # fmt: skip
    screen.choose_option("Shop")
    press(screen.tree, Qt.Key.Key_Delete, CONTROL)
    screen.save_by_keys()
    assert not _field(desk, "channel").option_by_id[shop].is_retired


def test_a_default_stays_shown_while_its_option_is_retired_and_counts_again_then(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    made = add_field(
        desk, "channel", CustomFieldKind.DROP_DOWN, options="Web\nShop", default="Shop"
    )
    screen = open_fields()
    shown = get(screen.dialog, QLineEdit, "custom_ticket_fields_default_text")
    note = get(screen.dialog, QLabel, "fields_default_note")
    assert (shown.text(), note.isVisible()) == ("Shop", False)
    screen.choose_option("Shop")
    press(screen.tree, Qt.Key.Key_Delete, CONTROL)
    screen.save_by_keys()
    shown = get(screen.dialog, QLineEdit, "custom_ticket_fields_default_text")
    screen.qtbot.waitUntil(note.isVisible)
    assert shown.text() == "Shop"
    assert _field(desk, "channel").default == made.default
    assert dict(_detail(desk).custom) == {}
    screen.choose_option("Shop")
    press(screen.tree, Qt.Key.Key_Delete, CONTROL)
    screen.save_by_keys()
    screen.qtbot.waitUntil(lambda: not note.isVisible())
    shown = get(screen.dialog, QLineEdit, "custom_ticket_fields_default_text")
    assert shown.text() == "Shop"
    assert dict(_detail(desk).custom) == {"channel": _option(desk, "channel", "Shop")}


def _detail(desk: OpenDesk) -> TicketDetail:
    """A new ticket."""
    return desk.tickets.detail(Serial(add_ticket(desk).serial), Cancellation())


def test_undo_brings_back_an_option_that_was_removed(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    add_field(desk, "channel", CustomFieldKind.DROP_DOWN, options="Web\nShop")
    screen = open_fields()
    screen.choose_option("Web")
    press(screen.tree, Qt.Key.Key_Delete)
    screen.save_by_keys()
    assert print_options(_field(desk, "channel")) == "Shop\n"
    screen.press_button("toast_button")
    assert [(one.key, one.label) for one in _field(desk, "channel").options] == [
        ("web", "Web"), ("shop", "Shop"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("drag", "labels"),
    [
        (("Huế", "Web", 0.1), ["Huế", "Web", "Zalo"]),
        (("Web", "Huế", 0.9), ["Zalo", "Huế", "Web"]),
    ],
    ids=["to the top", "to the end"],
)
def test_options_of_a_list_are_dragged_to_their_place(
    open_fields: Callable[[], FieldsScreen],
    desk: OpenDesk,
    drag: tuple[str, str, float],
    labels: list[str],
) -> None:
    add_field(desk, "channel", CustomFieldKind.DROP_DOWN, options="Web\nZalo\nHuế")
    screen = open_fields()
    _drop(screen, *drag)
    assert screen.labels() == labels
    screen.save_by_keys()
    assert [one.label for one in _field(desk, "channel").options] == labels


def test_an_option_of_a_tree_is_dragged_onto_another_parent_and_never_below_itself(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    add_field(desk, "region", CustomFieldKind.DEPENDENT, options=PLACES)
    screen = open_fields()
    _drop(screen, "Hà Nội", "South", 0.5)
    moved = ["North", "  Hải Phòng", "South", "  Sài Gòn", "  Hà Nội", "    Old town"]
    assert screen.labels() == moved
    _drop(screen, "South", "Old town", 0.5)
    assert screen.labels() == moved
    screen.save_by_keys()
    assert print_options(_field(desk, "region")) == "".join(f"{line}\n" for line in moved)


def _drop(screen: FieldsScreen, source: str, target: str, height: float) -> None:
    screen.choose_option(source)
    view = screen.tree
    rect = view.visualRect(screen.fields._options.tree.index_of(screen.node(target)))
    at = QPoint(rect.center().x(), round(rect.top() + height * rect.height()))
    event = QDropEvent(
        drag_place(at.toPointF()),
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)


def test_fields_are_ordered_by_keys_among_their_owners_own(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    for key in ("a", "b", "c"):
        add_field(desk, key)
    add_field(desk, "tier", owner=CustomFieldOwner.COMPANY)
    screen = open_fields()
    screen.choose("fields", "C")
    press(screen.fields.list, Qt.Key.Key_Up, SHIFT_CONTROL)
    screen.settle()
    assert screen.names("fields") == ["A", "C", "B"]
    own = [one.key for one in desk.directory().custom_fields if one.owner.value == "ticket"]
    assert own == ["a", "c", "b"]
    screen.press_button("toast_button")
    assert screen.names("fields") == ["A", "B", "C"]
    screen.press_button("fields_of_company")
    assert screen.names("fields") == ["Tier"]
    assert screen.said("fields_title") == "Tier"
    screen.press_button("fields_of_contact")
    assert screen.names("fields") == []
    assert screen.said("fields_nothing")


def test_a_field_is_retired_and_brought_back(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    add_field(desk, "shop")
    screen = open_fields()
    screen.press_button("fields_side")
    assert not _field(desk, "shop").is_active
    assert "Retired" in screen.said("fields_subtitle")
    assert get(screen.dialog, QPushButton, "fields_side").text() == "Bring back"
    screen.press_button("fields_side")
    assert _field(desk, "shop").is_active


def test_a_field_of_companies_is_never_required_to_close(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    screen = open_fields()
    screen.press_button("fields_of_company")
    screen.press_button("fields_add")
    assert not screen.box("fields_close").isVisible()
    type_text(screen.line("fields_name"), "Tier")
    click(screen.box("fields_create"), QPoint(8, 8))
    screen.save_by_keys()
    made = _field(desk, "tier", "company.")
    assert (made.is_required_to_create, made.is_required_to_close) == (True, False)


@pytest.mark.parametrize(
    ("pattern", "text", "verdict"),
    [
        (r"\d{4}", "1234", "✓ Matches"),
        (r"\d{4}", "12345", "✗ Does not match"),
        ("(a|aa)+$", "a" * 60 + "!", "Took too long"),
        ("(a+)+$", "a" * 60, "✓ Matches"),
        ("(", "a", "no regular expression"),
        ("", "a", "There is no pattern yet."),
        (r"\d", "", "This is a pattern."),
    ],
    ids=["match", "no match", "endless", "quick", "broken", "none", "no text"],
)
def test_a_pattern_is_tried_at_once(
    open_fields: Callable[[], FieldsScreen], qtbot: QtBot, pattern: str, text: str, verdict: str
) -> None:
    screen = open_fields()
    screen.press_button("fields_add")
    screen.pick_kind(CustomFieldKind.REGEX)
    part = screen.fields._pattern
    part.line.setText(pattern)
    part.trial.setText(text)
    qtbot.waitUntil(lambda: not part.is_trying)
    assert verdict in screen.said("fields_pattern_verdict")


def test_an_endless_pattern_takes_one_worker_while_it_is_typed(
    open_fields: Callable[[], FieldsScreen], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_fields()
    screen.press_button("fields_add")
    screen.pick_kind(CustomFieldKind.REGEX)
    lanes: list[Any] = []
    run = screen.runner.run

    def counted(*given: Any, **more: Any) -> Cancellation:
        lanes.append(more.get("lane"))
        return run(*given, **more)

    monkeypatch.setattr(screen.runner, "run", counted)
    type_text(screen.line("fields_pattern"), "(a|aa)+$")
    type_text(screen.line("fields_pattern_trial"), "a" * 60 + "!")
    part = screen.fields._pattern
    qtbot.waitUntil(lambda: not part.is_trying)
    assert "Took too long" in screen.said("fields_pattern_verdict")
    assert 1 <= lanes.count("pattern_try") < 30


def test_faults_stand_beside_their_fields(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    screen = open_fields()
    screen.press_button("fields_add")
    screen.pick_kind(CustomFieldKind.INTEGER)
    screen.retype("fields_key", "No key")
    type_text(get(screen.dialog, QLineEdit, "custom_ticket_fields_default"), "many")
    screen.save_by_keys()
    assert "required" in screen.said("fields_name_fault")
    assert screen.said("fields_key_fault")
    screen.retype("fields_name", "Count")
    screen.retype("fields_key", "count")
    screen.save_by_keys()
    assert "many" in screen.said("fields_default_fault")
    assert desk.fields.all() == ()
    # It is kept to be mended.
    line = get(screen.dialog, QLineEdit, "custom_ticket_fields_default")
    assert line.text() == "many"
    screen.retype("custom_ticket_fields_default", "12")
    screen.save_by_keys()
    assert _field(desk, "count").default == "12"


def test_two_options_of_one_name_are_refused_and_the_second_is_chosen(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    add_field(desk, "channel", CustomFieldKind.DROP_DOWN, options="Web\nZalo\nShop")
    screen = open_fields()
    screen.choose_option("Shop")
    press(screen.tree, Qt.Key.Key_F2)
    screen.type_name("WEB")
    screen.choose_option("Zalo")
    screen.save_by_keys()
    assert "WEB" in screen.said("fields_options_fault")
    assert screen.tree.current is screen.node("WEB")
    assert print_options(_field(desk, "channel")) == "Web\nZalo\nShop\n"


def test_what_another_administrator_saved_is_said_and_what_is_typed_is_kept(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    made = add_field(desk, "channel", CustomFieldKind.DROP_DOWN, label="Channel", options="Web")
    screen = open_fields()
    screen.retype("fields_name", "Kênh")
    desk.fields.change(FieldEdit(made.id, made.version, (("label", "Canal"),)))
    screen.save_by_keys()
    assert "Someone else saved this meanwhile" in screen.said("fields_notice")
    assert "“Canal”" in screen.said("fields_name_fault")
    assert screen.line("fields_name").text() == "Kênh"
    screen.save_by_keys()
    assert _field(desk, "channel").label == "Kênh"


def test_options_that_another_added_survive_those_added_here(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    made = add_field(desk, "channel", CustomFieldKind.DROP_DOWN, options="Web\nShop")
    screen = open_fields()
    screen.choose_option("Web")
    press(screen.tree, Qt.Key.Key_F2)
    screen.type_name("Website")
    lines = (*option_lines(made), OptionLine("Zalo"))
    desk.fields.set_options(made.id, made.version, lines)
    screen.save_by_keys()
    assert screen.labels() == ["Website", "Shop", "Zalo"]
    screen.save_by_keys()
    assert print_options(_field(desk, "channel")) == "Website\nShop\nZalo\n"


def test_a_name_that_is_being_typed_survives_news(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    made = add_field(desk, "channel", CustomFieldKind.DROP_DOWN, options="Web\nShop")
    screen = open_fields()
    screen.choose_option("Web")
    press(screen.tree, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, "Website")
    tree = screen.fields._options.tree
    tree.show_uses({made.options[0].id: 3})
    assert editor.text() == "Website"
    desk.fields.set_options(made.id, made.version, (*option_lines(made), OptionLine("Zalo")))
    screen.dialog.show_directory(desk.directory())
    assert screen.labels() == ["Website", "Shop", "Zalo"]
    assert screen.dialog.has_unsaved


def test_the_preview_shows_the_field_among_the_others(
    open_fields: Callable[[], FieldsScreen], qtbot: QtBot, desk: OpenDesk
) -> None:
    for number in range(1, 8):
        add_field(desk, f"f{number}", label=f"Field {number}")
    screen = open_fields()
    screen.choose("fields", "Field 4")
    screen.retype("fields_name", "Order")
    click(screen.box("fields_create"), QPoint(8, 8))
    preview = screen.fields._preview
    qtbot.waitUntil(lambda: not preview.is_drawing)
    form = preview.form
    assert form is not None
    labels = [one.label.label.text() for one in form.form_fields.values()]
    assert labels == ["Field 2", "Field 3", "Order", "Field 5", "Field 6"]
    assert form.form_fields["f4"].target.accessibleName() == "Order, required"
    texts = {label.text() for label in preview.findChildren(QLabel)}
    assert {"… 1 more before", "… 1 more after"} <= texts


@pytest.mark.parametrize("kind", list(CustomFieldKind), ids=str)
def test_every_control_of_every_kind_has_a_name(
    open_fields: Callable[[], FieldsScreen], qtbot: QtBot, desk: OpenDesk, kind: CustomFieldKind
) -> None:
    has_options = kind.value in {"drop-down", "multi-select", "dependent"}
    pattern = "a" if kind is CustomFieldKind.REGEX else None
    add_field(desk, "one", kind, options="A\nB" if has_options else "", pattern=pattern)
    screen = open_fields()
    preview = screen.fields._preview
    qtbot.waitUntil(lambda: not preview.is_drawing)
    assert nameless_controls(screen.fields) == []
    screen.press_button("fields_add")
    screen.pick_kind(kind)
    qtbot.waitUntil(lambda: not preview.is_drawing)
    assert nameless_controls(screen.fields) == []


def test_a_list_that_is_too_long_or_too_deep_is_not_taken(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    add_field(desk, "region", CustomFieldKind.DEPENDENT, options="North")
    screen = open_fields()
    for text, told in (
        ("\n".join(f"o{number}" for number in range(10_000)), "A field holds 10000 options"),
        ("\n".join(" " * number + "o" for number in range(51)), "A tree has 50 levels"),
        ("x" * 5_000, "A name has"),
        ("x" * 4_000_001, "too long to be a list"),
        (" \n ", "There is no option"),
    ):
        box = screen.paste(text)
        assert told in get(box, QLabel, "paste_told").text()
        assert not get(box, QPushButton, "paste_take").isEnabled()
        press(box, Qt.Key.Key_Escape)
        screen.qtbot.waitUntil(lambda gone=box: not isValid(gone))  # type: ignore[misc]  # bound now
    assert screen.labels() == ["North"]


def test_moving_below_another_stops_at_the_deepest_level(
    open_fields: Callable[[], FieldsScreen], desk: OpenDesk
) -> None:
    deep = "".join(f"{'  ' * level}d{level}\n" for level in range(50))
    add_field(desk, "deep", CustomFieldKind.DEPENDENT, options=f"{deep}x\n")
    screen = open_fields()
    screen.choose_option("d49")
    press(screen.tree, Qt.Key.Key_Insert, CONTROL)
    assert "50 levels" in screen.said("fields_options_told")
    _drop(screen, "x", "d49", 0.5)
    assert screen.node("x").depth == 0
