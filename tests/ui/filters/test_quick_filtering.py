"""My filters in the window: chosen, saved, renamed, ordered, removed and put back, for real."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any, cast
from uuid import uuid4

import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, text

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.errors import Invalid, Problem, ProblemCode, Unavailable
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import (
    FilterColour,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
)
from helpdesk_desktop.domain.filters import DEFAULT_SORT, EVERYTHING, FilterSpec, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.filters.filter_menu import FilterMenu
from helpdesk_desktop.ui.filters.quick_filter_model import QuickFilterModel
from helpdesk_desktop.ui.filters.save_filter_dialog import SaveFilterDialog
from helpdesk_desktop.ui.list.ticket_columns import DEFAULT_COLUMNS, Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW, add_agent, add_role, opened
from tests.screen import click, drag_place, get, nameless_controls, press, type_text
from tests.window_desk import Instead, desk_with

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NARROW = ListLook((ShownColumn("serial"), ShownColumn("subject")), (SortKey("serial"),))


class Screen:
    """One window on a desk, driven as a user does."""

    def __init__(self, qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> None:
        self.qtbot = qtbot
        self.runner = runner
        self.desk = desk
        self.window = MainWindow(runner)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 860)
        self.window.show()
        self.open(desk)

    def open(self, desk: Any) -> None:
        directory = desk.directory()
        names = Names(directory, NOW, desk.clock.zone)
        self.window.set_desk(Opened(desk, directory, names))
        self.settle()

    def settle(self) -> None:
        model = self.window.tickets.model
        self.qtbot.waitUntil(lambda: model.has_all_serials and not self.runner.is_busy)

    @property
    def view(self) -> QListView:
        return get(self.window, QListView, "quickFilterList")

    @property
    def own_names(self) -> list[str]:
        return [one.name for one in self.window.quick_filters.filters if one.is_own]

    @property
    def stored(self) -> tuple[SavedFilter, ...]:
        return self.desk.saved_filters.mine(Cancellation())

    @property
    def columns(self) -> list[str]:
        return [column.key for column in self.window.tickets.model.columns]

    def choose(self, name: str) -> None:
        index = self.index(name)
        self.view.scrollTo(index)
        click(self.view.viewport(), self.view.visualRect(index).center())
        self.settle()

    def index(self, name: str) -> QModelIndex:
        model = self.view.model()
        for row in range(model.rowCount()):
            if model.index(row, 0).data() == name:
                return model.index(row, 0)
        raise AssertionError(f"no row {name}")

    def point_at(self, name: str) -> None:
        """Let the keys act on a filter without choosing it."""
        entry = self.index(name).data(QuickFilterModel.FilterRole)
        self.window.quick_filters.setFocus()
        self.window.quick_filters.set_current(entry.key)

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        press(self.view, key, modifier)
        self.settle()

    def end_editing(self) -> None:
        """Qt hands over what was typed a moment after the key."""
        name = "filter_name_editor"
        self.qtbot.waitUntil(lambda: not self.window.findChildren(QLineEdit, name))
        self.settle()

    def narrow(self, query: str, search: str = "") -> None:
        tree = parse(query, self.desk.directory())
        self.window.filter_bar.show_filter(tree)
        self.window.filter_bar.filter_changed.emit(tree)
        get(self.window, QLineEdit, "searchBox").setText(search)
        self.window.search_box.read_now()
        self.settle()

    def dialog(self) -> SaveFilterDialog:
        dialogs = self.window.findChildren(SaveFilterDialog)
        assert len(dialogs) == 1
        return dialogs[0]

    def undo(self) -> None:
        click(get(self.window.toast, QPushButton, "toast_button"))
        self.settle()


def _save(desk: OpenDesk, name: str, query: str = "status:new", **values: Any) -> SavedFilter:
    tree = parse(query, desk.directory())
    return desk.saved_filters.create(NewSavedFilter(uuid4(), name, tree, **values))


def _break(desk: OpenDesk, saved: SavedFilter, tree: str) -> None:
    def put(connection: Connection) -> None:
        statement = text("UPDATE saved_filter SET tree = :tree WHERE id = :id")
        connection.execute(statement, {"tree": tree, "id": saved.id})

    desk.session.database.write(put)


@pytest.fixture
def screen_of(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[Callable[[], Screen]]:
    made: list[Screen] = []

    def make() -> Screen:
        made.append(Screen(qtbot, runner, desk))
        return made[-1]

    yield make
    for screen in made:
        screen.window.stop()


@pytest.fixture
def three(screen_of: Callable[[], Screen], desk: OpenDesk) -> Screen:
    """A window with three filters of the agent's own."""
    _save(desk, "Urgent", "priority:urgent", colour=FilterColour.RED)
    _save(desk, "Narrow", "status:pending", look=NARROW)
    _save(desk, "New ones")
    return screen_of()


# Choosing


