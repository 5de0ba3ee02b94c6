"""The only place that says what `show`, `create` and `edit` do: one ticket, or some by serial."""

import argparse
from typing import Any
from uuid import UUID

from helpdesk_desktop import bootstrap
from helpdesk_desktop.cli import answers
from helpdesk_desktop.cli.output import Output
from helpdesk_desktop.domain.cancellation import Cancellation
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
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.records import detail_record
from helpdesk_desktop.domain.ticket import Saved, Serial
from helpdesk_desktop.services import ticket_words

_GREATEST_SERIAL = 2**63 - 1
# Longer is no serial; int() itself refuses thousands of digits with an error of its own.
_MOST_DIGITS = 40
_SHOWN = 40  # characters of a wrong word that its sentence repeats


def run_show(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    """Show one ticket, and answer the exit code.

    Raises:
        NotFound: there is none, or the agent may not see it.
        BadUsage: the word is no serial.
    """
    serial = _possible(_serial(asked.serial))
    record = detail_record(desk.tickets.detail(serial, Cancellation()), desk.directory())
    if answers.is_json(asked):
        answers.write_json(record, out)
    else:
        answers.write_members(record, out)
    return answers.EXIT_DONE


def run_create(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    """Make a ticket, and answer the exit code.

    Raises:
        HelpdeskError: nothing was made.
    """
    uid = _uid(asked.uid) or desk.session.new_uid()
    directory = desk.directory()
    settings = ticket_words.settings_of(asked.settings, directory)
    warnings: list[Problem] = []
    try:
        new = ticket_words.new_ticket(desk.session, settings, directory, uid=uid, warnings=warnings)
        saved = desk.tickets.create(new)
    except Invalid as error:
        raise Invalid(tuple(map(ticket_words.in_words, error.problems))) from None
    for warning in warnings:
        answers.say(warning.message)
    if answers.is_json(asked):
        record = {"serial": saved.serial, "uid": str(saved.uid), "version": saved.version}
        answers.write_json(record, out)
    else:
        answers.write_line(f"#{saved.serial}", out)
    return answers.EXIT_DONE


def run_edit(asked: argparse.Namespace, desk: bootstrap.OpenDesk, out: Output) -> int:
    """Change tickets one by one, and answer the exit code; one refused stops no other.

    Raises:
        BadUsage: a word is no serial, or nothing is to be set.
        NotAllowed: the role may edit no ticket at all.
        Unavailable: the database went away; what was said to be edited before is.
    """
    directory = desk.directory()
    settings = ticket_words.settings_of(asked.settings, directory)
    if not settings:
        raise BadUsage("usage", reason="edit needs at least one --set KEY=VALUE")
    serials = list(dict.fromkeys(_serial(word) for word in asked.serials))
    edited: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for serial in serials:
        try:
            saved = _edit(desk, directory, serial, settings)
        except (Invalid, NotFound, NotAllowed, Conflict) as error:
            if isinstance(error, NotAllowed) and not edited:
                raise  # of the role, not of this ticket
            problems = _problems(error)
            refused.append({"serial": serial, "problems": [one.as_json() for one in problems]})
            answers.say(f"#{serial}: {' '.join(one.message for one in problems)}")
        else:
            edited.append({"serial": saved.serial, "version": saved.version})
    # Not before: a reader that has gone must not leave the rest undone.
    if answers.is_json(asked):
        answers.write_json({"edited": edited, "refused": refused}, out)
    else:
        for one in edited:
            answers.write_line(f"#{one['serial']} is now version {one['version']}", out)
    return answers.EXIT_NOT_DONE if refused else answers.EXIT_DONE


def _edit(
    desk: bootstrap.OpenDesk, directory: Directory, serial: int, settings: dict[str, str]
) -> Saved:
    possible = _possible(serial)
    has_contact, caller = False, None
    if any(key in settings for key in ticket_words.CONTACT_KEYS):
        ticket = desk.tickets.detail(possible, Cancellation())
        has_contact = ticket.contact_id is not None
        # A masked number is none that could be kept.
        if not has_contact and not desk.viewer.phones_masked:
            caller = ticket.phone
    warnings: list[Problem] = []
    wish = ticket_words.ticket_edit(
        desk.session,
        possible,
        settings,
        directory,
        warnings=warnings,
        has_contact=has_contact,
        caller=caller,
    )
    saved = desk.tickets.edit(wish)
    for warning in warnings:
        answers.say(f"#{serial}: {warning.message}")
    return saved


def _problems(error: HelpdeskError) -> tuple[Problem, ...]:
    if isinstance(error, Invalid):
        return tuple(map(ticket_words.in_words, error.problems))
    codes = {
        NotFound: ProblemCode.NOT_FOUND,
        NotAllowed: ProblemCode.NOT_ALLOWED,
        Conflict: ProblemCode.CONFLICT,
    }
    return (Problem(codes[type(error)], error.key, error.values),)


def _serial(word: str) -> int:
    digits = word.strip().removeprefix("#")
    # isdecimal() alone takes other scripts' digits.
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS):
        raise BadUsage("usage", reason=f"“{word[:_SHOWN]}” is not a serial")
    return int(digits)


def _possible(serial: int) -> Serial:
    # The engines would refuse a greater number with an error; it was never given to a ticket.
    if serial > _GREATEST_SERIAL:
        raise NotFound("no_such_ticket", serial=serial)
    return Serial(serial)


def _uid(word: str | None) -> UUID | None:
    if word is None:
        return None
    try:
        return UUID(word)
    except ValueError:
        raise BadUsage("usage", reason=f"“{word[:_SHOWN]}” is not a UUID") from None
