"""The only place that decides what becomes of a batch of rows, and stores it or only tells.

A dry run makes the same decisions in the same order and stores nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.services.imports.custom_columns import CustomColumns
from helpdesk_desktop.services.imports.foreseen_owners import ForeseenOwners
from helpdesk_desktop.services.imports.made_owners import MadeOwners
from helpdesk_desktop.services.imports.owner_differences import (
    Difference,
    foreseen_differences,
    stored_differences,
)
from helpdesk_desktop.services.imports.row_plan import RowPlan
from helpdesk_desktop.services.imports.seen_rows import SeenRows
from helpdesk_desktop.storage import import_store, import_update
from helpdesk_desktop.storage.contact_finding import find_contacts
from helpdesk_desktop.storage.contact_heads import Heads
from helpdesk_desktop.storage.contact_wish import LostValues
from helpdesk_desktop.storage.import_contacts import Making, foresee_contacts
from helpdesk_desktop.storage.import_store import Import, ImportRow, Learnt
from helpdesk_desktop.storage.import_update import Updated

# Of no row.
NO_CONTACTS: Mapping[int, int | None] = {}


@dataclass(slots=True)
class Memory:
    """What the batches before tell the next one, over all files of an import."""

    learnt: Learnt = field(default_factory=Learnt)
    # Whom the batches that are stored made, where a file gives values for them.
    owners: Making = field(default_factory=Making)
    # A dry run stores nothing, so it remembers what earlier rows would have made: by source, and
    # contacts and companies.
    made: dict[str, SeenRows] = field(default_factory=dict)
    foreseen: ForeseenOwners = field(default_factory=ForeseenOwners)
    heads: Heads = field(default_factory=Heads)


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of one batch; `memory` is to know `learnt` and `making` once it is stored."""

    first_serial: int | None
    created: int
    updated: int
    unchanged: int
    learnt: Learnt
    refused: Sequence[ImportRow] = ()
    differences: Sequence[Difference] = ()
    making: Making = field(default_factory=Making)
    lost: Sequence[LostValues] = ()