def test_my_filters_stand_under_the_system_with_their_counts(three: Screen, qtbot: QtBot) -> None:
    dock, desk = three.window.quick_filters, three.desk
    assert three.own_names == ["Urgent", "Narrow", "New ones"]
    assert [three.view.model().index(row, 0).data() for row in (0, 8)] == ["System", "My filters"]
    qtbot.waitUntil(lambda: None not in dock.counts.values())
    for one in three.stored:
        assert one.tree is not None
        expected = desk.tickets.count(FilterSpec(quick=one.tree), Cancellation())
        assert dock.counts[f"saved:{one.uid}"] == expected
    assert nameless_controls(three.window) == []


def test_a_saved_filter_gives_the_list_its_look_and_takes_it_back(three: Screen) -> None:
    own = three.window.quick_filtering.own_look
    three.choose("Narrow")
    assert three.columns == ["unread", "serial", "subject"]
    assert three.window.quick_filtering.own_look == own
    assert three.window.question.spec.sort == NARROW.sort
    assert three.window.tickets.model.matching == three.window.tickets.model.rowCount()
    three.choose("Urgent")
    assert three.columns == list(DEFAULT_COLUMNS)
    three.choose("Narrow")
    three.choose("Unread")
    assert three.columns == list(DEFAULT_COLUMNS)
    assert three.window.question.spec.sort == DEFAULT_SORT
    assert three.window.question.spec.quick == parse("is:unread", three.desk.directory())


def test_giving_a_saved_filter_up_gives_back_the_look_from_before(three: Screen) -> None:
    three.window.tickets.view.header.sort_by("priority", is_added=False)
    before = three.window.question.spec.sort
    three.choose("Narrow")
    three.choose("Narrow")
    assert three.window.question.quick is None
    assert (three.columns, three.window.question.spec.sort) == (list(DEFAULT_COLUMNS), before)


def test_control_and_a_digit_count_on_over_the_sections(three: Screen) -> None:
    press(three.window, Qt.Key.Key_9, CONTROL)
    three.settle()
    active = three.window.quick_filters.active
    assert active is not None
    assert active.name == "Narrow"
    press(three.window, Qt.Key.Key_1, CONTROL)
    three.settle()
    assert three.window.question.quick == three.window.quick_filters.filters[0]


def test_an_order_that_is_changed_in_a_saved_filter_waits_to_be_saved(three: Screen) -> None:
    three.choose("Urgent")
    three.window.tickets.view.header.sort_by("subject", is_added=False)
    three.choose("Unread")
    assert three.stored[0].look.sort == DEFAULT_SORT
    assert three.window.question.spec.sort == DEFAULT_SORT
    three.choose("Urgent")
    assert three.window.question.spec.sort == (SortKey("subject"),)
    assert three.stored[0].version == 1


def test_columns_of_a_newer_program_are_not_forgotten(
    screen_of: Callable[[], Screen], desk: OpenDesk
) -> None:
    look = ListLook((ShownColumn("subject"), ShownColumn("of-tomorrow", 90)))
    _save(desk, "Mixed", look=look)
    _save(desk, "All new", look=ListLook((ShownColumn("of-tomorrow"),)))
    screen = screen_of()
    screen.choose("Mixed")
    screen.window.tickets.view.header.sort_by("serial", is_added=False)
    screen.window.quick_filtering.saving.save_changes()
    screen.settle()
    assert screen.stored[0].look.sort[0].column == "serial"
    screen.choose("All new")
    assert screen.columns == list(DEFAULT_COLUMNS)
    assert screen.stored[0].look.columns == look.columns


# Nonsense


NONSENSE = {
    "gone": ('{"v":1,"all":[{"f":"cf.gone","op":"in","v":[7]}]}', "there is no field “cf.gone”"),
    "newer": ('{"v":2,"all":[]}', "A newer version of the program"),
    "text": ("hello; DROP TABLE ticket", "what is stored of it is no filter"),
    "deep": ('{"v":1,"all":' * 99, "what is stored of it is no filter"),
}


@pytest.mark.parametrize("kind", NONSENSE)
def test_an_unusable_filter_tells_why_and_the_last_good_list_stays(
    screen_of: Callable[[], Screen], desk: OpenDesk, kind: str
) -> None:
    _save(desk, "Good")
    broken = _save(desk, "Broken")
    tree, reason = NONSENSE[kind]
    _break(desk, broken, tree)
    screen = screen_of()
    window = screen.window
    screen.choose("Good")
    rows, spec = window.tickets.model.rowCount(), window.question.spec
    screen.choose("Broken")
    assert reason in window.toast.sentence
    assert window.toast.isVisible()
    assert (window.tickets.model.rowCount(), window.question.spec) == (rows, spec)
    active = window.quick_filters.active
    assert active is not None
    assert active.name == "Good"
    index = screen.index("Broken")
    assert reason in str(index.data(Qt.ItemDataRole.ToolTipRole)).replace("&#x27;", "'")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Broken, cannot be used"
    assert index.data(QuickFilterModel.CountRole) is None
    # By keys too, and Ctrl+9 is the ninth of all.
    window.toast.hide()
    press(window, Qt.Key.Key_9, CONTROL)
    assert window.toast.isVisible()
    window.toast.hide()
    screen.point_at("Good")
    screen.press(Qt.Key.Key_Down)
    assert window.toast.isVisible()
    assert window.question.spec == spec


