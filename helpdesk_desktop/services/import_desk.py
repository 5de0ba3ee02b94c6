"""The only door to imports for the window: look, map, try, run, and keep what was mapped.

Every method may take as long as its file is large: it checks its cancellation about once a
megabyte. Nothing of a file is kept in memory but its first rows, cut for display.
"""

from dataclasses import asdict, replace
from pathlib import Path

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import (
    BadUsage,
    Cancelled,
    HelpdeskError,
    Invalid,
    Problem,
    ProblemCode,
    Unavailable,
)
from helpdesk_desktop.domain.import_values import (
    AUTO,
    FieldWords,
    FileLook,
    Heard,
    ImportMapping,
    ImportOutcome,
    ImportPreset,
    ImportTotals,
    LookRow,
    Reading,
    RowsHeard,
)
from helpdesk_desktop.services.imports import presets, user_presets
from helpdesk_desktop.services.imports.import_map import ImportMap
from helpdesk_desktop.services.imports.importer import ImportProgress, import_files
from helpdesk_desktop.services.imports.map_values import map_of, mapping_of, options_of
from helpdesk_desktop.services.imports.mapping import OWN
from helpdesk_desktop.services.imports.preview import Preview, preview
from helpdesk_desktop.services.imports.report import FileReport
from helpdesk_desktop.services.imports.report_file import write_report
from helpdesk_desktop.services.imports.words import count_words
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage.failures import file_error

# Read in 20 ms; more than any first 20 rows.
HEAD_BYTES = 1 << 20
# Below it the whole file is read as fast as its head: 40 ms.
_SMALL_BYTES = 4 << 20
_CELL_SHOWN = 300
_SOURCE_LIMIT = 64


class DeskImports:
    """Imports into one desk; see `contracts.Imports`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def glance(self, path: str, reading: Reading) -> FileLook | None:
        """The beginning of a large file, at once; None where only the whole file tells.

        Raises:
            Unavailable: the file cannot be read.
        """
        file = _file(path)
        if _stamp(file)[0] <= _SMALL_BYTES:
            return None
        try:
            found = preview(file, options=options_of(reading), head_bytes=HEAD_BYTES)
        except Unavailable:
            raise
        except HelpdeskError:
            # Cut off in the middle it may look broken; the whole file decides.
            return None
        return _look(file, found, reading, is_whole=False)

    def look(
        self, path: str, reading: Reading, cancel: Cancellation, heard: Heard | None = None
    ) -> FileLook:
        """How the file would be read, told from all of it.

        Raises:
            Unavailable, Damaged, BadUsage: it cannot be read, or not in this way.
        """
        file = _file(path)
        found = preview(file, options=options_of(reading), cancel=cancel, heard=heard)
        return _look(file, found, reading, is_whole=True)

    def words(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: Heard | None = None,
    ) -> tuple[FieldWords, ...]:
        """By field of choices that a column fills, the file's words.

        Raises:
            Unavailable, Damaged, BadUsage: as `look`.
        """
        with self._session.database.reading(cancel) as connection:
            directory = self._session.directory(connection)
        return count_words(_file(look.path), map_of(mapping), directory, cancel=cancel, heard=heard)

    def dry_run(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: RowsHeard | None = None,
        *,
        is_update: bool = False,
    ) -> ImportOutcome:
        """What an import would do, with every problem; nothing is stored.

        Raises:
            NotAllowed: the role may not create, or not edit.
            Unavailable, Damaged, BadUsage: before the first rows were judged.
        """
        return self._import(look, mapping, cancel, heard, is_update=is_update, is_dry=True)

    def run(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: RowsHeard | None = None,
        *,
        is_update: bool = False,
    ) -> ImportOutcome:
        """Import, in batches that are each stored whole or not at all.

        What ends it early is in the outcome with what was stored until then, a cancel too.

        Raises:
            NotAllowed: the role may not create, or not edit.
            Unavailable, Damaged, BadUsage: before anything was stored.
        """
        return self._import(look, mapping, cancel, heard, is_update=is_update, is_dry=False)

    def presets(self) -> tuple[ImportPreset, ...]:
        """Every preset by name, a person's own first."""
        saved = tuple(
            ImportPreset(one.name, True, _needed(one)) for one in user_presets.saved_presets()
        )
        own = {one.name for one in saved}
        return saved + tuple(
            ImportPreset(one.name, False, one.recognise)
            for one in presets.presets()
            if one.name not in own
        )

    def preset(self, name: str) -> ImportMapping:
        """The mapping of a preset.

        Raises:
            BadUsage, Unavailable: there is none, or it cannot be read.
        """
        return mapping_of(presets.preset_named(name), name)

    def save_preset(
        self, name: str, mapping: ImportMapping, look: FileLook, *, is_replacing: bool = False
    ) -> str:
        """Keep the mapping for files with this header, and answer the file's path.

        Raises:
            Invalid: with one problem of the field `preset`: the name cannot be used or is taken.
            Unavailable: the folder cannot be written.
        """
        name = name.strip()
        if name == OWN or any(one.name == name for one in presets.presets()):
            problem = Problem(ProblemCode.DUPLICATE, "preset_of_program", {"value": name}, "preset")
            raise Invalid((problem,))
        # Records of JSON differ: only what is used can be asked for.
        header = look.columns if look.kind != "json" else _needed(map_of(mapping))
        kept = map_of(mapping, name=name, recognise=header)
        return str(user_presets.save_preset(kept, is_replacing=is_replacing))

    def save_report(self, path: str, look: FileLook, outcome: ImportOutcome) -> None:
        """Write the outcome's problems as CSV; a file that is there is replaced.

        Raises:
            Unavailable, BadUsage: it cannot be written.
        """
        write_report(_file(path), look.name, outcome)

    def _import(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: RowsHeard | None,
        *,
        is_update: bool,
        is_dry: bool,
    ) -> ImportOutcome:
        session = self._session
        file = _file(look.path)
        chosen = map_of(mapping)
        told: list[FileReport] = []

        def progress(one: ImportProgress) -> None:
            told[:] = [one.so_far]
            if heard is not None:
                heard(_totals(one.so_far))

        ended: HelpdeskError | None = None
        try:
            with session.database.reading(cancel) as connection:
                viewer = session.fresh_viewer(connection)
            report = import_files(
                session.database,
                viewer,
                [file],
                now=session.clock.now(),
                zone=session.clock.zone,
                chosen=chosen,
                guesses=() if _has_changed(file, look) else look.guesses,
                dry_run=is_dry,
                update=is_update,
                default_region=session.region,
                progress=progress,
                cancel=cancel,
            )
            told[:] = report.files
        except HelpdeskError as error:
            if not told and not isinstance(error, Cancelled):
                raise
            ended = error
        has_changed = _has_changed(file, look)
        if not told:
            return ImportOutcome(is_dry, ImportTotals(), error=ended, has_file_changed=has_changed)
        one = told[0]
        return ImportOutcome(
            is_dry,
            _totals(one),
            one.problems,
            one.problems_left_out,
            one.first_serial,
            one.last_serial,
            ended,
            has_changed,
        )


