"""The only place that says what `backup`, `restore` and `check` do."""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpdesk_desktop import bootstrap
from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.cli.progress_line import ProgressLine
from helpdesk_desktop.domain.backups import Backup, BackupProgress, BackupStep, Restored
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, Cancelled
from helpdesk_desktop.services import soundness
from helpdesk_desktop.services.backups import FileBackups
from helpdesk_desktop.services.clock import SystemClock, zone_named
from helpdesk_desktop.services.connection import read_password
from helpdesk_desktop.services.server_backup import restore_command
from helpdesk_desktop.services.server_dump import dump
from helpdesk_desktop.storage.database_url import ServerAddress

_WORDS = {
    BackupStep.COPYING: "copying",
    BackupStep.CHECKING: "checking",
    BackupStep.KEEPING: "keeping the present database",
}


def run_backup(asked: argparse.Namespace, request: bootstrap.DeskRequest, out: Output) -> int:
    """Make a backup, or name those there are, and answer the exit code.

    Raises:
        HelpdeskError: there is none now.
    """
    address = bootstrap.database_address(request)
    if isinstance(address, ServerAddress):
        return _dump(asked, address, request, out)
    backups = bootstrap.file_backups(request)
    if asked.is_list:
        return _list(asked, backups, out)
    with _interruptible() as cancel, _Told() as said:
        if asked.path is None:
            made = backups.make(cancel, said)
        else:
            target = Path(asked.path)
            made = backups.write_to(target, cancel, said, may_replace=asked.force)
    if answers.is_json(asked):
        answers.write_json(_record(made), out)
    elif made.manifest is not None:
        tickets = made.manifest.tickets
        answers.write_line(f"{made.path}: {tickets:,} tickets, {made.size:,} bytes, checked", out)
        _say_faults(made.manifest.faults)
    return answers.EXIT_DONE


def _dump(
    asked: argparse.Namespace,
    address: ServerAddress,
    request: bootstrap.DeskRequest,
    out: Output,
) -> int:
    if asked.is_list:
        raise BadUsage("dump_not_listed", place=address.place)
    if asked.path is None:
        raise BadUsage("dump_where", place=address.place)
    now = request.now or SystemClock(zone_named("UTC")).now()
    with _interruptible() as cancel, _Told() as said:
        made = dump(
            address,
            read_password(request),
            Path(asked.path),
            now,
            cancel,
            heard=said,
            may_replace=asked.force,
            patience_s=asked.patience_s,
        )
    if answers.is_json(asked):
        record = {"file": made.path, "bytes": made.size, "sha256": made.sha256, "tool": made.tool}
        answers.write_json(record | {"restore": restore_command(address)}, out)
    else:
        answers.write_line(f"{made.path}: {made.size:,} bytes, by {made.tool}", out)
        answers.say(f"To put it back: {restore_command(address)}")
    return answers.EXIT_DONE


def _list(asked: argparse.Namespace, backups: FileBackups, out: Output) -> int:
    records = [_record(one) for one in backups.listed()]
    if answers.is_json(asked):
        answers.write_json({"folder": backups.folder, "backups": records}, out)
    else:
        answers.write_table(("made_at", "reason", "tickets", "bytes", "file"), records, out)
        answers.say(f"{len(records):,} backups in {backups.folder}")
    return answers.EXIT_DONE


def run_restore(asked: argparse.Namespace, request: bootstrap.DeskRequest, out: Output) -> int:
    """Put a backup in the place of the database, and answer the exit code.

    Raises:
        HelpdeskError: nothing was changed.
    """
    backups = bootstrap.file_backups(request)
    if asked.dry_run:
        with _interruptible() as cancel, _Told() as said:
            manifest = backups.verify(asked.backup, cancel, said)
        if answers.is_json(asked):
            answers.write_json({"file": asked.backup, **manifest.as_json()}, out)
        else:
            answers.write_line(f"{asked.backup} is whole: {manifest.tickets:,} tickets.", out)
        return answers.EXIT_DONE
    with _interruptible() as cancel, _Told() as said:
        done = backups.restore(asked.backup, cancel, said, accepts_unsealed=asked.accepts_unsealed)
    if answers.is_json(asked):
        answers.write_json(_restored(done), out)
        return answers.EXIT_DONE
    answers.write_line(f"{done.place} is now what was in {done.source}.", out)
    if done.kept is not None:
        what = "The damaged file before it" if done.is_damaged else "What stood there before"
        answers.write_line(f"{what} is kept: {done.kept}", out)
    _say_faults(done.faults)
    if done.is_older:
        answers.write_line("It has an older schema; opening it brings it up to date.", out)
    return answers.EXIT_DONE


def run_check(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    """See whether the database is sound, and answer the exit code.

    Raises:
        NotAllowed: the agent is no administrator.
    """
    with _interruptible() as cancel:
        faults = soundness.find_faults(desk.session, cancel)
    if answers.is_json(asked):
        answers.write_json({"sound": not faults, "faults": faults}, out)
    for fault in [] if answers.is_json(asked) else faults or ["The database is sound."]:
        answers.write_line(fault, out)
    return answers.EXIT_REFUSED if faults else answers.EXIT_DONE


def _say_faults(faults: tuple[str, ...]) -> None:
    for fault in faults:
        answers.say(f"Not damaged, but wrong: {fault}")


def _record(one: Backup) -> dict[str, Any]:
    said = one.manifest
    record: dict[str, Any] = {"file": one.path, "bytes": one.size}
    if said is not None:
        record |= said.as_json() | {"tickets": said.tickets}
    return record


def _restored(done: Restored) -> dict[str, Any]:
    return {
        "file": done.source,
        "database": done.place,
        "kept": done.kept,
        "kept_is_damaged": done.is_damaged,
        "is_older": done.is_older,
        "faults": list(done.faults),
        "manifest": None if done.manifest is None else done.manifest.as_json(),
    }


@contextmanager
def _interruptible() -> Iterator[Cancellation]:
    """A cancellation that Ctrl+C and the system's friendly end ask for.

    A KeyboardInterrupt anywhere in the middle could leave half a file.
    """
    cancel = Cancellation()
    before = {
        number: signal.signal(number, lambda *_: cancel.request())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield cancel
    except Cancelled:
        raise KeyboardInterrupt from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Told(ProgressLine):
    """Says how far a backup or a restore is."""

    def __call__(self, told: BackupProgress) -> None:
        share = f" {100 * told.done // told.total} %" if told.total else ""
        self.say(f"{_WORDS[told.step]}{share}")
