"""The only place where definitions of custom fields are listed, made and changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldId, CustomFieldOwner
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound, Problem
from helpdesk_desktop.domain.field_rules import check_changes, check_default, check_new_field
from helpdesk_desktop.domain.field_wishes import FieldEdit, FieldUses, NewField, OptionLine
from helpdesk_desktop.domain.option_lines import clean_lines, plan_options
from helpdesk_desktop.domain.people import Right, Viewer
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import field_store
from helpdesk_desktop.storage.activity_store import add_changes
from helpdesk_desktop.storage.people_store import load_custom_fields

T = TypeVar("T")


class DeskFields:
    """Definitions of custom fields; see `contracts.Fields`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[CustomField, ...]:
        """Every field as it is now, retired ones too, in their order."""
        with self._session.database.reading() as connection:
            return load_custom_fields(connection)

    def add(self, new: NewField) -> CustomField:
        """Make a field with its options; it stands last."""

        def work(connection: Connection, viewer: Viewer) -> CustomField:
            checked = check_new_field(new, load_custom_fields(connection))
            _refuse(checked.problems)
            field = replace(checked.field, id=_id(field_store.add_field(connection, checked.field)))
            if new.options:
                self._write_options(connection, field, new.options)
                field = _found(connection, field.id)
            if new.default is not None:
                field, problems = check_default(field, new.default)
                _refuse(problems)
            if new.options or new.default is not None:
                field_store.edit_field(connection, field)
            return self._announced(connection, viewer, field.id)

        return self._change(work)

    def change(self, edit: FieldEdit) -> CustomField:
        """Change what may change, retiring and restoring among it."""

        def work(connection: Connection, viewer: Viewer) -> CustomField:
            field = _compared(_found(connection, edit.id), edit.version)
            before = field
            if edit.options is not None:
                _write(connection, field)
                # An old default that this change replaces keeps no option.
                is_replaced = "default" in dict(edit.changes)
                of = replace(field, default=None) if is_replaced else field
                self._write_options(connection, of, edit.options)
                field = _found(connection, edit.id)
            checked = check_changes(field, dict(edit.changes))
            _refuse(checked.problems)
            if checked.field == before:
                return before
            if checked.field != field:
                _write(connection, checked.field)
            return self._announced(connection, viewer, field.id)

        return self._change(work)

    def reorder(
        self, owner: CustomFieldOwner, field_ids: Sequence[CustomFieldId]
    ) -> tuple[CustomField, ...]:
        """Put the owner's fields in this order, those not named after them; answers them."""

        def work(connection: Connection, viewer: Viewer) -> tuple[CustomField, ...]:
            there = [one for one in load_custom_fields(connection) if one.owner is owner]
            ranks = {field_id: rank for rank, field_id in enumerate(field_ids)}
            ordered = sorted(there, key=lambda one: ranks.get(one.id, len(ranks)))
            moved = {one.id: place for place, one in enumerate(ordered, 1) if one.position != place}
            field_store.place_fields(connection, {int(one): at for one, at in moved.items()})
            fields = tuple(one for one in load_custom_fields(connection) if one.owner is owner)
            rows = [(ChangeKind.FIELD, int(one.id), one.version) for one in fields]
            add_changes(
                connection, self._session.deed(viewer), [row for row in rows if row[1] in moved]
            )
            return fields

        return self._change(work)

    def set_options(
        self, field_id: CustomFieldId, version: int | None, lines: Sequence[OptionLine]
    ) -> CustomField:
        """Make exactly these the field's options; see the contract for those left out."""

        def work(connection: Connection, viewer: Viewer) -> CustomField:
            field = _compared(_found(connection, field_id), version)
            # First of all: whoever comes second waits here, and sees that it was changed.
            _write(connection, field)
            self._write_options(connection, field, lines)
            return self._announced(connection, viewer, field_id)

        return self._change(work)

    def uses(self, field_id: CustomFieldId) -> FieldUses:
        """How many have a value of the field, and of each option; hidden ones count too."""
        with self._session.database.reading() as connection:
            # Or any agent could learn of tickets, contacts and companies out of sight.
            self._session.writer(connection, Right.MANAGE_FIELDS)
            return field_store.load_uses(connection, _found(connection, field_id))

    def _write_options(
        self, connection: Connection, field: CustomField, lines: Sequence[OptionLine]
    ) -> None:
        plan = plan_options(field, clean_lines(lines))
        _refuse(plan.problems)
        field_store.write_options(connection, field, plan)

    def _announced(
        self, connection: Connection, viewer: Viewer, field_id: CustomFieldId
    ) -> CustomField:
        field = _found(connection, field_id)
        deed = self._session.deed(viewer)
        add_changes(connection, deed, ((ChangeKind.FIELD, int(field.id), field.version),))
        return field

    def _change(self, work: Callable[[Connection, Viewer], T]) -> T:
        def whole(connection: Connection) -> T:
            return work(connection, self._session.writer(connection, Right.MANAGE_FIELDS))

        result = self._session.database.write(whole)
        with self._session.database.reading() as connection:
            self._session.fresh_directory(connection)
        return result


def _id(number: int) -> CustomFieldId:
    return CustomFieldId(number)


def _found(connection: Connection, field_id: int) -> CustomField:
    for field in load_custom_fields(connection):
        if field.id == field_id:
            return field
    raise NotFound("no_such_field", value=field_id)


def _compared(field: CustomField, version: int | None) -> CustomField:
    if version is not None and version != field.version:
        raise Conflict("conflict", field.version, what=f"field {field.key}")
    return field


def _write(connection: Connection, field: CustomField) -> None:
    if not field_store.edit_field(connection, field):
        raise Conflict("conflict", None, what=f"field {field.key}")


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Invalid(problems)