def test_an_unusable_filter_is_renamed_copied_and_removed_without_rewriting(
    screen_of: Callable[[], Screen], desk: OpenDesk
) -> None:
    broken = _save(desk, "Broken")
    tree = NONSENSE["newer"][0]
    _break(desk, broken, tree)
    screen = screen_of()
    screen.point_at("Broken")
    screen.press(Qt.Key.Key_F2)
    editor = get(screen.window, QLineEdit, "filter_name_editor")
    editor.setText("Still broken")
    press(editor, Qt.Key.Key_Return)
    screen.end_editing()
    screen.point_at("Still broken")
    screen.press(Qt.Key.Key_D, CONTROL)
    assert screen.own_names == ["Still broken", "Still broken (copy)"]
    screen.point_at("Still broken")
    screen.press(Qt.Key.Key_Delete)
    screen.undo()
    assert screen.own_names == ["Still broken", "Still broken (copy)"]
    with desk.session.database.reading() as connection:
        kept = connection.execute(text("SELECT tree FROM saved_filter")).scalars().all()
    assert kept == [tree, tree]


def test_one_filter_that_cannot_be_counted_keeps_no_other_from_it(
    screen_of: Callable[[], Screen], desk: OpenDesk, qtbot: QtBot
) -> None:
    broken = _save(desk, "Wrong kind")
    _break(desk, broken, '{"v":1,"all":[{"f":"cf.gone","op":"in","v":[7]}]}')
    _save(desk, "Good")
    screen = screen_of()
    dock = screen.window.quick_filters
    good = f"saved:{screen.stored[1].uid}"
    qtbot.waitUntil(lambda: dock.counts[good] is not None)
    assert dock.counts[f"saved:{broken.uid}"] is None


# Saving


def test_what_is_on_screen_is_saved_in_one_step(three: Screen) -> None:
    window = three.window
    window.quick_filters.choose("unprocessed")
    three.narrow("priority:>=high", "a OR e")
    expected, before = window.question.spec, window.tickets.model.matching
    asked: list[FilterSpec] = []
    window.question.spec_changed.connect(asked.append)
    press(window, Qt.Key.Key_S, CONTROL)
    dialog = three.dialog()
    type_text(dialog.name, "Đơn gấp")
    dialog.colours.show_colour(FilterColour.TEAL)
    press(dialog.name, Qt.Key.Key_Return, CONTROL)
    three.settle()
    saved = three.stored[3]
    assert (saved.name, saved.colour, saved.look) == (
        "Đơn gấp",
        FilterColour.TEAL,
        window.tickets.look,
    )
    assert saved.tree is not None
    assert asked == [FilterSpec(quick=saved.tree, sort=expected.sort)]
    assert window.tickets.model.matching == before
    active = window.quick_filters.active
    assert active is not None
    assert active.name == "Đơn gấp"
    assert (window.filter_bar.tree, window.filter_bar.isVisible()) == (EVERYTHING, False)
    assert get(window, QLineEdit, "searchBox").text() == ""
    assert window.findChildren(SaveFilterDialog) == [] or not dialog.isVisible()


def test_the_bar_s_button_saves_too(three: Screen) -> None:
    three.narrow("status:new")
    click(get(three.window, QPushButton, "saveFilter"))
    dialog = three.dialog()
    assert nameless_controls(dialog) == []
    type_text(dialog.name, "Mine")
    click(get(dialog, QPushButton, "save_filter"))
    three.settle()
    assert three.own_names[-1] == "Mine"


def test_a_name_that_cannot_be_taken_is_told_beside_the_field(three: Screen) -> None:
    three.narrow("status:new")
    three.window.quick_filtering.saving.save()
    dialog = three.dialog()
    click(get(dialog, QPushButton, "save_filter"))
    assert dialog.name_field.fault == "Name is required."
    assert dialog.focusWidget() is dialog.name
    dialog.name.setText("x" * 201)
    press(dialog.name, Qt.Key.Key_Return)
    assert dialog.name_field.fault == "Name may have 200 characters at most; this has 201."
    assert dialog.isVisible()
    type_text(dialog.name, "y")
    assert dialog.name_field.fault == ""
    assert len(three.stored) == 3


