"""The only place that decides what becomes of a batch of rows, and stores it or only tells.

A dry run makes the same decisions in the same order and stores nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.people import Viewer
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
from helpdesk_desktop.storage.import_contacts import Making
from helpdesk_desktop.storage.import_store import Import, ImportRow, Learnt
from helpdesk_desktop.storage.import_update import Updated


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


@dataclass(frozen=True, slots=True)
class Batches:
    """Decides on the batches of one file."""

    run: Import
    viewer: Viewer
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
            new, lacking = self.made.parted(connection, new, foreseen)
            refused += lacking
        stored = import_store.store(connection, new, self.run, self.memory.learnt, making)
        taken = new
        learnt, updated = stored.learnt, 0
        if known and self.is_update:
            learnt = learnt.copy()
            there = [row for row in batch if row.external_id in known]
            if self.made.may_lack:
                there, lacking = self.made.parted(connection, there, foreseen)
                refused += lacking
            old = [(known[row.external_id], row) for row in there]
            done = import_update.update_rows(
                connection, old, self.run, learnt, making,
                fields=self.plan.fields, viewer=self.viewer, custom=self._ticket_fields,
            )  # fmt: skip
            updated = done.changed
            refused += self._left_out(done)
            taken = [*new, *_without(there, done)]
        import_store.announce(connection, self.run, stored, updated)
        differences: list[Difference] = []
        if self.plan.cells.of_owners:
            differences = stored_differences(
                connection, self.viewer, taken, making, self.memory.owners
            )
        unchanged = len(batch) - len(new) - updated - len(refused)
        return Fates(
            stored.first_serial, len(new), updated, unchanged, learnt, refused, differences, making
        )

    def look(self, connection: Connection, batch: Sequence[ImportRow]) -> Fates:
        """Tell what storing it would do."""
        made = self.memory.made.setdefault(self.run.source, SeenRows())
        foreseen = self.memory.foreseen
        # Nothing of an earlier batch is stored: who it would make is not asked for again.
        is_foreseeing = self.made.may_lack or bool(self.plan.cells.of_owners)
        updated = 0
        known = self._known(connection, batch)
        new = [row for row in batch if row.external_id not in known]
        new = [row for row in new if not made.get(row.external_id)]
        refused = [row for row in new if row.missing]
        new = [row for row in new if not row.missing]
        if is_foreseeing:
            new, lacking = self.made.parted(connection, new, foreseen)
            refused += lacking
        taken = new
        if known and self.is_update:
            there = [row for row in batch if row.external_id in known]
            if is_foreseeing:
                there, lacking = self.made.parted(connection, there, foreseen)
                refused += lacking
            old = [(known[row.external_id], row) for row in there]
            done = import_update.count_different(
                connection, old, fields=self.plan.fields, viewer=self.viewer,
                custom=self._ticket_fields,
            )  # fmt: skip
            updated = done.changed
            refused += self._left_out(done)
            taken = [*new, *_without(there, done)]
        differences: list[Difference] = []
        if self.plan.cells.of_owners:
            differences = foreseen_differences(connection, self.viewer, taken, foreseen)
        for row in new:
            made.put(row.external_id, row.line)
        unchanged = len(batch) - len(new) - updated - len(refused)
        return Fates(None, len(new), updated, unchanged, self.memory.learnt, refused, differences)

    def keep(self, fates: Fates) -> None:
        """Remember what came of a batch that is stored."""
        self.memory.learnt = fates.learnt
        if self.plan.cells.of_owners:
            self.memory.owners.made_contacts |= fates.making.made_contacts
            self.memory.owners.made_companies |= fates.making.made_companies

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
