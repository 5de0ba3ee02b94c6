"""Shared filters in the window: the third section, kept, hidden, copied, taken over, lost."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.filtering.filter_sharing import PRIVATE, Sharing
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import (
    FilterColour,
    FilterShelf,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
)
from helpdesk_desktop.domain.filters import EVERYTHING, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.filters.filter_menu import FilterMenu
from helpdesk_desktop.ui.filters.quick_filter_model import QuickFilterModel
from helpdesk_desktop.ui.filters.share_dialog import ShareDialog
from helpdesk_desktop.ui.filters.shared_filter_list import SharedFilterList
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW, add_agent, add_group, add_role, opened
from tests.screen import click, get, nameless_controls, press
from tests.ui.filters.test_quick_filtering import Screen

TO_ALL = Sharing(is_to_all=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
NARROW = ListLook((ShownColumn("serial"), ShownColumn("subject")), (SortKey("serial"),))
FILTERS = Changes(kinds=frozenset({ChangeKind.FILTER}))


class Two:
    """Mai's window, and Lan's desk, whose filters Mai has."""

    def __init__(self, screen: Screen, lan: OpenDesk, boss: OpenDesk) -> None:
        self.screen = screen
        self.lan = lan
        self.boss = boss
        self.window = screen.window

    def news(self) -> None:
        self.screen.runner.announce(FILTERS)
        self.screen.settle()

    @property
    def shared_names(self) -> list[str]:
        return [one.name for one in self.window.quick_filters.filters if one.is_shared]

    @property
    def shelf(self) -> FilterShelf:
        return self.screen.desk.saved_filters.shelf(Cancellation())

    def act(self, act: Act) -> None:
        self.window.actions_[act].trigger()
        self.screen.settle()

    def menu_of(self, name: str) -> list[str]:
        entry = self.screen.index(name).data(QuickFilterModel.FilterRole)
        self.screen.view.menu_wanted.emit(  # type: ignore[attr-defined]  # of this view alone
            entry, self.window.mapToGlobal(self.window.rect().center())
        )
        menu = self.window.findChildren(FilterMenu)[-1]
        found = [action.text() for action in menu.actions() if action.text()]
        menu.close()
        return found


def save(desk: OpenDesk, name: str, query: str = "status:new", **values: Any) -> SavedFilter:
    tree = parse(query, desk.directory())
    values.setdefault("sharing", TO_ALL)
    return desk.saved_filters.create(NewSavedFilter(uuid4(), name, tree, **values))


@pytest.fixture
def two(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, desk_path: Path
) -> Iterator[Callable[..., Two]]:
    with ExitStack() as stack:
        made: list[Screen] = []

        def make(rights: str = "create,edit") -> Two:
            role = add_role(desk, "hers", rights=rights, tickets="all")
            add_agent(desk, "lan", name="Lan Phạm")
            add_agent(desk, "mai", role=role)
            add_group(desk, "vip", name="VIP", members="lan,mai")
            lan = stack.enter_context(opened(str(desk_path), as_="lan", now=NOW))
            desk.team.set_agent("lan", {"role": "supervisor"})
            mai = stack.enter_context(opened(str(desk_path), as_="mai", now=NOW))
            save(lan, "Alpha", "priority:urgent", look=NARROW)
            save(lan, "Beta", "status:pending")
            save(lan, "Gamma", colour=FilterColour.GREEN)
            save(mai, "Mine", sharing=PRIVATE)
            made.append(Screen(qtbot, runner, mai))
            return Two(made[-1], lan, desk)

        yield make
        for screen in made:
            screen.window.stop()


def test_the_dock_has_three_sections_and_its_keys_count_over_all(
    two: Callable[..., Two], qtbot: QtBot
) -> None:
    at = two()
    model = at.screen.view.model()
    QAbstractItemModelTester(model)
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles[-6:] == ["My filters", "Mine", "Shared", "Alpha", "Beta", "Gamma"]
    press(at.window.tickets.view, Qt.Key.Key_9, CONTROL)
    at.screen.settle()
    quick = at.window.question.quick
    assert quick is not None
    assert (quick.name, quick.is_shared) == ("Alpha", True)
    assert at.screen.columns == ["unread", "serial", "subject"]
    qtbot.waitUntil(lambda: None not in at.window.quick_filters.counts.values())
    hint = model.index(at.screen.index("Alpha").row(), 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "By Lan Phạm" in hint
    assert nameless_controls(at.window) == []


def test_another_s_filter_offers_a_copy_and_no_change(two: Callable[..., Two]) -> None:
    at = two()
    assert at.menu_of("Alpha") == [
        "Colour",
        "Duplicate to mine",
        "Move up",
        "Move down",
        "Remove from my list",
        "Shared filters…",
    ]
    at.screen.point_at("Alpha")
    acts = at.window.actions_
    for act in (Act.RENAME_FILTER, Act.DELETE_FILTER, Act.SHARE_FILTER, Act.TAKE_OVER_FILTER):
        assert not acts[act].isEnabled()
    press(at.screen.view, Qt.Key.Key_F2)
    assert not at.screen.view.model().setData(at.screen.index("Alpha"), "X")
    at.act(Act.DUPLICATE_FILTER)
    assert at.screen.own_names == ["Mine", "Alpha (copy)"]
    assert at.shared_names == ["Alpha", "Beta", "Gamma"]


def test_shared_filters_are_ordered_and_coloured_for_oneself(two: Callable[..., Two]) -> None:
    at = two()
    at.screen.point_at("Gamma")
    at.screen.press(Qt.Key.Key_Up, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert at.shared_names == ["Alpha", "Gamma", "Beta"]
    assert [one.name for one in at.shelf.shared] == ["Alpha", "Gamma", "Beta"]
    assert not at.window.quick_filters.keys_beside("unread")
    key = at.screen.index("Alpha").data(QuickFilterModel.FilterRole).key
    at.window.quick_filtering.changing.colour(key, FilterColour.RED)  # as the menu's entry
    at.screen.settle()
    assert at.shelf.shared[0].colour is FilterColour.RED
    theirs = at.lan.saved_filters.mine(Cancellation())
    assert [one.name for one in theirs] == ["Alpha", "Beta", "Gamma"]
    assert theirs[0].colour is None


def test_a_filter_is_taken_out_of_the_list_and_brought_back(two: Callable[..., Two]) -> None:
    at = two()
    at.screen.choose("Beta")
    at.screen.point_at("Beta")
    at.act(Act.HIDE_FILTER)
    assert at.shared_names == ["Alpha", "Gamma"]
    assert at.window.question.quick is None
    assert "“Beta” is no longer in your list." in at.window.toast.sentence
    at.screen.undo()
    assert at.shared_names == ["Alpha", "Beta", "Gamma"]
    at.screen.point_at("Beta")
    at.act(Act.HIDE_FILTER)
    at.act(Act.SHARED_FILTERS)
    dialog = at.window.findChildren(SharedFilterList)[0]
    shown = get(dialog, QListWidget, "shared_filter_list")
    rows = {shown.item(row).text().split("\n")[0]: row for row in range(shown.count())}
    assert sorted(rows) == ["Alpha", "Beta", "Gamma"]
    item = shown.item(rows["Beta"])
    assert item.checkState() == Qt.CheckState.Unchecked
    assert "By Lan Phạm · Shared with everyone" in item.text()
    assert nameless_controls(dialog) == []
    shown.setCurrentRow(rows["Beta"])
    press(shown, Qt.Key.Key_Space)
    at.screen.settle()
    assert "Beta" in at.shared_names
    # A click anywhere in the line unticks it, and the list of the dialog is read again.
    click(shown.viewport(), shown.visualItemRect(shown.item(rows["Alpha"])).center())
    at.screen.settle()
    assert "Alpha" not in at.shared_names
    click(get(dialog, QPushButton, "close_shared_filters"))
    at.news()


def test_a_filter_that_another_window_took_out_of_the_list_is_given_up(
    two: Callable[..., Two],
) -> None:
    at = two()
    at.screen.choose("Beta")
    at.screen.narrow("status:pending")
    beta = next(one for one in at.shelf.shared if one.name == "Beta")
    at.screen.desk.saved_filters.set_hidden(beta.id, is_hidden=True)
    at.news()
    assert at.window.question.quick is None
    assert at.window.filter_bar.tree == parse("status:pending", at.lan.directory())
    assert not at.window.toast.isVisible()


def test_who_leaves_the_group_has_its_filter_no_more(two: Callable[..., Two]) -> None:
    at = two()
    vip = at.boss.directory().group_by_key["vip"].id
    save(at.lan, "Of the group", "priority:high", sharing=Sharing(group_ids=(vip,)))
    at.news()
    at.screen.choose("Of the group")
    at.boss.team.set_group("vip", {"members": "lan"})
    at.screen.runner.announce(Changes(is_everything=True))
    at.screen.settle()
    assert "Of the group" not in at.shared_names
    assert at.window.filter_bar.tree == parse("priority:high", at.lan.directory())


def test_what_others_change_is_shown_at_once(two: Callable[..., Two]) -> None:
    at = two()
    at.screen.choose("Alpha")
    saved = at.lan.saved_filters.mine(Cancellation())[0]
    tree = parse("status:closed", at.lan.directory())
    look = ListLook(NARROW.columns, (SortKey("subject"),), SortKey("priority"))
    edit = SavedFilterEdit(saved.id, 1, (("tree", tree), ("name", "Alpha two"), ("look", look)))
    at.lan.saved_filters.edit(edit)
    at.news()
    spec = at.window.question.spec
    assert (spec.quick, spec.sort, spec.group) == (tree, look.sort, look.grouping)
    assert at.shared_names[0] == "Alpha two"
    assert at.window.tickets.model.groups is not None


def test_a_filter_that_is_shared_no_more_stays_as_conditions(two: Callable[..., Two]) -> None:
    at = two()
    at.screen.choose("Alpha")
    at.screen.narrow("status:new", "đơn")
    saved = at.lan.saved_filters.mine(Cancellation())[0]
    before = set(at.window.tickets.model.serials_between(0, 10_000))
    at.lan.saved_filters.edit(SavedFilterEdit(saved.id, 1, (("sharing", PRIVATE),)))
    at.news()
    assert at.shared_names == ["Beta", "Gamma"]
    spec = at.window.question.spec
    assert at.window.question.quick is None
    assert spec.quick == EVERYTHING
    assert spec.filter == parse("priority:urgent status:new", at.lan.directory())
    assert at.window.filter_bar.tree == spec.filter
    assert at.window.search_box.text() == "đơn"
    assert set(at.window.tickets.model.serials_between(0, 10_000)) == before
    assert "You no longer have the quick filter “Alpha”." in at.window.toast.sentence
    assert "stay as a filter" in at.window.toast.sentence


def test_what_cannot_be_one_filter_leaves_what_was_typed(two: Callable[..., Two]) -> None:
    at = two()
    deep = (
        "status:new OR priority:high (source:api OR source:chat "
        "(unread:yes OR overdue:yes (type:none OR group:none)))"
    )
    saved = save(at.lan, "Deep", deep)
    at.news()
    at.screen.choose("Deep")
    at.screen.narrow(deep.replace("new", "closed"))
    typed = at.window.filter_bar.tree
    at.lan.saved_filters.remove(saved.id, saved.version)
    at.news()
    assert at.window.question.quick is None
    assert at.window.filter_bar.tree == typed
    assert "You no longer have the quick filter “Deep”." in at.window.toast.sentence


def test_a_filter_is_shared_with_a_group_and_undone(two: Callable[..., Two]) -> None:
    at = two("create,edit,share-to-group")
    at.screen.point_at("Mine")
    at.act(Act.SHARE_FILTER)
    dialog = at.window.findChildren(ShareDialog)[0]
    assert nameless_controls(dialog) == []
    share = get(dialog, QPushButton, "share_filter")
    assert not share.isEnabled()
    assert not get(dialog, QRadioButton, "share_everyone").isEnabled()
    click(get(dialog, QRadioButton, "share_groups"))
    assert not share.isEnabled(), "no group is chosen yet"
    groups = get(dialog, QListWidget, "share_group_list")
    assert [groups.item(row).text() for row in range(groups.count())] == ["VIP"]
    press(groups, Qt.Key.Key_Space)
    click(share)
    at.screen.qtbot.waitUntil(lambda: not at.window.findChildren(ShareDialog))
    at.screen.settle()
    assert "“Mine”: shared with 1 group(s)." in at.window.toast.sentence
    shelf = at.lan.saved_filters.shelf(Cancellation())
    assert [(one.name, one.is_hidden) for one in shelf.shared] == [("Mine", False)]
    spoken = at.screen.index("Mine").data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Shared with 1 group(s)" in spoken
    at.screen.undo()
    shelf = at.lan.saved_filters.shelf(Cancellation())
    assert [(one.sharing, one.is_hidden) for one in shelf.shared] == [(PRIVATE, True)]


def test_a_share_that_is_refused_is_told_in_its_place(two: Callable[..., Two]) -> None:
    at = two("create,edit,share-to-all")
    at.screen.point_at("Mine")
    at.act(Act.SHARE_FILTER)
    dialog = at.window.findChildren(ShareDialog)[0]
    at.boss.team.set_role("hers", {"rights": "create,edit"})
    click(get(dialog, QRadioButton, "share_everyone"))
    press(dialog, Qt.Key.Key_Return, CONTROL)
    at.screen.settle()
    assert dialog.isVisible()
    assert dialog.share.isEnabled()
    assert "does not allow" in dialog._trouble.text()
    click(get(dialog, QPushButton, "cancel_share"))


def test_sharing_ends_with_words_that_say_so(two: Callable[..., Two]) -> None:
    at = two("create,edit,share-to-all")
    at.screen.point_at("Mine")
    at.window.quick_filtering.mine.edit(at.window.quick_filters.own_keys[0], sharing=TO_ALL)
    at.screen.settle()
    at.act(Act.SHARE_FILTER)
    dialog = at.window.findChildren(ShareDialog)[0]
    click(get(dialog, QRadioButton, "share_private"))
    assert dialog.share.text() == "Stop sharing"
    click(dialog.share)
    at.screen.settle()
    assert "“Mine” is private now." in at.window.toast.sentence
    assert at.shelf.mine[0].sharing == PRIVATE


def test_who_may_share_says_so_when_saving(two: Callable[..., Two]) -> None:
    at = two("create,edit,share-to-all")
    at.screen.narrow("status:pending")
    at.window.quick_filtering.saving.save()
    dialog = at.screen.dialog()
    dialog.name.setText("For all")
    click(get(dialog, QRadioButton, "share_everyone"))
    click(dialog.save)
    at.screen.settle()
    assert at.shelf.mine[-1].sharing == TO_ALL


def test_who_may_not_share_is_not_asked(two: Callable[..., Two]) -> None:
    at = two()
    at.screen.narrow("status:pending")
    at.window.quick_filtering.saving.save()
    assert at.screen.dialog().findChildren(QRadioButton) == []
    at.screen.dialog().reject()
    at.screen.point_at("Mine")
    assert not at.window.actions_[Act.SHARE_FILTER].isEnabled()


def test_a_left_filter_is_marked_and_taken_over(two: Callable[..., Two]) -> None:
    at = two("see-all-filters")
    at.boss.team.set_agent("lan", {"active": "no"})
    at.screen.desk.directory()
    at.news()
    index = at.screen.index("Alpha")
    hint = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "By Lan Phạm, who works here no more" in hint
    assert "its owner has left" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Take over" in at.menu_of("Alpha")
    at.screen.point_at("Alpha")
    at.screen.choose("Alpha")
    at.act(Act.TAKE_OVER_FILTER)
    assert at.screen.own_names == ["Mine", "Alpha"]
    assert at.shared_names == ["Beta", "Gamma"]
    quick = at.window.question.quick
    assert quick is not None
    assert quick.is_own
    assert "“Alpha” is yours now." in at.window.toast.sentence


def test_who_sees_all_deletes_another_s_filter_and_undoes_it(two: Callable[..., Two]) -> None:
    at = two("see-all-filters")
    at.screen.point_at("Beta")
    at.act(Act.DELETE_FILTER)
    assert at.shared_names == ["Alpha", "Gamma"]
    at.screen.undo()
    assert sorted(at.shared_names) == ["Alpha", "Beta", "Gamma"]
    assert [one.name for one in at.lan.saved_filters.mine(Cancellation())] == [
        "Alpha",
        "Beta",
        "Gamma",
    ]


def test_an_empty_list_of_shared_filters_says_why(qtbot: QtBot, two: Callable[..., Two]) -> None:
    at = two()
    dialog = SharedFilterList(at.window)
    qtbot.addWidget(dialog)
    dialog.show_filters(())
    dialog.show()
    assert not dialog.list.isVisible()
    assert get(dialog, QLabel, "no_shared_filter").isVisible()