def test_what_only_the_database_refuses_is_told_in_its_place(three: Screen) -> None:
    def create(_new: NewSavedFilter) -> SavedFilter:
        raise Invalid(
            (
                Problem(ProblemCode.DUPLICATE, "name_taken", {"what": "x", "value": "y"}, "name"),
                Problem(ProblemCode.BAD_TEXT, "filter_too_large", {}, "tree"),
            )
        )

    three.open(desk_with(three.desk, "saved_filters", create=create))
    three.narrow("status:new")
    three.window.quick_filtering.saving.save()
    dialog = three.dialog()
    type_text(dialog.name, "y")
    dialog.submit()
    three.settle()
    assert dialog.name_field.fault == "There is already a x named “y”."
    assert "more than three deep" in get(dialog, QLabel, "save_filter_trouble").text()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_a_role_that_sees_numbers_masked_is_not_sorted_by_them(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, desk_path: Path
) -> None:
    add_role(desk, "masked", tickets="all", contacts="all", phones="masked", rights="create")
    add_agent(desk, "lan", role="masked")
    by_phone = ListLook((), (SortKey("phone"), SortKey("serial")))
    with opened(str(desk_path), as_="lan", now=NOW) as lan:
        _save(lan, "By phone", look=by_phone)
        screen = Screen(qtbot, runner, lan)
        screen.choose("By phone")
        assert screen.window.question.spec.sort == (SortKey("serial"),)
        assert screen.stored[0].look == by_phone
        screen.window.stop()
        qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_lost_database_keeps_the_dialog_and_a_second_save_makes_one_filter(
    three: Screen,
) -> None:
    real = three.desk.saved_filters
    lost = [True]

    def create(new: NewSavedFilter) -> SavedFilter:
        made = real.create(new)
        if lost:
            lost.pop()
            raise Unavailable("save_unconfirmed")
        return made

    three.open(desk_with(three.desk, "saved_filters", create=create))
    three.narrow("status:new")
    three.window.quick_filtering.saving.save()
    dialog = three.dialog()
    type_text(dialog.name, "Once")
    dialog.submit()
    three.settle()
    assert dialog.isVisible()
    assert dialog.name.text() == "Once"
    dialog.submit()
    three.settle()
    assert [one.name for one in three.stored].count("Once") == 1


def test_a_dialog_may_be_left_while_the_answer_is_on_its_way(three: Screen) -> None:
    gate = Event()
    real = three.desk.saved_filters

    def create(new: NewSavedFilter) -> SavedFilter:
        assert gate.wait(10)
        return real.create(new)

    three.open(desk_with(three.desk, "saved_filters", create=create))
    three.narrow("status:new")
    three.window.quick_filtering.saving.save()
    dialog = three.dialog()
    dialog.name.setText("Late")
    dialog.submit()
    press(dialog, Qt.Key.Key_Escape)
    three.qtbot.waitUntil(lambda: not three.window.findChildren(SaveFilterDialog))
    gate.set()
    three.settle()
    assert three.own_names[-1] == "Late"
    active = three.window.quick_filters.active
    assert active is not None
    assert active.name == "Late"


def test_a_save_that_fails_after_its_dialog_was_left_is_told(three: Screen) -> None:
    gate = Event()

    def create(_new: NewSavedFilter) -> SavedFilter:
        assert gate.wait(10)
        raise Unavailable("locked")

    three.open(desk_with(three.desk, "saved_filters", create=create))
    three.narrow("status:new")
    three.window.quick_filtering.saving.save()
    dialog = three.dialog()
    dialog.name.setText("Late")
    dialog.submit()
    press(dialog, Qt.Key.Key_Escape)
    three.qtbot.waitUntil(lambda: not three.window.findChildren(SaveFilterDialog))
    gate.set()
    three.settle()
    assert "Another program is writing" in three.window.toast.sentence
    # The name was not typed in vain.
    three.window.quick_filtering.saving.save()
    assert three.dialog().draft[0] == "Late"
    three.dialog().reject()


def test_a_dialog_that_is_left_keeps_what_was_typed(three: Screen) -> None:
    three.narrow("status:new")
    three.window.quick_filtering.saving.save()
    dialog = three.dialog()
    type_text(dialog.name, "Half a na")
    dialog.colours.show_colour(FilterColour.PINK)
    press(dialog, Qt.Key.Key_Escape)
    three.qtbot.waitUntil(lambda: not three.window.findChildren(SaveFilterDialog))
    three.window.quick_filtering.saving.save()
    assert three.dialog().draft == ("Half a na", FilterColour.PINK)
    three.dialog().reject()


def test_nothing_is_no_filter(three: Screen) -> None:
    three.window.quick_filtering.saving.save()
    assert three.window.findChildren(SaveFilterDialog) == []
    assert "nothing to save" in three.window.toast.sentence


def test_a_search_that_cannot_be_read_is_not_lost_by_saving(three: Screen) -> None:
    three.narrow("status:new", 'subject:"half')
    three.window.quick_filtering.saving.save()
    assert three.window.findChildren(SaveFilterDialog) == []
    assert "The search cannot be read" in three.window.toast.sentence
    assert get(three.window, QLineEdit, "searchBox").text() == 'subject:"half'


