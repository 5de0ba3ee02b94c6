"""A quick filter that is changed: marked, saved, saved as another, discarded, and never lost."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import NewSavedFilter, SavedFilterEdit
from helpdesk_desktop.domain.filters import DEFAULT_SORT, EVERYTHING, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.filters.quick_filter_model import QuickFilterModel
from tests.screen import click, get, press
from tests.ui.filters.test_quick_filtering import Screen, screen_of, three

__all__ = ["screen_of", "three"]  # fixtures

BY_SUBJECT = (SortKey("subject"),)


def _button(screen: Screen, name: str) -> QPushButton:
    return get(screen.window.filter_bar, QPushButton, name)


def _is_marked(screen: Screen, name: str) -> Any:
    return screen.index(name).data(QuickFilterModel.ChangedRole)


def _sort(screen: Screen) -> None:
    screen.window.tickets.view.header.sort_by("subject", is_added=False)
    screen.settle()


@pytest.mark.parametrize("kind", ["filter", "search", "sort", "columns", "grouping"])
def test_whatever_is_changed_marks_the_filter_and_is_discarded(three: Screen, kind: str) -> None:
    window = three.window
    three.choose("Urgent")
    before, columns = window.question.spec, three.columns
    assert not _is_marked(three, "Urgent")
    assert not window.filter_bar.isVisible()
    match kind:
        case "filter":
            three.narrow("status:new")
        case "search":
            three.narrow("", "đơn")
        case "sort":
            _sort(three)
        case "columns":
            window.column_choosing.hide_column("priority")
        case _:
            window.tickets.group_by(SortKey("status"))
    three.settle()
    assert _is_marked(three, "Urgent")
    assert not _is_marked(three, "Narrow")
    index = three.index("Urgent")
    assert "changed, not saved" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Changed, not saved" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert _button(three, "saveFilter").text() == "Save as new…"
    assert _button(three, "saveChanges").isVisible()
    after, changed = window.question.spec, three.columns
    click(_button(three, "discardChanges"))
    three.settle()
    assert (window.question.spec, three.columns) == (before, columns)
    assert window.search_box.text() == ""
    assert not _is_marked(three, "Urgent")
    assert not window.filter_bar.isVisible()
    assert three.stored[0].version == 1
    three.undo()
    assert (window.question.spec, three.columns) == (after, changed)
    assert _is_marked(three, "Urgent")


def test_changes_are_saved_into_the_filter_in_one_step(three: Screen) -> None:
    window = three.window
    three.choose("Urgent")
    three.narrow("status:new")
    _sort(three)
    window.tickets.group_by(SortKey("status"))
    three.settle()
    click(_button(three, "saveChanges"))
    three.settle()
    saved = three.stored[0]
    assert saved.tree == parse("priority:urgent status:new", three.desk.directory())
    assert (saved.look.sort, saved.look.grouping) == (BY_SUBJECT, SortKey("status"))
    assert saved.version == 2
    assert not _is_marked(three, "Urgent")
    assert window.question.spec.group == SortKey("status")
    assert window.question.spec.filter == EVERYTHING
    three.undo()
    assert three.stored[0].look == ListLook()
    assert window.filter_bar.tree == parse("status:new", three.desk.directory())


def test_the_keys_save_changes_too(three: Screen) -> None:
    three.choose("Urgent")
    acts = three.window.actions_
    assert not acts[Act.SAVE_CHANGES].isEnabled()
    assert not acts[Act.DISCARD_CHANGES].isEnabled()
    three.window.quick_filtering.saving.save_changes()
    three.window.quick_filtering.discard_changes()
    _sort(three)
    assert acts[Act.SAVE_CHANGES].isEnabled()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(three.window.tickets.view, Qt.Key.Key_S, modifiers)
    three.settle()
    assert three.stored[0].look.sort == BY_SUBJECT


def test_saving_as_new_leaves_the_old_one_as_it_was(three: Screen) -> None:
    three.choose("Urgent")
    _sort(three)
    three.window.tickets.group_by(SortKey("type"))
    three.settle()
    click(_button(three, "saveFilter"))
    dialog = three.dialog()
    dialog.name.setText("By type")
    click(dialog.save)
    three.settle()
    old, made = three.stored[0], three.stored[-1]
    assert (old.version, old.look) == (1, ListLook())
    assert (made.look.sort, made.look.grouping) == (BY_SUBJECT, SortKey("type"))
    quick = three.window.question.quick
    assert quick is not None
    assert quick.name == "By type"
    assert not _is_marked(three, "By type")
    assert not _is_marked(three, "Urgent")
    three.choose("Urgent")
    assert three.window.question.spec.sort == DEFAULT_SORT


def test_a_change_stays_marked_while_another_filter_is_listed(three: Screen) -> None:
    three.choose("Urgent")
    _sort(three)
    three.choose("Narrow")
    assert _is_marked(three, "Urgent")
    assert not three.window.filter_bar.isVisible()
    three.choose("Urgent")
    assert three.window.question.spec.sort == BY_SUBJECT
    # The saved order again is no change.
    three.window.tickets.view.header.sort_chosen.emit(DEFAULT_SORT)
    three.settle()
    assert not _is_marked(three, "Urgent")


def test_a_system_filter_is_never_marked(three: Screen) -> None:
    three.choose("Unread")
    three.narrow("status:new")
    _sort(three)
    assert _button(three, "saveFilter").text() == "Save as quick filter…"
    assert not _button(three, "saveChanges").isVisible()
    assert _button(three, "clearFilter").isVisible()


def test_a_save_that_another_was_first_with_is_told_and_can_be_had(three: Screen) -> None:
    three.choose("Urgent")
    _sort(three)
    saved = three.stored[0]
    tree = parse("priority:high", three.desk.directory())
    three.desk.saved_filters.edit(SavedFilterEdit(saved.id, 1, (("tree", tree),)))
    click(_button(three, "saveChanges"))
    three.settle()
    assert three.stored[0].version == 2
    assert three.window.question.spec.sort == BY_SUBJECT
    assert _is_marked(three, "Urgent")
    button = get(three.window.toast, QPushButton, "toast_button")
    assert button.text() == "Save mine all the same"
    click(button)
    three.settle()
    assert three.stored[0].look.sort == BY_SUBJECT
    assert three.stored[0].tree == tree


def test_what_is_saved_elsewhere_meanwhile_is_no_change_any_more(three: Screen) -> None:
    three.choose("Urgent")
    _sort(three)
    saved, look = three.stored[0], three.window.tickets.look
    three.desk.saved_filters.edit(SavedFilterEdit(saved.id, 1, (("look", look),)))
    three.window.quick_filtering.mine.reload()
    three.settle()
    assert not _is_marked(three, "Urgent")


def test_a_look_with_columns_of_a_newer_program_is_saved_with_them(
    screen_of: Callable[[], Screen], desk: OpenDesk
) -> None:
    look = ListLook((ShownColumn("subject"), ShownColumn("of-tomorrow", 90)))
    tree = parse("status:new", desk.directory())
    desk.saved_filters.create(NewSavedFilter(uuid4(), "Mixed", tree, look))
    screen = screen_of()
    screen.choose("Mixed")
    _sort(screen)
    click(_button(screen, "saveChanges"))
    screen.settle()
    assert screen.stored[0].look == ListLook(look.columns, BY_SUBJECT)


def test_what_is_kept_comes_back_from_its_words(three: Screen) -> None:
    changed = three.window.quick_filtering.changed
    assert changed.words == ""
    three.choose("Urgent")
    _sort(three)
    three.window.tickets.group_by(SortKey("created", is_descending=True))
    three.settle()
    words, key = changed.words, three.window.quick_filters.own_keys[0]
    changed.put_back("", Directory())
    assert not changed.has_own_look(key)
    changed.put_back(words, Directory())
    assert changed.words == words
    assert changed.has_own_look(key)
    for nonsense in ("{", "[]", "7", '{"a":1}', '{"a":[1,2]}', "[" * 9_999):
        changed.put_back(nonsense, Directory())
        assert changed.words == ""
    changed.put_back('{"saved:x":[7,[],null]}', Directory())
    assert changed.has_own_look("saved:x")


def test_a_search_that_cannot_be_read_is_not_saved_into_the_filter(three: Screen) -> None:
    three.choose("Urgent")
    _sort(three)
    three.window.search_box.setText("status:")
    three.window.quick_filtering.saving.save_changes()
    assert "cannot be read" in three.window.toast.sentence
    assert three.stored[0].version == 1


def test_what_nests_too_deep_is_not_saved_into_the_filter(three: Screen) -> None:
    deep = (
        "status:new OR priority:high (source:api OR source:chat "
        "(unread:yes OR overdue:yes (type:none OR group:none)))"
    )
    three.choose("Urgent")
    three.narrow(deep, deep.replace("new", "closed"))
    click(_button(three, "saveChanges"))
    assert "nest more than three deep" in three.window.toast.sentence
    assert three.stored[0].version == 1
