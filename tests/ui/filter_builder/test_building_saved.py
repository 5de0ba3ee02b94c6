"""A saved filter that is built here while another window changes, renames or deletes it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.filtering.saved_filter import SavedFilter, SavedFilterEdit
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from tests.screen import click, get, press
from tests.ui.filter_builder.test_filter_building import Screen, screen

__all__ = ["screen"]  # a fixture


def _elsewhere(screen: Screen, saved: SavedFilter, **changes: Any) -> SavedFilter:
    """What another window did, and the news of it."""
    done = screen.desk.saved_filters.edit(
        SavedFilterEdit(saved.id, saved.version, tuple(changes.items()))
    )
    _hear(screen)
    return done


def _hear(screen: Screen) -> None:
    screen.runner.announce(Changes(kinds=frozenset({ChangeKind.FILTER})))
    screen.settle()


def _notice(builder: FilterBuilder) -> str:
    return get(builder, QLabel, "builderNotice").text()


def _negate(builder: FilterBuilder) -> None:
    press(builder.parts, Qt.Key.Key_N)
    builder.apply_now()


def test_what_another_window_saved_is_not_written_over_unseen(screen: Screen) -> None:
    saved = screen.save("Refunds", "status:new")
    builder = screen.edit_saved()
    _negate(builder)
    _elsewhere(screen, saved, tree=screen.tree("priority:high"))
    assert _notice(builder) == (
        "“Refunds” was changed in another window meanwhile. Save puts yours in its place."
    )
    assert screen.stored == ["priority:high"]
    click(builder.finish)
    screen.settle()
    assert screen.stored == ["-status:new"]
    # Undo gives back what the other window had saved, not what stood there before.
    click(screen.toast_button())
    screen.settle()
    assert screen.stored == ["priority:high"]


def test_news_that_come_after_the_press_are_a_conflict_and_save_nothing(screen: Screen) -> None:
    saved = screen.save("Refunds", "status:new")
    builder = screen.edit_saved()
    _negate(builder)
    changes = (("tree", screen.tree("priority:high")),)
    screen.desk.saved_filters.edit(SavedFilterEdit(saved.id, saved.version, changes))
    click(builder.finish)
    screen.settle()
    assert screen.stored == ["priority:high"]
    assert "Refunds" in get(builder, QLabel, "builderCount").text()
    assert "another window" in _notice(builder)
    click(builder.finish)
    screen.settle()
    assert screen.stored == ["-status:new"]


def test_a_builder_in_which_nothing_was_done_shows_what_the_other_window_saved(
    screen: Screen,
) -> None:
    saved = screen.save("Refunds", "status:new")
    builder = screen.edit_saved()
    _elsewhere(screen, saved, tree=screen.tree("priority:high"))
    assert builder.tree == screen.tree("priority:high")
    assert _notice(builder) == ""
    builder.close()
    assert not screen.window.toast.isVisible()


def test_a_new_name_is_shown_in_the_title(screen: Screen) -> None:
    saved = screen.save("Refunds", "status:new")
    builder = screen.edit_saved()
    _negate(builder)
    _elsewhere(screen, saved, name="Money back 😀")
    assert builder.windowTitle() == "Filter builder - Money back 😀"
    assert _notice(builder) == ""
    click(builder.finish)
    screen.settle()
    assert screen.window.toast.sentence == "“Money back 😀” was updated."


def test_what_was_built_of_a_deleted_filter_can_be_gone_on_with(screen: Screen) -> None:
    saved = screen.save("Refunds", "status:new")
    builder = screen.edit_saved()
    _negate(builder)
    screen.desk.saved_filters.remove(saved.id, saved.version)
    _hear(screen)
    assert _notice(builder) == (
        "“Refunds” was deleted in another window. What you build can still be listed by, and saved "
        "as a new one."
    )
    click(builder.finish)
    screen.settle()
    assert screen.stored == []
    assert "not there any more" in get(builder, QLabel, "builderCount").text()
    click(builder.cancel)
    assert "is not saved" in screen.window.toast.sentence
    click(screen.toast_button())
    screen.until_listed("-status:new")


def test_a_filter_that_is_put_back_is_saved_as_if_nothing_had_been(screen: Screen) -> None:
    saved = screen.save("Refunds", "status:new")
    builder = screen.edit_saved()
    _negate(builder)
    stored = screen.desk.saved_filters.remove(saved.id, saved.version)
    _hear(screen)
    screen.desk.saved_filters.restore(stored)
    _hear(screen)
    assert _notice(builder) == ""
    click(builder.finish)
    screen.settle()
    assert screen.stored == ["-status:new"]


def test_a_deleted_filter_in_which_nothing_was_built_says_so_and_no_more(screen: Screen) -> None:
    saved = screen.save("Refunds", "status:new")
    builder = screen.edit_saved()
    screen.desk.saved_filters.remove(saved.id, saved.version)
    _hear(screen)
    assert "was deleted in another window" in _notice(builder)
    click(builder.cancel)
    assert "is not saved" not in screen.window.toast.sentence