def test_what_nests_too_deep_is_refused_with_a_sentence(three: Screen) -> None:
    deep = (
        "status:new OR priority:high (source:api OR source:chat "
        "(unread:yes OR overdue:yes (type:none OR group:none)))"
    )
    three.narrow(deep, deep.replace("new", "closed"))
    three.window.quick_filtering.saving.save()
    assert three.window.findChildren(SaveFilterDialog) == []
    assert "nest more than three deep" in three.window.toast.sentence


def test_the_active_filter_is_updated_and_the_update_undone(three: Screen) -> None:
    window = three.window
    three.choose("Urgent")
    old = three.stored[0]
    three.narrow("status:new")
    narrowed = window.question.spec
    window.quick_filtering.saving.save()
    update = get(three.dialog(), QPushButton, "update_filter")
    assert update.text() == "Update “Urgent”"
    click(update)
    three.settle()
    assert three.stored[0].tree == parse("priority:urgent status:new", three.desk.directory())
    assert window.question.spec == FilterSpec(quick=three.stored[0].tree, sort=DEFAULT_SORT)
    assert not window.filter_bar.isVisible()
    three.undo()
    assert (three.stored[0].tree, three.stored[0].look) == (old.tree, old.look)
    assert window.question.spec == narrowed
    assert window.filter_bar.tree == narrowed.filter


# Changing


