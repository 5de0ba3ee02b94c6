"""The only place that says what each command does: services are called, answers are written."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from helpdesk_desktop import bootstrap
from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.backup_commands import run_backup, run_check, run_restore
from helpdesk_desktop.cli.doctor_command import run_doctor
from helpdesk_desktop.cli.field_commands import run_fields
from helpdesk_desktop.cli.file_command import write_list
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.cli.progress_line import ProgressLine
from helpdesk_desktop.cli.run_log import RunLog
from helpdesk_desktop.cli.settings_command import run_settings, say_notices
from helpdesk_desktop.cli.team_commands import run_team
from helpdesk_desktop.cli.ticket_commands import run_create, run_edit, run_show
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import parse_sort
from helpdesk_desktop.domain.errors import BadUsage, NotAllowed, Problem
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import DEFAULT_SORT, FilterSpec
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.phone import is_region
from helpdesk_desktop.domain.records import row_record
from helpdesk_desktop.services import exports, fill, listing
from helpdesk_desktop.services.export_right import require_export
from helpdesk_desktop.services.imports import importer

# A uid counts milliseconds from 1970; beyond the end there is room for due dates and time zones.
_FIRST_NOW = datetime(1970, 1, 1, tzinfo=UTC)
_END_OF_NOW = datetime(9000, 1, 1, tzinfo=UTC)


def request_of(asked: argparse.Namespace) -> bootstrap.DeskRequest:
    """Which desk the words ask for.

    Raises:
        BadUsage: `--now` is no instant, or `--region` no region.
    """
    return bootstrap.DeskRequest(
        database=getattr(asked, "database", None),
        as_login=getattr(asked, "as_login", None),
        password_file=getattr(asked, "password_file", None),
        time_zone=getattr(asked, "tz", None),
        now=_instant(getattr(asked, "now", None)),
        region=_region(getattr(asked, "region", None)),
        ask_password=_ask_password,
    )


def run(asked: argparse.Namespace, out: Output) -> int:
    """Do what was asked and answer the exit code.

    Raises:
        HelpdeskError: nothing was done, or not all of it.
    """
    with RunLog(asked):
        return _run(asked, out)


def _run(asked: argparse.Namespace, out: Output) -> int:
    # A list alone has rows.
    if answers.format_of(asked) in {"csv", "xlsx"} and asked.command != "list":
        raise BadUsage("csv_of_lists", format=answers.format_of(asked))
    if asked.command == "settings":
        return run_settings(asked, out)
    say_notices()
    makes_database = {"init": _init, "fill": _fill}.get(asked.command)
    if makes_database is not None:
        return makes_database(asked, out)
    # What is of use where no desk can be opened.
    for_it = {"backup": run_backup, "restore": run_restore, "doctor": run_doctor}.get(asked.command)
    if for_it is not None:
        return for_it(asked, request_of(asked), out)
    command: Callable[[argparse.Namespace, bootstrap.OpenDesk, Output], int] = {
        "import": _import,
        "list": _list,
        "count": _count,
        "show": run_show,
        "create": run_create,
        "edit": run_edit,
        "agents": run_team,
        "groups": run_team,
        "roles": run_team,
        "types": run_team,
        "fields": run_fields,
        "check": run_check,
    }[asked.command]
    with _desk(asked) as desk:
        return command(asked, desk, out)


@contextmanager
def _desk(asked: argparse.Namespace) -> Iterator[bootstrap.OpenDesk]:
    desk = bootstrap.open_desk(request_of(asked))
    try:
        yield desk
    finally:
        desk.close()


def _init(asked: argparse.Namespace, out: Output) -> int:
    request = request_of(asked)
    is_new = bootstrap.init_database(request)
    place = bootstrap.database_address(request).place
    if answers.is_json(asked):
        answers.write_json({"place": place, "created": is_new}, out)
    else:
        text = "Made the database" if is_new else "There is a database already; left as it is"
        answers.write_line(f"{text}: {place}", out)
    return answers.EXIT_DONE


def _fill(asked: argparse.Namespace, out: Output) -> int:
    desk = bootstrap.create_or_open(request_of(asked))
    try:
        if not desk.viewer.is_administrator:
            raise NotAllowed("not_allowed", action="fill the database")
        with _Progress("filling") as said:
            report = fill.fill(
                desk.session.database,
                tickets=asked.tickets,
                seed=asked.seed,
                now=desk.clock.now(),
                progress=said,
                cancel=Cancellation(),
            )
    finally:
        desk.close()
    if answers.is_json(asked):
        answers.write_json({name: getattr(report, name) for name in report.__slots__}, out)
    else:
        answers.write_line(
            f"Added {report.tickets:,} tickets (#{report.first_serial} to #{report.last_serial}), "
            f"{report.contacts:,} contacts, {report.agents} agents, {report.notes:,} notes, "
            f"{report.calls:,} calls.",
            out,
        )
    return answers.EXIT_DONE


def _import(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    with _Progress("importing") as said:
        report = importer.import_files(
            desk.session.database,
            desk.viewer,
            [Path(file) for file in asked.files],
            now=desk.clock.now(),
            zone=desk.clock.zone,
            preset=asked.preset,
            sheet=asked.sheet or "",
            map_file=Path(asked.map_file) if asked.map_file else None,
            dry_run=asked.dry_run,
            update=asked.update,
            max_bytes=asked.max_bytes,
            default_region=desk.session.region,
            progress=lambda progress: said(progress.all_rows, 0),
            warned=_say_untaken,
        )
    if answers.is_json(asked):
        answers.write_json(report.as_json(), out)
        return report.exit_code
    for one in report.files:
        answers.write_line(f"{one.file}: {_totals(one.totals.as_json())}", out)
        for problem in one.problems:
            place = f"line {problem.line}" if problem.line else "file"
            column = f", {problem.column}" if problem.column else ""
            answers.write_line(f"  {place}{column}: {problem.severity}: {problem.message}", out)
        if one.problems_left_out:
            answers.write_line(f"  and {one.problems_left_out:,} more", out)
    if len(report.files) > 1:
        answers.write_line(f"all files: {_totals(report.totals.as_json())}", out)
    if asked.dry_run:
        answers.write_line("This was a dry run: nothing was stored.", out)
    return report.exit_code


def _say_untaken(file: str, problems: Sequence[Problem]) -> None:
    # Before the first row is stored: whoever reads it can still stop.
    for one in problems:
        answers.say(f"{file}: column {one.column}: {one.message}")


def _totals(totals: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in totals.items())


def _spec(asked: argparse.Namespace, directory: Directory) -> FilterSpec:
    sort = getattr(asked, "sort", None)
    return FilterSpec(
        filter=parse(" ".join(asked.query), directory),
        sort=DEFAULT_SORT if sort is None else parse_sort(sort, directory),
    )


def _list(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    if asked.output is not None or answers.format_of(asked) == "xlsx":
        return write_list(asked, desk, out, _spec)
    directory = desk.directory()
    columns = listing.columns_of(asked.columns, directory)
    found = listing.list_rows(
        desk.session,
        _spec(asked, directory),
        columns,
        Cancellation(),
        limit=asked.limit,
        offset=asked.offset,
    )
    if answers.format_of(asked) != "text":
        left = max(found.total - asked.offset, 0)
        require_export(desk.viewer, min(left, asked.limit) if asked.limit else left)
    match answers.format_of(asked):
        case "csv":
            exports.write_csv(found.rows, columns, directory, out)
        case "json":
            exports.write_json(
                found.rows,
                columns,
                directory,
                out,
                total=found.total,
                offset=asked.offset,
                limit=asked.limit,
            )
        case _:
            records = (row_record(row, extras, columns, directory) for row, extras in found.rows)
            shown = answers.write_table(columns, records, out)
            answers.say(f"{shown:,} of {found.total:,} tickets")
    return answers.EXIT_DONE


def _count(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    count = desk.tickets.count(_spec(asked, desk.directory()), Cancellation())
    if answers.is_json(asked):
        answers.write_json({"count": count}, out)
    else:
        answers.write_line(str(count), out)
    return answers.EXIT_DONE


def _instant(word: str | None) -> datetime | None:
    if word is None:
        return None
    try:
        read = datetime.fromisoformat(word)
        at = read if read.tzinfo else read.replace(tzinfo=UTC)
        is_possible = _FIRST_NOW <= at < _END_OF_NOW
    except (ValueError, OverflowError):
        raise BadUsage("usage", reason=f"--now: “{word[:60]}” is not an instant") from None
    if not is_possible:
        span = f"{_FIRST_NOW.year} to {_END_OF_NOW.year - 1}"
        raise BadUsage("usage", reason=f"--now: “{word[:60]}” is not within {span}")
    return at


def _region(word: str | None) -> str | None:
    if word is not None and not is_region(word):
        raise BadUsage("usage", reason=f"--region: there is no region “{word[:60]}”. Example: VN")
    return word


def _ask_password(place: str) -> str | None:
    # A script has no terminal to ask on.
    return getpass.getpass(f"Password for {place}: ") if sys.stdin.isatty() else None


class _Progress(ProgressLine):
    """Says how far a command is."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def __call__(self, done: int, of_all: int) -> None:
        share = f"{100 * done // of_all} %" if of_all else f"{done:,} rows"
        self.say(f"{self._word}: {share}")