@dataclass(frozen=True, slots=True)
class Batches:
    """Decides on the batches of one file."""

    run: Import
    plan: RowPlan
    made: MadeOwners
    custom: CustomColumns
    memory: Memory
    is_update: bool

    def store(self, connection: Connection, batch: Sequence[ImportRow]) -> Fates:
        """Store what is new, and with an update what differs."""
        import_store.lock_counter(connection)
        known = self._known(connection, batch)
        new = [row for row in batch if row.external_id not in known and not row.missing]
        refused = [row for row in batch if row.external_id not in known and row.missing]
        foreseen, making = ForeseenOwners(), Making()
        if self.made.may_lack:
            new, lacking = self._parted(connection, new, foreseen)
            refused += lacking
        stored = import_store.store(connection, new, self.run, self.memory.learnt, making)
        taken, keeping = new, NO_CONTACTS
        learnt, updated, lost = stored.learnt, 0, stored.lost
        if known and self.is_update:
            learnt = learnt.copy()
            old = [(known[row.external_id], row) for row in batch if row.external_id in known]
            if self.made.may_lack:
                old, lacking = self._parted_known(connection, old, foreseen, learnt)
                refused += lacking
            done = import_update.update_rows(
                connection, old, self.run, learnt, making,
                fields=self.plan.fields, custom=self._ticket_fields,
            )  # fmt: skip
            updated = done.changed
            refused += self._left_out(done)
            lost += done.lost
            taken, keeping = [*new, *_without([row for _, row in old], done)], done.keeping
        import_store.announce(connection, self.run, stored, updated)
        differences: list[Difference] = []
        if self.plan.cells.of_owners:
            differences = stored_differences(
                connection, self.run.viewer, taken, making, made=self.memory.owners,
                keeping=keeping,
            )  # fmt: skip
        unchanged = len(batch) - len(new) - updated - len(refused)
        return Fates(
            stored.first_serial, len(new), updated, unchanged, learnt, refused, differences, making,
            lost,
        )  # fmt: skip

    def look(self, connection: Connection, batch: Sequence[ImportRow]) -> Fates:
        """Tell what storing it would do."""
        made = self.memory.made.setdefault(self.run.source, SeenRows())
        foreseen, viewer = self.memory.foreseen, self.run.viewer
        foreseen.begin()
        # Nothing of an earlier batch is stored: who it would make is not asked for again.
        is_foreseeing = self.made.may_lack or bool(self.plan.cells.of_owners)
        updated = 0
        known = self._known(connection, batch)
        new = [row for row in batch if row.external_id not in known]
        new = [row for row in new if not made.get(row.external_id)]
        refused = [row for row in new if row.missing]
        new = [row for row in new if not row.missing]
        if is_foreseeing:
            new, lacking = self._parted(connection, new, foreseen)
            refused += lacking
        taken, keeping = new, NO_CONTACTS
        wishes = import_store.wishes_of(new)
        contacts = find_contacts(connection, viewer, wishes)
        foresee_contacts(viewer, wishes, contacts, self.memory.heads)
        lost = import_store.lost_values(new, contacts)
        if known and self.is_update:
            old = [(known[row.external_id], row) for row in batch if row.external_id in known]
            if is_foreseeing:
                old, lacking = self._parted_known(
                    connection, old, foreseen, self.memory.learnt, self.memory.heads
                )
                refused += lacking
            done = import_update.count_different(
                connection, old, fields=self.plan.fields, viewer=viewer,
                custom=self._ticket_fields, heads=self.memory.heads,
            )  # fmt: skip
            updated = done.changed
            refused += self._left_out(done)
            lost += done.lost
            taken, keeping = [*new, *_without([row for _, row in old], done)], done.keeping
            contacts = {**done.contacts, **contacts}
        differences: list[Difference] = []
        if self.plan.cells.of_owners:
            differences = foreseen_differences(
                connection, viewer, taken, foreseen, contacts, keeping=keeping
            )
        for row in new:
            made.put(row.external_id, row.line)
        unchanged = len(batch) - len(new) - updated - len(refused)
        return Fates(
            None, len(new), updated, unchanged, self.memory.learnt, refused, differences, lost=lost
        )

    def keep(self, fates: Fates) -> None:
        """Remember what came of a batch that is stored."""
        self.memory.learnt = fates.learnt
        fates.learnt.contacts.keep()
        if self.plan.cells.of_owners:
            self.memory.owners.made_contacts |= fates.making.made_contacts
            self.memory.owners.made_companies |= fates.making.made_companies

    def _parted(
        self, connection: Connection, rows: Sequence[ImportRow], foreseen: ForeseenOwners
    ) -> tuple[list[ImportRow], list[ImportRow]]:
        made = self.memory.learnt.contacts
        return self.made.parted(connection, self.run.viewer, rows, foreseen, made)

    def _parted_known(
        self,
        connection: Connection,
        known: Sequence[tuple[int, ImportRow]],
        foreseen: ForeseenOwners,
        learnt: Learnt,
        heads: Heads | None = None,
    ) -> tuple[list[tuple[int, ImportRow]], list[ImportRow]]:
        # Where the contact stays, none is made that could lack something.
        viewer = self.run.viewer
        going = import_update.find_going(
            connection, known, fields=self.plan.fields, viewer=viewer, made=learnt.contacts,
            heads=heads,
        )  # fmt: skip
        asked = [row for serial, row in known if serial in going]
        _, refused = self.made.parted(connection, viewer, asked, foreseen, learnt.contacts)
        lines = {row.line for row in refused}
        return [pair for pair in known if pair[1].line not in lines], refused

    def _known(self, connection: Connection, batch: Sequence[ImportRow]) -> dict[str, int]:
        ids = (row.external_id for row in batch)
        return import_store.find_known(connection, self.run.source, ids)

    @property
    def _ticket_fields(self) -> tuple[CustomField, ...]:
        return tuple(self.custom.fields.values())

    def _left_out(self, done: Updated) -> list[ImportRow]:
        # One sentence for all that are not in the list, so that it tells nobody which they are.
        problem = Problem(
            ProblemCode.NOT_FOUND, "update_unseen", {}, "external_id", None,
            self.plan.column_of("external_id"),
        )  # fmt: skip
        return [
            *done.refused,
            *(row._replace(missing=(replace(problem, line=row.line),)) for row in done.unseen),
        ]


def _without(rows: Sequence[ImportRow], done: Updated) -> list[ImportRow]:
    left_out = {row.external_id for row in (*done.refused, *done.unseen)}
    return [row for row in rows if row.external_id not in left_out]