def _rename(screen: Screen, old: str, new: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    screen.point_at(old)
    screen.press(Qt.Key.Key_F2)
    editor = get(screen.window, QLineEdit, "filter_name_editor")
    editor.selectAll()
    type_text(editor, new) if new else editor.clear()
    press(editor, key)
    screen.end_editing()


def test_a_filter_is_renamed_in_place(three: Screen) -> None:
    three.choose("Urgent")
    _rename(three, "Urgent", "Gấp lắm")
    assert (
        three.own_names == [one.name for one in three.stored] == ["Gấp lắm", "Narrow", "New ones"]
    )
    quick = three.window.question.quick
    assert quick is not None
    assert quick.name == "Gấp lắm"
    assert three.window.status_line.counts_text.endswith("in Gấp lắm")


def test_an_emptied_or_left_name_stays_as_it_was(three: Screen) -> None:
    _rename(three, "Urgent", "")
    _rename(three, "Urgent", "Other", Qt.Key.Key_Escape)
    assert three.stored[0].name == "Urgent"
    assert three.stored[0].version == 1


def test_a_rename_that_another_window_was_first_with_loses_no_word(three: Screen) -> None:
    saved = three.stored[0]
    three.desk.saved_filters.edit(SavedFilterEdit(saved.id, 1, (("colour", FilterColour.BLUE),)))
    _rename(three, "Urgent", "Mine")
    assert "changed the quick filter “Urgent” first" in three.window.toast.sentence
    assert three.stored[0].name == "Urgent"
    three.undo()  # the notice's button: rename all the same
    assert (three.stored[0].name, three.stored[0].colour) == ("Mine", FilterColour.BLUE)


def test_typing_a_name_outlives_news_from_another_window(three: Screen) -> None:
    three.point_at("Urgent")
    three.press(Qt.Key.Key_F2)
    editor = get(three.window, QLineEdit, "filter_name_editor")
    editor.selectAll()
    type_text(editor, "Typ")
    _save(three.desk, "From elsewhere")
    three.runner.announce(Changes(kinds=frozenset({ChangeKind.FILTER})))
    three.settle()
    assert "From elsewhere" not in three.own_names
    type_text(editor, "ed")
    press(editor, Qt.Key.Key_Return)
    three.end_editing()
    assert three.own_names == ["Typed", "Narrow", "New ones", "From elsewhere"]


def test_two_quick_changes_are_no_conflict_with_oneself(three: Screen) -> None:
    key = three.window.quick_filters.own_keys[0]
    mine = three.window.quick_filtering.mine
    refused: list[object] = []
    mine.refused.connect(refused.append)
    mine.edit(key, name="a")
    mine.edit(key, colour=FilterColour.GREEN)
    mine.edit(key, name="b")
    three.settle()
    assert (three.stored[0].name, three.stored[0].colour) == ("b", FilterColour.GREEN)
    assert refused == []


def test_a_filter_is_duplicated_behind_itself(three: Screen) -> None:
    three.point_at("Urgent")
    three.press(Qt.Key.Key_D, CONTROL)
    assert three.own_names == ["Urgent", "Urgent (copy)", "Narrow", "New ones"]
    current = three.window.quick_filters.current
    assert current is not None
    assert current.name == "Urgent (copy)"
    assert three.window.question.quick is None


def test_keys_move_a_filter_up_and_down(three: Screen) -> None:
    three.choose("Urgent")
    acts = three.window.actions_
    assert not acts[Act.FILTER_UP].isEnabled()
    three.press(Qt.Key.Key_Down, CONTROL | SHIFT)
    three.press(Qt.Key.Key_Down, CONTROL | SHIFT)
    assert three.own_names == [one.name for one in three.stored] == ["Narrow", "New ones", "Urgent"]
    assert not acts[Act.FILTER_DOWN].isEnabled()
    three.press(Qt.Key.Key_Up, CONTROL | SHIFT)
    assert [one.name for one in three.stored] == ["Narrow", "Urgent", "New ones"]
    active = three.window.quick_filters.active
    assert active is not None
    assert active.name == "Urgent"


@pytest.mark.parametrize(
    ("dragged", "row", "names"),
    [
        (0, 3, ["Narrow", "New ones", "Urgent"]),
        (0, 2, ["Narrow", "Urgent", "New ones"]),
        (2, 0, ["New ones", "Urgent", "Narrow"]),
        (1, 1, ["Urgent", "Narrow", "New ones"]),
        (1, 2, ["Urgent", "Narrow", "New ones"]),
    ],
)
def test_a_filter_is_dragged_within_its_section(
    three: Screen, dragged: int, row: int, names: list[str]
) -> None:
    model = three.view.model()
    assert isinstance(model, QuickFilterModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    first = three.index("Urgent").row()
    data = model.mimeData([model.index(first + dragged)])
    move = Qt.DropAction.MoveAction
    assert model.dropMimeData(data, move, first + row, 0, QModelIndex())
    assert three.own_names == names
    three.settle()
    assert [one.name for one in three.stored] == three.own_names == names


def test_a_filter_cannot_be_dragged_out_of_its_section(three: Screen) -> None:
    model = three.view.model()
    assert isinstance(model, QuickFilterModel)
    first = three.index("Urgent").row()
    data = model.mimeData([model.index(first)])
    move = Qt.DropAction.MoveAction
    for row in (-1, 0, first - 1, first + 4):
        assert not model.dropMimeData(data, move, row, 0, QModelIndex())
    assert not model.dropMimeData(data, Qt.DropAction.CopyAction, first + 3, 0, QModelIndex())
    system = model.mimeData([model.index(1)])
    assert not system.hasFormat(model.mimeTypes()[0])
    assert not model.dropMimeData(system, move, first + 1, 0, QModelIndex())
    assert three.own_names == ["Urgent", "Narrow", "New ones"]


def test_a_drop_falls_between_the_rows_under_the_pointer(three: Screen) -> None:
    view = three.view
    data = three.view.model().mimeData([three.index("New ones")])
    target = view.visualRect(three.index("Urgent"))
    place = QPointF(target.center().x(), target.top() + 2)
    system = QPointF(view.visualRect(three.index("Unread")).center())
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(drag_place(place), move, data, left, keys)
    QApplication.sendEvent(view.viewport(), enter)
    assert enter.isAccepted()
    view.grab()
    elsewhere = QDragMoveEvent(drag_place(system), move, data, left, keys)
    QApplication.sendEvent(view.viewport(), elsewhere)
    assert not elsewhere.isAccepted()
    QApplication.sendEvent(
        view.viewport(), QDragMoveEvent(drag_place(place), move, data, left, keys)
    )
    QApplication.sendEvent(view.viewport(), QDropEvent(place, move, data, left, keys))
    three.settle()
    assert [one.name for one in three.stored] == ["New ones", "Urgent", "Narrow"]
    assert three.window.question.quick is None


def test_a_press_that_is_let_go_elsewhere_chooses_nothing(three: Screen) -> None:
    viewport = three.view.viewport()
    here = three.view.visualRect(three.index("Unread")).center()
    there = three.view.visualRect(three.index("Overdue")).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=here)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=there)
    assert three.window.quick_filters.active is None


def test_an_order_that_cannot_be_stored_is_taken_back(three: Screen) -> None:
    def reorder(_ids: object) -> None:
        raise Unavailable("locked")

    three.open(desk_with(three.desk, "saved_filters", reorder=reorder))
    three.point_at("Urgent")
    three.press(Qt.Key.Key_Down, CONTROL | SHIFT)
    assert three.own_names == ["Urgent", "Narrow", "New ones"]
    assert "Another program is writing" in three.window.toast.sentence


def test_a_deleted_filter_comes_back_whole_by_undo(three: Screen) -> None:
    three.choose("Narrow")
    before = three.stored
    three.press(Qt.Key.Key_Delete)
    assert three.window.toast.sentence == "“Narrow” was deleted."
    assert three.own_names == ["Urgent", "New ones"]
    assert three.window.question.quick is None
    assert three.columns == list(DEFAULT_COLUMNS)
    three.undo()
    after = three.stored
    assert [one.uid for one in after] == [one.uid for one in before]
    assert [one.position for one in after] == [0, 1, 2]
    assert after[1].look == NARROW
    active = three.window.quick_filters.active
    assert active is not None
    assert active.name == "Narrow"
    assert three.columns == ["unread", "serial", "subject"]


