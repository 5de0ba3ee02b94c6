"""The only place that runs an import: files in, tickets and a report out.

Everything that can be refused as a whole is refused before the first row is stored. Rows are
stored in batches, each in its own transaction: a cancel or a kill loses the batch that is under
way and no other, and the same import begun again goes on where it stopped, because a known
identity is left alone.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.column_template import Getter
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.errors import NotAllowed, Problem, ProblemCode, Severity
from helpdesk_desktop.domain.formula_guard import unguarded
from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7
from helpdesk_desktop.domain.import_values import ColumnGuess
from helpdesk_desktop.domain.people import Directory, Right, Viewer
from helpdesk_desktop.domain.phone import DEFAULT_REGION
from helpdesk_desktop.services.imports.batches import Batches, Fates, Memory
from helpdesk_desktop.services.imports.byte_source import DEFAULT_MAX_BYTES
from helpdesk_desktop.services.imports.column_guess import guess_columns
from helpdesk_desktop.services.imports.custom_columns import CustomColumns, Make, describe_only
from helpdesk_desktop.services.imports.dates import date_order
from helpdesk_desktop.services.imports.import_map import ImportMap, load_map
from helpdesk_desktop.services.imports.made_owners import MadeOwners
from helpdesk_desktop.services.imports.mapping import MappedFile, load_lookups, map_files, own_map
from helpdesk_desktop.services.imports.owner_differences import DifferenceTally
from helpdesk_desktop.services.imports.report import FileReport, ImportReport, Tally
from helpdesk_desktop.services.imports.row_plan import EXTERNAL_ID_LIMIT, INSTANTS, RowPlan
from helpdesk_desktop.services.imports.seen_rows import SeenRows
from helpdesk_desktop.services.imports.untaken_columns import untaken_columns
from helpdesk_desktop.services.lost_values import warnings_of
from helpdesk_desktop.storage import fill_store, import_store, people_store
from helpdesk_desktop.storage.activity_store import Deed
from helpdesk_desktop.storage.column_types import to_microseconds
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.import_fields import make_fields
from helpdesk_desktop.storage.import_store import Import, ImportRow

# One transaction: about 0.4 s, which other writers can wait. With 2,000 an import takes a tenth
# longer: SQLite's word index is merged at every commit.
BATCH_ROWS = 5_000
# Fewer new rows leave the planner's figures as good as they were.
_ANALYZED_FROM_ROWS = 2_000
_LOADED_TABLES = ("ticket", "ticket_text", "ticket_cc", "ticket_value", "contact", "contact_point")


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import has come: the file it reads, its rows so far, the rows of all files.

    `so_far` tells of the file's rows what is decided and, but in a dry run, stored for good.
    """

    file: str
    file_rows: int
    all_rows: int
    so_far: FileReport


Progress = Callable[[ImportProgress], None]
# The name of a file, and what is to be said of it before its first row is stored.
Warned = Callable[[str, Sequence[Problem]], None]