def _file(path: str) -> Path:
    # A NUL is a name that no system knows and that Python refuses with an error of its own.
    if not path.strip() or "\0" in path:
        raise BadUsage("no_file", place=path.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    return Path(path).expanduser()


def _stamp(file: Path) -> tuple[int, int]:
    try:
        state = file.stat()
    except FileNotFoundError:
        raise Unavailable("no_file", place=str(file)) from None
    except OSError as error:
        raise file_error(error, str(file)) from error
    return state.st_size, state.st_mtime_ns


def _has_changed(file: Path, look: FileLook) -> bool:
    try:
        return _stamp(file) != look.stamp
    except HelpdeskError:
        return True


def _look(file: Path, found: Preview, reading: Reading, *, is_whole: bool) -> FileLook:
    stamp = _stamp(file)
    suggested = mapping_of(found.suggested, file.stem[:_SOURCE_LIMIT])
    # What was chosen for this file comes before what its preset says.
    wanted = suggested.reading
    suggested = replace(
        suggested,
        reading=Reading(
            wanted.encoding if reading.encoding == AUTO else reading.encoding,
            wanted.delimiter if reading.delimiter == AUTO else reading.delimiter,
            wanted.date_order if reading.date_order == AUTO else reading.date_order,
            reading.sheet or wanted.sheet,
        ),
    )
    forced = None if reading.date_order == AUTO else reading.date_order
    orders = [order for _, order in found.date_orders]
    # A column that needs an order says more than one that is plain.
    told = next((order for order in orders if order != "ymd"), orders[0] if orders else None)
    return FileLook(
        path=str(file),
        name=file.name,
        size=stamp[0],
        encoding=found.encoding,
        is_lenient=found.is_lenient,
        delimiter=found.delimiter,
        kind=found.kind.value,
        sheet=found.sheet,
        sheets=found.sheets,
        columns=found.columns,
        rows=tuple(
            LookRow(one.line, tuple(cell[:_CELL_SHOWN] for cell in one.cells), one.problem)
            for one in found.records
        ),
        suggested=suggested,
        preset=found.preset,
        date_order=forced or told,
        doubtful_date="" if forced else found.doubtful_date,
        is_whole=is_whole,
        stamp=stamp,
        guesses=found.guesses,
    )


def _needed(import_map: ImportMap) -> tuple[str, ...]:
    named = (one for one in import_map.options.custom if one != "*")
    return tuple(dict.fromkeys((*import_map.named_columns, *named)))


def _totals(report: FileReport) -> ImportTotals:
    return ImportTotals(**asdict(report.totals))