def test_ctrl_z_takes_back_what_the_notice_offers_and_nothing_older(three: Screen) -> None:
    undo = three.window.actions_[Act.UNDO]
    assert not undo.isEnabled()
    three.choose("Narrow")
    three.press(Qt.Key.Key_Delete)
    assert undo.isEnabled()
    press(three.window, Qt.Key.Key_Z, CONTROL)
    three.settle()
    assert three.own_names == ["Urgent", "Narrow", "New ones"]
    assert not undo.isEnabled()


def test_a_notice_that_has_gone_is_no_longer_meant_by_ctrl_z(three: Screen) -> None:
    three.choose("Narrow")
    three.press(Qt.Key.Key_Delete)
    three.window.toast.hide()
    assert not three.window.actions_[Act.UNDO].isEnabled()


def test_after_saving_the_keys_are_those_of_the_list(three: Screen) -> None:
    three.narrow("status:new")
    three.window.filter_bar.setFocus()
    three.window.quick_filtering.saving.save()
    name = get(three.dialog(), QLineEdit, "filter_name")
    type_text(name, "Fresh")
    press(name, Qt.Key.Key_Return)
    three.settle()
    assert three.own_names[-1] == "Fresh"
    assert three.window.focusWidget() is three.window.tickets.view


def test_a_system_filter_is_neither_renamed_nor_deleted(three: Screen) -> None:
    three.choose("Unread")
    for act in (Act.RENAME_FILTER, Act.DELETE_FILTER, Act.DUPLICATE_FILTER, Act.FILTER_UP):
        assert not three.window.actions_[act].isEnabled()
    three.press(Qt.Key.Key_Delete)
    three.press(Qt.Key.Key_F2)
    assert three.window.findChildren(QLineEdit, "filter_name_editor") == []
    assert len(three.window.quick_filters.filters) == 10


def test_the_menu_gives_a_filter_its_colour(three: Screen) -> None:
    place = three.view.visualRect(three.index("Urgent")).center()
    entry = three.index("Urgent").data(QuickFilterModel.FilterRole)
    three.view.menu_wanted.emit(entry, three.view.viewport().mapToGlobal(place))  # type: ignore[attr-defined]  # its own
    menu = three.window.findChild(FilterMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Rename",
        "Edit filter…",
        "Colour",
        "Share…",
        "Duplicate",
        "Move up",
        "Move down",
        "Delete",
    ]
    colours = get(menu, QMenu, "colour_menu")
    chosen = [action.objectName() for action in colours.actions() if action.isChecked()]
    assert chosen == ["menu_colour_red"]
    next(a for a in colours.actions() if a.objectName() == "menu_colour_violet").trigger()
    menu.close()
    three.settle()
    assert three.stored[0].colour is FilterColour.VIOLET


@pytest.mark.parametrize("reason", ["Mouse", "Keyboard"])
def test_the_menu_opens_by_mouse_and_by_key_without_choosing(three: Screen, reason: str) -> None:
    three.point_at("Narrow" if reason == "Keyboard" else "Urgent")
    place = three.view.visualRect(three.index("Narrow")).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason[reason], place, three.view.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(three.view.viewport(), event)
    menu = three.window.findChild(FilterMenu)
    assert menu is not None
    assert menu.actions()[0].text() == "Rename"
    current = three.window.quick_filters.current
    assert current is not None
    assert current.name == "Narrow"
    assert three.window.quick_filters.active is None
    menu.close()


def test_return_chooses_the_filter_under_the_keys(three: Screen) -> None:
    three.point_at("Narrow")
    three.press(Qt.Key.Key_Return)
    active = three.window.quick_filters.active
    assert active is not None
    assert active.name == "Narrow"


def test_a_filter_that_another_window_deleted_is_told_and_taken_away(three: Screen) -> None:
    three.desk.saved_filters.remove(three.stored[0].id, 1)
    _rename(three, "Urgent", "Late")
    assert three.window.toast.sentence == "This quick filter is not there any more."
    assert three.own_names == ["Narrow", "New ones"]
    key = three.window.quick_filters.own_keys[0]
    mine = three.window.quick_filtering.mine
    mine.edit("saved:of-nobody", name="x")
    mine.edit(key, name="Still written")
    three.settle()
    assert three.stored[0].name == "Still written"


def test_a_name_that_cannot_be_stored_may_be_typed_again(three: Screen) -> None:
    key = three.window.quick_filters.own_keys[0]
    three.window.quick_filters.renamed.emit(key, "half\0")
    assert "NUL character" in three.window.toast.sentence
    three.undo()  # the notice's button: type again
    editor = get(three.window, QLineEdit, "filter_name_editor")
    press(editor, Qt.Key.Key_Escape)
    three.end_editing()
    assert three.stored[0].name == "Urgent"