def import_files(
    database: Database,
    viewer: Viewer,
    files: Sequence[Path],
    *,
    now: datetime,
    zone: ZoneInfo,
    preset: str | None = None,
    map_file: Path | None = None,
    chosen: ImportMap | None = None,
    sheet: str = "",
    guesses: Sequence[ColumnGuess] = (),
    dry_run: bool = False,
    update: bool = False,
    max_bytes: int = DEFAULT_MAX_BYTES,
    default_region: str = DEFAULT_REGION,
    progress: Progress | None = None,
    warned: Warned | None = None,
    cancel: Cancellation | None = None,
) -> ImportReport:
    """Import the tickets of some files; what is known already is left alone, or updated.

    The map is that of `map_file`, or `chosen`, or the preset's, or that of the preset that fits.
    Of workbooks `sheet` is read, or else the one that the map names.
    `guesses` are those of all columns of the one file, where it was looked at before. `warned` is
    told of columns that are not taken, before anything is stored.

    Raises:
        NotAllowed: the viewer's role may not create (or, to update, edit).
        BadUsage: the map or preset cannot be used, or none fits.
        Unavailable, Damaged: a file cannot be read; nothing was stored.
        Cancelled: whole batches stay stored.
    """
    if not viewer.may(Right.CREATE):
        raise NotAllowed("not_allowed", action="import tickets")
    if update and not viewer.may(Right.EDIT):
        raise NotAllowed("not_allowed", action="change tickets")
    cancel = cancel or Cancellation()
    if map_file is not None:
        chosen = load_map(map_file)
    mapped = map_files(
        files, preset=preset, chosen=chosen, sheet=sheet, cancel=cancel, max_bytes=max_bytes
    )
    with database.reading(cancel) as connection:
        directory = people_store.load_directory(connection, viewer.agent_id)
    run = _Run(
        database=database,
        viewer=viewer,
        directory=directory,
        now=now,
        zone=zone,
        region=default_region,
        files=files,
        max_bytes=max_bytes,
        cancel=cancel,
        progress=progress or (lambda _: None),
        is_dry=dry_run,
        is_update=update,
        custom=CustomColumns.of(directory, None),
    )
    imports = [_FileImport(run, one) for one in mapped]
    if viewer.may(Right.MANAGE_FIELDS):
        run.custom.make = describe_only if dry_run else _maker(database, imports)
        run.custom.add([guess for one in imports for guess in one.guesses(guesses)])
    for one in imports:
        one.warn(warned)
    reports = [one.run() for one in imports]
    report = ImportReport(dry_run, tuple(reports))
    if report.totals.created >= _ANALYZED_FROM_ROWS and not dry_run:
        database.write(lambda connection: fill_store.analyze(connection, _LOADED_TABLES))
    return report


def _maker(database: Database, imports: "Sequence[_FileImport]") -> Make:
    def make(wanted: Sequence[CustomField]) -> Sequence[CustomField]:
        def work(connection: Connection) -> Sequence[CustomField]:
            # Two imports of one file at once: the second finds what the first made.
            import_store.lock_counter(connection)
            return make_fields(connection, wanted, imports[0].deed)

        return database.write(work)

    return make


@dataclass(slots=True)
class _Run:
    """What all files of one import share."""

    database: Database
    viewer: Viewer
    directory: Directory
    now: datetime
    zone: ZoneInfo
    region: str
    files: Sequence[Path]
    max_bytes: int
    cancel: Cancellation
    progress: Progress
    is_dry: bool
    is_update: bool
    custom: CustomColumns
    memory: Memory = field(default_factory=Memory)
    rows: int = 0


