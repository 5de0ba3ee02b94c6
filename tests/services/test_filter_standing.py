"""Saved filters that name what is retired or gone, on a real database: kept, told and back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import Invalid
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import (
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
)
from helpdesk_desktop.domain.filters import Group
from helpdesk_desktop.domain.option_lines import option_lines
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.schema import saved_filter
from tests.builders import add_agent, add_field, add_group, open_as


def _save(desk: OpenDesk, query: str) -> SavedFilter:
    tree = parse(query, desk.directory())
    return desk.saved_filters.create(NewSavedFilter(uuid4(), "Mine", tree))


def _only(desk: OpenDesk) -> SavedFilter:
    (one,) = desk.saved_filters.mine(Cancellation())
    return one


def _why(desk: OpenDesk) -> str | None:
    why = _only(desk).why_unusable
    return None if why is None else why.key


def _set_active(desk: OpenDesk, field: CustomField, *, is_active: bool) -> CustomField:
    edit = FieldEdit(field.id, field.version, (("is_active", is_active),))
    return desk.fields.change(edit)


def _rows(desk: OpenDesk) -> list[Any]:
    with desk.session.database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(saved_filter))]


@pytest.mark.parametrize("owner", CustomFieldOwner)
def test_a_filter_on_a_retired_field_waits_unusable_for_the_field(
    desk: OpenDesk, owner: CustomFieldOwner
) -> None:
    field = add_field(desk, "tier", owner=owner)
    saved = _save(desk, f"{field.filter_key}:gold status:new")
    before = _rows(desk)
    retired = _set_active(desk, field, is_active=False)
    read = _only(desk)
    assert read.why_unusable is not None
    assert read.why_unusable.message == (
        "This quick filter cannot be used: the field “Tier” was retired. An administrator can "
        "bring it back."
    )
    assert read.tree == saved.tree
    assert _rows(desk) == before
    # Its name, colour and place are still the owner's to change.
    renamed = desk.saved_filters.edit(SavedFilterEdit(read.id, read.version, (("name", "Gold"),)))
    assert (renamed.name, renamed.tree) == ("Gold", saved.tree)
    assert renamed.why_unusable == read.why_unusable
    _set_active(desk, retired, is_active=True)
    assert replace(_only(desk), why_unusable=None) == _only(desk)


def test_another_window_retires_the_field(desk: OpenDesk, database_url: str) -> None:
    field = add_field(desk, "tier")
    _save(desk, "cf.tier:gold")
    other = open_as(database_url)
    try:
        _set_active(other, field, is_active=False)
    finally:
        other.close()
    desk.directory()  # as the window reads names, once it is told of new ones
    assert _why(desk) == "filter_retired_field"


def test_an_option_that_was_removed_is_missed_and_one_that_was_retired_noted(
    desk: OpenDesk,
) -> None:
    kind = CustomFieldKind.DROP_DOWN
    field = add_field(desk, "shop", kind, options="A\nB\nC")
    _save(desk, "cf.shop:a,b")
    lines = option_lines(field)
    kept = tuple(replace(one, is_retired=one.label == "A") for one in lines)
    field = desk.fields.set_options(field.id, field.version, kept)
    assert (_why(desk), [one.key for one in _only(desk).notes]) == (None, ["filter_names_retired"])
    left = tuple(one for one in option_lines(field) if one.label != "B")
    desk.fields.set_options(field.id, field.version, left)
    assert _why(desk) == "filter_gone_value"


def test_a_group_that_was_removed_is_missed_until_it_is_put_back(desk: OpenDesk) -> None:
    add_group(desk, "billing", name="Billing")
    _save(desk, "group:billing")
    removed = desk.team.remove_group("billing")
    assert _why(desk) == "filter_gone_value"
    desk.team.restore_group(removed)
    assert _why(desk) is None


def test_a_retired_type_and_an_agent_who_left_are_noted(desk: OpenDesk) -> None:
    add_agent(desk, "lan", name="Lan Phạm")
    _save(desk, "type:question assignee:lan")
    desk.types.set_type("question", {"retired": "yes"})
    desk.team.set_agent("lan", {"active": "no"})
    read = _only(desk)
    assert read.why_unusable is None
    assert [one.message for one in read.notes] == [
        "It names “Question” as “Type”, which was retired.",
        "It names “Lan Phạm” as “Assign to”, who works here no more.",
    ]


def _tree(desk: OpenDesk, query: str) -> Group:
    return parse(query, desk.directory())


@pytest.mark.parametrize("query", ["cf.tier:gold", "type:#77", "status:new group:#77"])
def test_what_could_not_be_used_is_not_saved(desk: OpenDesk, query: str) -> None:
    field = add_field(desk, "tier")
    _set_active(desk, field, is_active=False)
    tree = _tree(desk, query)
    saved = _save(desk, "status:new")
    tries: tuple[Callable[[], object], ...] = (
        lambda: desk.saved_filters.create(NewSavedFilter(uuid4(), "No", tree)),
        lambda: desk.saved_filters.edit(
            SavedFilterEdit(saved.id, saved.version, (("tree", tree),))
        ),
    )
    for attempt in tries:
        with pytest.raises(Invalid) as refused:
            attempt()
        (problem,) = refused.value.problems
        assert problem.key in {"filter_retired_field", "filter_gone_value"}
    assert _only(desk) == saved


def test_undo_puts_back_what_stood_there_though_it_cannot_be_used(desk: OpenDesk) -> None:
    field = add_field(desk, "tier")
    saved = _save(desk, "cf.tier:gold status:new")
    _set_active(desk, field, is_active=False)
    broken = _only(desk)
    assert broken.tree is not None
    mended = desk.saved_filters.edit(
        SavedFilterEdit(saved.id, broken.version, (("tree", _tree(desk, "status:new")),))
    )
    assert mended.why_unusable is None
    back = desk.saved_filters.edit(
        SavedFilterEdit(saved.id, mended.version, (("tree", broken.tree),))
    )
    assert (back.tree, back.why_unusable) == (broken.tree, broken.why_unusable)