def test_elsewhere_the_menu_offers_to_save(three: Screen) -> None:
    three.view.menu_wanted.emit(None, three.view.mapToGlobal(three.view.rect().center()))  # type: ignore[attr-defined]  # its own
    menu = three.window.findChild(FilterMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Save as quick filter…",
        "Shared filters…",
    ]
    menu.close()


def test_a_delete_that_fails_leaves_the_list_as_it_was(three: Screen) -> None:
    def remove(_filter_id: object, _version: int) -> None:
        raise Unavailable("locked")

    three.open(desk_with(three.desk, "saved_filters", remove=remove))
    three.choose("Narrow")
    spec = three.window.question.spec
    three.press(Qt.Key.Key_Delete)
    assert "Another program is writing" in three.window.toast.sentence
    assert three.window.question.spec == spec
    assert three.own_names == ["Urgent", "Narrow", "New ones"]


def test_a_long_name_stays_inside_the_window(three: Screen) -> None:
    _rename(three, "Urgent", "Wörter " * 28)
    three.choose(three.own_names[0])
    three.window.resize(800, 560)
    three.press(Qt.Key.Key_Delete)
    toast = three.window.toast
    assert toast.isVisible()
    assert three.window.rect().contains(toast.geometry())
    assert "…” was deleted." in toast.sentence
    toast.say("A sentence that needs more room than one line has. " * 5, "Undo")
    assert three.window.rect().contains(toast.geometry())
    assert toast.height() > 60


def test_where_nothing_can_be_written_nothing_is_offered(three: Screen) -> None:
    info = replace(three.desk.info, is_read_only=True)
    three.open(cast("Any", Instead(three.desk, info=info)))
    three.narrow("status:new")
    three.choose("Urgent")
    for act in (Act.SAVE_FILTER, Act.RENAME_FILTER, Act.DELETE_FILTER, Act.FILTER_DOWN):
        assert not three.window.actions_[act].isEnabled()
    assert not get(three.window, QPushButton, "saveFilter").isVisible()
    three.window.tickets.view.header.sort_by("subject", is_added=False)
    three.choose("Unread")
    assert three.stored[0].version == 1


# Other windows


def test_another_window_s_changes_are_shown(three: Screen) -> None:
    three.choose("Urgent")
    urgent = three.stored[0]
    tree = parse("status:closed", three.desk.directory())
    three.desk.saved_filters.edit(
        SavedFilterEdit(urgent.id, 1, (("name", "Closed"), ("tree", tree), ("look", NARROW)))
    )
    three.desk.saved_filters.reorder([three.stored[2].id])
    three.runner.announce(Changes(kinds=frozenset({ChangeKind.FILTER})))
    three.settle()
    assert three.own_names == ["New ones", "Closed", "Narrow"]
    assert three.window.question.spec.quick == tree
    assert three.columns == ["unread", "serial", "subject"]
    active = three.window.quick_filters.active
    assert active is not None
    assert active.name == "Closed"


def test_the_active_filter_may_be_deleted_by_another_window(three: Screen) -> None:
    three.choose("Narrow")
    three.desk.saved_filters.remove(three.stored[1].id, 1)
    three.runner.announce(Changes(kinds=frozenset({ChangeKind.FILTER})))
    three.settle()
    assert three.window.question.quick is None
    assert three.columns == list(DEFAULT_COLUMNS)
    assert "“Narrow” was deleted in another window" in three.window.toast.sentence


def test_the_active_filter_may_become_unusable(three: Screen) -> None:
    three.choose("Urgent")
    spec, rows = three.window.question.spec, three.window.tickets.model.rowCount()
    _break(three.desk, three.stored[0], "nonsense")
    for _ in range(2):
        three.window.toast.hide()
        three.runner.announce(Changes(kinds=frozenset({ChangeKind.FILTER})))
        three.settle()
    assert not three.window.toast.isVisible(), "the reason is told once"
    assert (three.window.question.spec, three.window.tickets.model.rowCount()) == (spec, rows)


def test_a_filter_wanted_before_it_is_read_is_chosen_then(
    screen_of: Callable[[], Screen], desk: OpenDesk
) -> None:
    saved = _save(desk, "Later")
    screen = screen_of()
    screen.window.quick_filtering.choose_key("saved:of-nobody")
    screen.window.quick_filtering.choose_key(f"saved:{saved.uid}")
    screen.settle()
    active = screen.window.quick_filters.active
    assert active is not None
    assert active.name == "Later"


def test_the_same_database_opened_again_keeps_the_chosen_filter(three: Screen) -> None:
    three.choose("Urgent")
    three.open(three.desk)
    active = three.window.quick_filters.active
    assert active is not None
    assert active.name == "Urgent"
    quick = three.window.question.quick
    assert quick is not None
    assert three.window.question.spec.quick == quick.tree