class _FileImport:
    """One file on its way in."""

    def __init__(self, run: _Run, mapped: MappedFile) -> None:
        self._run = run
        self._mapped = mapped
        self._map: ImportMap = mapped.import_map
        self._reader = mapped.opened.reader
        self._tally = Tally()
        self._seen = SeenRows()
        self._order: str | None = None
        self._batch: list[ImportRow] = []
        self._is_all_known = False
        self._told_rows = 0
        self._made = MadeOwners.of(run.directory.custom_fields, self._map.constants)
        self._differences = DifferenceTally()
        self._import = Import(
            source=mapped.source,
            deed=Deed(int(run.viewer.agent_id), run.now, uuid7(run.now, os.urandom(RANDOM_BYTES))),
            viewer=run.viewer,
        )
        self._plan = RowPlan(
            self._map,
            self._reader.columns,
            run.directory,
            zone=run.zone,
            region=run.region,
            order_of=self._order_of,
            lookups=load_lookups(mapped, run.files, run.cancel, max_bytes=run.max_bytes),
            now_us=to_microseconds(run.now),
            encoding_name=mapped.opened.encoding.name if mapped.opened.encoding.is_lenient else "",
            custom=run.custom,
            owners=self._made,
            is_own_export=own_map(self._reader.columns) is not None,
        )
        self._batches = Batches(
            self._import, self._plan, self._made, run.custom, run.memory,
            is_update=run.is_update,
        )  # fmt: skip

    @property
    def deed(self) -> Deed:
        """Who imports, and when."""
        return self._import.deed

    def guesses(self, looked: Sequence[ColumnGuess]) -> tuple[ColumnGuess, ...]:
        """What the columns would become that shall be custom fields and are none yet.

        The file is read for it once, unless it was `looked` at before.
        """
        plan, columns = self._plan, self._reader.columns
        known = self._run.custom
        named = [name for name in plan.cells.of_tickets if known.find(name) is None]
        new = [name for _, name in plan.custom_columns(columns) if known.find(name) is None]
        if not (named or new or self._may_grow):
            return ()
        found = tuple(looked)
        if not found or named:
            forced = self._map.options.date_order
            found = guess_columns(
                self._records(),
                columns,
                more=[(name, plan.cells.of_tickets[name]) for name in named],
                order=None if forced == "auto" else forced,
            )
        wanted = {*named, *(name for _, name in plan.custom_columns(columns))}
        mine = tuple(guess for guess in found if guess.column in wanted)
        plan.take_orders(mine)
        self._tally.add([
            Problem(
                ProblemCode.BAD_DATE, "ambiguous_date", {"value": guess.doubtful_date}, None, None,
                guess.column, Severity.WARNING,
            )
            for guess in mine
            if guess.doubtful_date
        ])  # fmt: skip
        return mine

    def warn(self, warned: Warned | None) -> None:
        """Say which columns are not taken, once it is known which fields there are."""
        problems = untaken_columns(
            self._plan, self._reader.columns, self._records(),
            custom=self._run.custom, made=self._made, may_grow=self._may_grow,
        )  # fmt: skip
        self._tally.add(problems)
        if problems and warned is not None:
            warned(self._mapped.opened.path.name, problems)

    @property
    def _may_grow(self) -> bool:
        # Every object of JSON may bring a column of its own.
        return self._mapped.opened.delimiter is None and "*" in self._map.options.custom

    def _records(self) -> Iterator[list[str]]:
        is_own = self._mapped.opened.is_own_export
        for one in self._reader.records(self._run.cancel):
            if one.problem is None:
                yield [unguarded(cell) for cell in one.cells] if is_own else one.cells

    def run(self) -> FileReport:
        """Take every record; a rejected one costs no other."""
        columns = self._reader.columns
        custom = self._plan.custom_columns(columns)
        width = len(columns)
        is_own = self._mapped.opened.is_own_export
        for record in self._reader.records(self._run.cancel):
            if self._tally.counts["rows"] - self._told_rows >= BATCH_ROWS:
                self._tell()  # so many rejections in a row
            if len(columns) != width:
                # A JSON record brought a new column.
                width = len(columns)
                custom = self._plan.custom_columns(columns)
            if record.problem is not None:
                self._reject(replace(record.problem, line=record.line))
                continue
            if record.notes:
                self._tally.add(record.notes)
            cells = [unguarded(cell) for cell in record.cells] if is_own else record.cells
            self._take(record.line, record.cells, cells, custom)
        self._flush()
        report = self._report()
        self._run.rows += report.totals.rows
        return report

    def _take(
        self, line: int, raw: list[str], cells: list[str], custom: list[tuple[int, str]]
    ) -> None:
        external_id = self._plan.external_id(cells)
        if external_id:
            if first := self._seen.get(external_id):
                self._tally.row("duplicate")
                problem = Problem(
                    ProblemCode.DUPLICATE, "duplicate_row", {"first": first}, "external_id", line,
                    self._plan.column_of("external_id"), Severity.WARNING,
                )  # fmt: skip
                self._tally.add([problem])
                return
            if len(external_id) > EXTERNAL_ID_LIMIT:
                values = {
                    "label": "External id", "limit": EXTERNAL_ID_LIMIT, "count": len(external_id)
                }  # fmt: skip
                column = self._plan.column_of("external_id")
                self._reject(
                    Problem(ProblemCode.TOO_LONG, "too_long", values, "external_id", line, column)
                )
                return
        problems: list[Problem] = []
        row = self._plan.prepare(line, external_id or self._made_id(raw), cells, custom, problems)
        if problems:
            self._tally.add(problems)
        if row is None:
            self._tally.row("rejected")
            return
        if external_id:
            self._seen.put(external_id, line)
        self._batch.append(row)
        if len(self._batch) >= BATCH_ROWS:
            self._flush()

    def _made_id(self, raw: list[str]) -> str:
        # Without an id the row's content is its identity, and its number among equal rows.
        content = self._reader.identity(raw).encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(content).hexdigest()
        occurrence = self._seen.get(digest) + 1
        self._seen.put(digest, occurrence)
        return f"{digest}-{occurrence}"

    def _reject(self, *problems: Problem) -> None:
        self._tally.row("rejected")
        self._tally.add(list(problems))

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if batch:
            fates = self._write(batch)
            self._batches.keep(fates)
            self._differences.add(fates.differences)
            for fate, count in (
                ("created", fates.created),
                ("updated", fates.updated),
                ("unchanged", fates.unchanged),
            ):
                self._tally.rows(fate, count)
            for row in fates.refused:
                self._reject(*row.missing)
            self._tally.add(warnings_of(fates.lost, self._plan.column_of))
            if fates.first_serial is not None:
                self._tally.created(fates.first_serial, fates.first_serial + fates.created - 1)
            self._is_all_known = fates.created == 0 and fates.updated == 0
        self._tell()
        self._run.cancel.check()

    def _tell(self) -> None:
        self._told_rows = self._tally.counts["rows"]
        self._run.progress(
            ImportProgress(
                self._mapped.opened.path.name,
                self._tally.counts["rows"],
                self._run.rows + self._tally.counts["rows"],
                self._report(),
            )
        )

    def _write(self, batch: list[ImportRow]) -> Fates:
        run = self._run
        if run.is_dry:
            with run.database.reading(run.cancel) as connection:
                return self._batches.look(connection, batch)
        if self._is_all_known and not run.is_update:
            # The batch before was known: likely this one is too, and then nothing need be locked.
            ids = [row.external_id for row in batch]
            with run.database.reading(run.cancel) as connection:
                known = import_store.find_known(connection, self._import.source, ids)
            if len(known) == len(batch):
                return Fates(None, 0, 0, len(batch), run.memory.learnt)
        return run.database.write(lambda connection: self._batches.store(connection, batch))

    def _order_of(self, field: str, getter: Getter) -> str:
        forced = self._map.options.date_order
        if forced != "auto":
            return forced
        texts = (
            getter(record.cells)
            for record in self._reader.records(self._run.cancel)
            if record.problem is None
        )
        order, is_ambiguous, example = date_order(texts)
        if is_ambiguous:
            problem = Problem(
                ProblemCode.BAD_DATE, "ambiguous_date", {"value": example}, field, None,
                self._plan.column_of(field), Severity.WARNING,
            )  # fmt: skip
            self._tally.add([problem])
        if self._order is None:
            self._order = order
        return order

    def _report(self) -> FileReport:
        opened = self._mapped.opened
        forced = self._map.options.date_order
        order = self._order if forced == "auto" else forced
        if order is None and self._plan.fields & set(INSTANTS):
            order = "ymd"
        # They change their counts until the last row.
        differences = [
            replace(one, column=self._plan.column_of(one.field or ""))
            for one in self._differences.problems()
        ]
        totals = self._tally.totals
        return FileReport(
            file=opened.path.name,
            preset=self._mapped.preset,
            encoding=opened.encoding.name,
            delimiter=opened.delimiter,
            date_order=order,
            totals=replace(totals, warnings=totals.warnings + len(differences)),
            first_serial=self._tally.first_serial,
            last_serial=self._tally.last_serial,
            # A batch is judged after its rows were read.
            problems=tuple(
                sorted((*self._tally.problems, *differences), key=lambda one: one.line or 0)
            ),
            problems_left_out=self._tally.left_out,
        )
