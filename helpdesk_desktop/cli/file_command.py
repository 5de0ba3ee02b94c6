"""The only place where the command line writes a list into a file instead of answering it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.export_values import TABLES, ExportFormat, ExportProgress
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import Directory, Right
from helpdesk_desktop.services import listing
from helpdesk_desktop.services.export_desk import ExportFile, write_file
from helpdesk_desktop.services.export_file import export_target

SpecOf = Callable[[argparse.Namespace, Directory], FilterSpec]


def write_list(asked: argparse.Namespace, desk: OpenDesk, out: Output, spec_of: SpecOf) -> int:
    """Write what `list` would answer into the file that `--output` names.

    The file is there whole or not at all; one that stood there is replaced.

    Raises:
        BadUsage: it is not told where to, or as what.
        NotAllowed: the role may not export.
        Unavailable: the file cannot be written.
    """
    kind = _format_of(asked)
    session, cancel = desk.session, Cancellation()
    with session.database.reading() as connection:
        session.writer(connection, Right.EXPORT)
        directory = session.fresh_directory(connection)
    columns = listing.columns_of(asked.columns, directory)
    spec = spec_of(asked, directory)
    target = export_target(asked.output, may_replace=True)
    found = listing.list_rows(
        session, spec, columns, cancel, limit=asked.limit, offset=asked.offset
    )
    wanted = max(0, found.total - asked.offset)
    of_all = min(asked.limit, wanted) if asked.limit else wanted

    def said(told: ExportProgress) -> None:
        share = 100 * told.rows // of_all if of_all else 100
        answers.show_progress(f"\rwriting: {min(share, 100)} %")

    outcome = write_file(found, ExportFile(target, kind, columns, directory), cancel, said)
    answers.show_progress("\n")
    if answers.is_json(asked):
        body = {"file": outcome.path, "rows": outcome.rows, "total": found.total}
        answers.write_json(body, out)
    answers.say(f"{outcome.rows:,} of {found.total:,} tickets written to {outcome.path}")
    return answers.EXIT_DONE


def _format_of(asked: argparse.Namespace) -> ExportFormat:
    if asked.output is None:
        raise BadUsage("output_needed")
    given = answers.format_of(asked)
    word = Path(asked.output).suffix.removeprefix(".").lower() if given == "text" else given
    if word not in TABLES:
        raise BadUsage("output_format")
    return ExportFormat(word)
