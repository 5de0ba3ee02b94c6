"""The only place that says what `fields` does."""

import argparse
import sys
from pathlib import Path

from helpdesk_desktop import bootstrap
from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.cli.team_commands import plain_settings
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.errors import BadUsage, NotFound, Unavailable
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.field_words import (
    field_changes,
    field_record,
    new_field,
    options_record,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.option_lines import parse_options, print_options

# More than ten thousand options of fifty levels; a larger file is no list of options.
_MOST_BYTES = 16_000_000


def run_fields(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    """List, add or change custom fields or the options of one, and answer the exit code.

    Raises:
        HelpdeskError: nothing was changed.
    """
    if asked.verb == "list":
        return _list(asked, desk, out)
    if asked.verb == "options":
        return _options(asked, desk, out)
    settings = plain_settings([*asked.words, *asked.settings])
    if asked.verb == "add":
        field = desk.fields.add(new_field(asked.key, settings))
    else:
        found = _found(asked.key, desk)
        field = desk.fields.change(FieldEdit(found.id, None, field_changes(settings)))
    record = field_record(field)
    if answers.is_json(asked):
        answers.write_json(record, out)
    else:
        answers.write_members(record, out)
    return answers.EXIT_DONE


def _list(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    records = [field_record(field) for field in desk.fields.all()]
    if answers.is_json(asked):
        answers.write_json({"fields": records}, out)
    elif records:
        answers.write_table(tuple(records[0]), records, out)
    return answers.EXIT_DONE


def _options(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    field = _found(asked.key, desk)
    if asked.file is not None:
        lines = parse_options(_text(asked.file), field.kind)
        field = desk.fields.set_options(field.id, None, lines)
    if answers.is_json(asked):
        answers.write_json(options_record(field), out)
    else:
        for line in print_options(field).splitlines():
            answers.write_line(line, out)
    return answers.EXIT_DONE


def _found(key: str, desk: bootstrap.OpenDesk) -> CustomField:
    known = desk.directory().custom_field_by_key
    field = known.get(fold(key)) or known.get(fold(f"cf.{key}"))
    if field is None:
        raise NotFound("no_such_field", value=key)
    return field


def _text(place: str) -> str:
    try:
        if place == "-":
            content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with Path(place).open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise Unavailable("no_file", place=place) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unavailable("unreadable", place=place, reason=reason) from error
    if len(content) > _MOST_BYTES:
        raise BadUsage("file_too_large", place=place, limit=_MOST_BYTES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unavailable(
            "bad_encoding", place=place, encoding="UTF-8", position=error.start
        ) from None
