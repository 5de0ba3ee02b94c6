"""The only place that says what each command does: services are called, answers are written."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from helpdesk_desktop import bootstrap
from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.team_commands import run_team
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import parse_sort
from helpdesk_desktop.domain.errors import (
    BadUsage,
    Conflict,
    HelpdeskError,
    Invalid,
    NotAllowed,
    NotFound,
    Problem,
    ProblemCode,
)
from helpdesk_desktop.domain.filter_text import parse
from helpdesk_desktop.domain.filters import DEFAULT_SORT, FilterSpec
from helpdesk_desktop.domain.people import (
    Directory,
)
from helpdesk_desktop.domain.records import detail_record, row_record
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.services import exports, fill, listing, soundness, ticket_words
from helpdesk_desktop.services.imports import importer

_GREATEST_SERIAL = 2**63 - 1


def request_of(asked: argparse.Namespace) -> bootstrap.DeskRequest:
    """Which desk the words ask for.

    Raises:
        BadUsage: `--now` is no instant.
    """
    return bootstrap.DeskRequest(
        database=getattr(asked, "database", None),
        as_login=getattr(asked, "as_login", None),
        password_file=getattr(asked, "password_file", None),
        time_zone=getattr(asked, "tz", None),
        now=_instant(getattr(asked, "now", None)),
        region=getattr(asked, "region", None),
        ask_password=_ask_password,
    )


def run(asked: argparse.Namespace, out: TextIO) -> int:
    """Do what was asked and answer the exit code.

    Raises:
        HelpdeskError: nothing was done, or not all of it.
    """
    command: Callable[[argparse.Namespace, TextIO], int] = {
        "init": _init,
        "fill": _fill,
        "import": _import,
        "list": _list,
        "count": _count,
        "show": _show,
        "create": _create,
        "edit": _edit,
        "agents": _team,
        "groups": _team,
        "roles": _team,
        "check": _check,
    }[asked.command]
    return command(asked, out)


@contextmanager
def _desk(asked: argparse.Namespace) -> Iterator[bootstrap.OpenDesk]:
    desk = bootstrap.open_desk(request_of(asked))
    try:
        yield desk
    finally:
        desk.close()


def _init(asked: argparse.Namespace, out: TextIO) -> int:
    request = request_of(asked)
    is_new = bootstrap.init_database(request)
    place = bootstrap.database_address(request).place
    if answers.is_json(asked):
        answers.write_json({"place": place, "created": is_new}, out)
    else:
        text = "Made the database" if is_new else "There is a database already; left as it is"
        out.write(f"{text}: {place}\n")
    return answers.EXIT_DONE


def _fill(asked: argparse.Namespace, out: TextIO) -> int:
    desk = bootstrap.create_or_open(request_of(asked))
    try:
        report = fill.fill(
            desk.session.database,
            tickets=asked.tickets,
            seed=asked.seed,
            now=desk.clock.now(),
            progress=_Progress("filling"),
            cancel=Cancellation(),
        )
    finally:
        desk.close()
    if answers.is_json(asked):
        answers.write_json({name: getattr(report, name) for name in report.__slots__}, out)
    else:
        out.write(
            f"Added {report.tickets:,} tickets (#{report.first_serial} to #{report.last_serial}), "
            f"{report.contacts:,} contacts, {report.agents} agents, {report.notes:,} notes, "
            f"{report.calls:,} calls.\n"
        )
    return answers.EXIT_DONE


def _import(asked: argparse.Namespace, out: TextIO) -> int:
    said = _Progress("importing")
    with _desk(asked) as desk:
        report = importer.import_files(
            desk.session.database,
            desk.viewer,
            [Path(file) for file in asked.files],
            now=desk.clock.now(),
            zone=desk.clock.zone,
            preset=asked.preset,
            map_file=Path(asked.map_file) if asked.map_file else None,
            dry_run=asked.dry_run,
            update=asked.update,
            max_bytes=asked.max_bytes,
            default_region=desk.session.region,
            progress=lambda progress: said(progress.all_rows, 0),
        )
    if answers.is_json(asked):
        answers.write_json(report.as_json(), out)
        return report.exit_code
    for one in report.files:
        out.write(f"{one.file}: {_totals(one.totals.as_json())}\n")
        for problem in one.problems:
            place = f"line {problem.line}" if problem.line else "file"
            column = f", {problem.column}" if problem.column else ""
            out.write(f"  {place}{column}: {problem.severity}: {problem.message}\n")
        if one.problems_left_out:
            out.write(f"  and {one.problems_left_out:,} more\n")
    if len(report.files) > 1:
        out.write(f"all files: {_totals(report.totals.as_json())}\n")
    if asked.dry_run:
        out.write("This was a dry run: nothing was stored.\n")
    return report.exit_code


def _totals(totals: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in totals.items())


def _spec(asked: argparse.Namespace, directory: Directory) -> FilterSpec:
    sort = getattr(asked, "sort", None)
    return FilterSpec(
        filter=parse(" ".join(asked.query), directory),
        sort=parse_sort(sort) if sort else DEFAULT_SORT,
    )


def _list(asked: argparse.Namespace, out: TextIO) -> int:
    with _desk(asked) as desk:
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
                records = [
                    row_record(row, extras, columns, directory) for row, extras in found.rows
                ]
                answers.write_table(columns, records, out)
                sys.stderr.write(f"{len(records):,} of {found.total:,} tickets\n")
    return answers.EXIT_DONE


def _count(asked: argparse.Namespace, out: TextIO) -> int:
    with _desk(asked) as desk:
        count = desk.tickets.count(_spec(asked, desk.directory()), Cancellation())
    if answers.is_json(asked):
        answers.write_json({"count": count}, out)
    else:
        out.write(f"{count}\n")
    return answers.EXIT_DONE


def _show(asked: argparse.Namespace, out: TextIO) -> int:
    serial = _serial(asked.serial)
    with _desk(asked) as desk:
        if serial > _GREATEST_SERIAL:
            raise NotFound("no_such_ticket", serial=serial)
        record = detail_record(
            desk.tickets.detail(Serial(serial), Cancellation()), desk.directory()
        )
    if answers.is_json(asked):
        answers.write_json(record, out)
    else:
        answers.write_members(record, out)
    return answers.EXIT_DONE


def _create(asked: argparse.Namespace, out: TextIO) -> int:
    settings = ticket_words.settings_of(asked.settings)
    with _desk(asked) as desk:
        new = ticket_words.new_ticket(
            settings,
            desk.directory(),
            uid=_uid(asked.uid) or desk.session.new_uid(),
            zone=desk.clock.zone,
        )
        saved = desk.tickets.create(new)
    if answers.is_json(asked):
        record = {"serial": saved.serial, "uid": str(saved.uid), "version": saved.version}
        answers.write_json(record, out)
    else:
        out.write(f"#{saved.serial}\n")
    return answers.EXIT_DONE


def _edit(asked: argparse.Namespace, out: TextIO) -> int:
    settings = ticket_words.settings_of(asked.settings)
    if not settings:
        raise BadUsage("usage", reason="edit needs at least one --set KEY=VALUE")
    serials = list(dict.fromkeys(_serial(word) for word in asked.serials))
    edited: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with _desk(asked) as desk:
        directory = desk.directory()
        for serial in serials:
            try:
                if serial > _GREATEST_SERIAL:
                    raise NotFound("no_such_ticket", serial=serial)  # noqa: TRY301  # as stored
                edit = ticket_words.ticket_edit(serial, settings, directory, zone=desk.clock.zone)
                saved = desk.tickets.edit(edit)
            except (Invalid, NotFound, NotAllowed, Conflict) as error:
                problems = [problem.as_json() for problem in _problems(error)]
                refused.append({"serial": serial, "problems": problems})
            else:
                edited.append({"serial": saved.serial, "version": saved.version})
    if answers.is_json(asked):
        answers.write_json({"edited": edited, "refused": refused}, out)
    else:
        out.writelines(
            f"#{entry['serial']} is now version {entry['version']}\n" for entry in edited
        )
    for entry in refused:
        sentences = " ".join(problem["message"] for problem in entry["problems"])
        sys.stderr.write(f"#{entry['serial']}: {sentences}\n")
    return answers.EXIT_NOT_DONE if refused else answers.EXIT_DONE


def _problems(error: HelpdeskError) -> tuple[Problem, ...]:
    if isinstance(error, Invalid):
        return error.problems
    codes = {
        NotFound: ProblemCode.NOT_FOUND,
        NotAllowed: ProblemCode.NOT_ALLOWED,
        Conflict: ProblemCode.CONFLICT,
    }
    return (Problem(codes[type(error)], error.key, error.values),)


def _team(asked: argparse.Namespace, out: TextIO) -> int:
    with _desk(asked) as desk:
        return run_team(asked, desk, out)


def _check(asked: argparse.Namespace, out: TextIO) -> int:
    with _desk(asked) as desk:
        faults = soundness.find_faults(desk.session)
    if answers.is_json(asked):
        answers.write_json({"sound": not faults, "faults": faults}, out)
    elif faults:
        out.writelines(f"{fault}\n" for fault in faults)
    else:
        out.write("The database is sound.\n")
    return answers.EXIT_NOT_DONE if faults else answers.EXIT_DONE


def _serial(word: str) -> int:
    digits = word.strip().removeprefix("#")
    # isdecimal() alone takes other scripts' digits; 40 keeps int() far from its own limit.
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 40):
        raise BadUsage("usage", reason=f"“{word[:40]}” is not a serial")
    return int(digits)


def _uid(word: str | None) -> UUID | None:
    if word is None:
        return None
    try:
        return UUID(word)
    except ValueError:
        raise BadUsage("usage", reason=f"“{word[:60]}” is not a UUID") from None


def _instant(word: str | None) -> datetime | None:
    if word is None:
        return None
    try:
        read = datetime.fromisoformat(word)
    except ValueError:
        raise BadUsage("usage", reason=f"--now: “{word[:60]}” is not an instant") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _ask_password(place: str) -> str | None:
    # A script has no terminal to ask on.
    return getpass.getpass(f"Password for {place}: ") if sys.stdin.isatty() else None


class _Progress:
    """Says on standard error, on a terminal only, how far long work is."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._said = ""

    def __call__(self, done: int, of_all: int) -> None:
        if not sys.stderr.isatty():
            return
        share = f"{100 * done // of_all} %" if of_all else f"{done:,} rows"
        if share != self._said:
            self._said = share
            sys.stderr.write(f"\r{self._word}: {share}")
            if done == of_all:
                sys.stderr.write("\n")
            sys.stderr.flush()
