"""A column without an order says why when its header is clicked; the list stays as it was."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, text

from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import NewSavedFilter
from helpdesk_desktop.domain.filters import DEFAULT_SORT, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.filters.quick_filter_model import QuickFilterModel
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.list.ticket_model import ListState
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW, add_agent, add_field, add_role, opened
from tests.screen import click
from tests.ui.filters.test_quick_filtering import Screen, screen_of

__all__ = ["screen_of"]  # a fixture


_OF_OTHERS = "of custom fields, only those of the tickets themselves have an order."


def _show(screen: Screen, *keys: str) -> None:
    look = ListLook(tuple(ShownColumn(key) for key in ("serial", *keys)))
    screen.window.tickets.show_look(look)
    screen.settle()


def _click_header(screen: Screen, key: str) -> None:
    header = screen.window.tickets.view.header
    section = [one.key for one in screen.window.tickets.model.columns].index(key)
    place = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    click(header.viewport(), QPoint(place, header.height() // 2))
    screen.settle()


@pytest.mark.parametrize(
    ("owner", "kind", "sentence"),
    [
        (
            CustomFieldOwner.CONTACT,
            CustomFieldKind.TEXT,
            f"The list cannot be sorted by “Contact: Tier”: {_OF_OTHERS}",
        ),
        (
            CustomFieldOwner.COMPANY,
            CustomFieldKind.INTEGER,
            f"The list cannot be sorted by “Company: Tier”: {_OF_OTHERS}",
        ),
        (
            CustomFieldOwner.TICKET,
            CustomFieldKind.MULTI_SELECT,
            "The list cannot be sorted by “Tier”: a ticket may have several values in it.",
        ),
    ],
    ids=("of contacts", "of companies", "of several"),
)
def test_a_click_on_a_column_without_an_order_says_why(
    screen_of: Callable[[], Screen],
    desk: OpenDesk,
    owner: CustomFieldOwner,
    kind: CustomFieldKind,
    sentence: str,
) -> None:
    options = "A\nB" if kind is CustomFieldKind.MULTI_SELECT else ""
    field = add_field(desk, "rank", kind, label="Tier", owner=owner, options=options)
    screen = screen_of()
    _show(screen, field.filter_key)
    _click_header(screen, field.filter_key)
    assert screen.window.toast.sentence == sentence
    assert screen.window.question.spec.sort == DEFAULT_SORT
    assert screen.window.tickets.model.state is ListState.SHOWN


def test_ccs_say_why_and_a_column_with_an_order_says_nothing(
    screen_of: Callable[[], Screen],
) -> None:
    screen = screen_of()
    _show(screen, "ccs", "subject")
    _click_header(screen, "ccs")
    assert screen.window.toast.sentence == (
        "The list cannot be sorted by “CCs”: a ticket may have several values in it."
    )
    screen.window.toast.hide()
    _click_header(screen, "subject")
    assert not screen.window.toast.isVisible()
    assert screen.window.question.spec.sort == (SortKey("subject"),)


def test_a_masked_role_that_clicks_the_phone_header_keeps_its_list(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, desk_path: Path
) -> None:
    add_role(desk, "masked", tickets="all", contacts="all", phones="masked", rights="create")
    add_agent(desk, "lan", role="masked")
    with opened(str(desk_path), as_="lan", now=NOW) as lan:
        screen = Screen(qtbot, runner, lan)
        _show(screen, "phone")
        _click_header(screen, "phone")
        assert screen.window.tickets.model.state is ListState.SHOWN
        assert screen.window.toast.sentence == (
            "Your role sees phone numbers masked, so it cannot sort by phone."
        )
        assert screen.window.question.spec.sort == DEFAULT_SORT
        screen.window.stop()
        qtbot.waitUntil(lambda: not runner.is_busy)


def _saved(desk: OpenDesk, sort: str, grouping: str | None = None) -> None:
    """A filter whose order another program, or an older desk, wrote."""
    new = NewSavedFilter(uuid4(), "Odd", parse("status:new", desk.directory()))
    made = desk.saved_filters.create(new)

    def put(connection: Connection) -> None:
        statement = 'UPDATE saved_filter SET sort = :sort, "grouping" = :grouping WHERE id = :id'
        connection.execute(text(statement), {"sort": sort, "grouping": grouping, "id": made.id})

    desk.session.database.write(put)


@pytest.mark.parametrize("sort", ["contact.cf.rank", "-cf.gone", "of-tomorrow,serial"])
def test_a_saved_order_that_cannot_be_had_is_said_when_the_filter_is_chosen(
    screen_of: Callable[[], Screen], desk: OpenDesk, sort: str
) -> None:
    add_field(desk, "rank", owner=CustomFieldOwner.CONTACT)
    _saved(desk, sort)
    screen = screen_of()
    screen.choose("Odd")
    said = f"It was saved in the order “{sort}”, which cannot be had here: the newest change first."
    assert screen.window.toast.sentence == f"“Odd”: {said}"
    assert said in str(screen.index("Odd").data(3))  # the tooltip
    assert screen.window.question.spec.sort == DEFAULT_SORT
    assert not screen.index("Odd").data(QuickFilterModel.ChangedRole)


def test_a_saved_order_by_a_retired_field_is_said(
    screen_of: Callable[[], Screen], desk: OpenDesk
) -> None:
    field = add_field(desk, "wing")
    _saved(desk, "cf.wing,serial", "cf.wing")
    screen = screen_of()
    edit = FieldEdit(field.id, field.version, (("is_active", False),))
    desk.fields.change(edit)
    screen.open(desk)
    screen.runner.announce(Changes(kinds=frozenset({ChangeKind.FIELD})))
    screen.settle()
    screen.choose("Odd")
    assert screen.window.toast.sentence == (
        "“Odd”: It was saved in an order by “Wing”, which was retired. "
        "It was saved with its rows grouped by “Wing”, which cannot be had here."
    )
    assert screen.window.question.spec.sort == (SortKey("serial"),)
    assert not screen.index("Odd").data(QuickFilterModel.ChangedRole)


def test_groups_by_a_field_that_is_retired_are_given_up_with_a_sentence(
    screen_of: Callable[[], Screen], desk: OpenDesk
) -> None:
    field = add_field(desk, "wing", CustomFieldKind.DROP_DOWN, options="North\nSouth")
    screen = screen_of()
    screen.window.tickets.group_by(SortKey("cf.wing"))
    screen.settle()
    groups = [screen.window.question.spec.group]
    desk.fields.change(FieldEdit(field.id, field.version, (("is_active", False),)))
    directory = desk.directory()
    screen.window.tickets.model.set_names(Names(directory, NOW, desk.clock.zone))
    screen.settle()
    groups.append(screen.window.question.spec.group)
    assert groups == [SortKey("cf.wing"), None]
    assert screen.window.toast.sentence == (
        "“Wing” was retired: the rows are no longer grouped by it."
    )
