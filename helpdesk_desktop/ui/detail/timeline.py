"""The only place that merges notes, history and calls into one timeline, newest first.

Bodies stay plain text. A body over `BODY_LIMIT` characters is cut and its whole kept beside it: a
wrapping view lays out about a megabyte a second, and an agent reads two screens of it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import ActivityDetail, TicketDetail
from helpdesk_desktop.ui.detail.activity_text import (
    activity_text,
    agent_name,
    call_line,
    call_numbers,
)
from helpdesk_desktop.ui.detail.moments import When

translate = QCoreApplication.translate

# A note longer than two screens is cut in the timeline and shown whole on demand.
BODY_LIMIT = 4_000


class EntryKind(StrEnum):
    """What a timeline entry tells of."""

    NOTE = "note"
    ACTIVITY = "activity"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry: who or what, when, a tag such as "Internal note", and its text.

    `whole_body` is the untouched text when `body` was cut, else None.
    """

    kind: EntryKind
    at: datetime
    title: str
    body: str
    tag: str = ""
    is_internal: bool = True
    whole_body: str | None = None


def timeline(detail: TicketDetail, directory: Directory, when: When) -> tuple[TimelineEntry, ...]:
    """Everything that happened to the ticket, newest first; at one instant, notes come first."""
    entries = _notes(detail, directory)
    entries += _calls(detail, directory, when)
    entries += _activities(detail.activities, directory, when)
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def cut_body(text: str) -> tuple[str, str | None]:
    """The text as the timeline shows it, and the whole of it when that is not all."""
    if len(text) <= BODY_LIMIT:
        return text, None
    return f"{text[:BODY_LIMIT].rstrip()}…", text


def _notes(detail: TicketDetail, directory: Directory) -> list[TimelineEntry]:
    entries = []
    for note in detail.notes:
        body, whole = cut_body(note.body)
        tag = (
            translate("Timeline", "Internal note")
            if note.is_internal
            else translate("Timeline", "Visible to customer")
        )
        entries.append(
            TimelineEntry(
                kind=EntryKind.NOTE,
                at=note.created_at,
                title=agent_name(note.author_id, directory),
                body=body,
                tag=tag,
                is_internal=note.is_internal,
                whole_body=whole,
            )
        )
    return entries


def _calls(detail: TicketDetail, directory: Directory, when: When) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            kind=EntryKind.CALL,
            at=call.start_at,
            title=translate("Timeline", "Call"),
            body="\n".join(
                filter(None, (call_line(call, directory, when), call_numbers(call))),
            ),
        )
        for call in detail.calls
    ]


def _activities(
    activities: tuple[ActivityDetail, ...], directory: Directory, when: When
) -> list[TimelineEntry]:
    """One entry per batch: all edits of one action stand together."""
    batches: dict[tuple[object, object], list[ActivityDetail]] = {}
    for activity in activities:
        batches.setdefault((activity.batch, activity.agent_id), []).append(activity)
    entries = []
    for batch in batches.values():
        first = batch[0]
        lines = [activity_text(activity, directory, when) for activity in batch]
        who = directory.agent_by_id.get(first.agent_id) if first.agent_id is not None else None
        if who is not None:
            lines[-1] = translate("Timeline", "{sentence}, by {name}").format(
                sentence=lines[-1], name=who.name
            )
        entries.append(
            TimelineEntry(
                kind=EntryKind.ACTIVITY,
                at=first.at,
                title=(
                    translate("Timeline", "History")
                    if first.undoes is None
                    else translate("Timeline", "Undo")
                ),
                body="\n".join(lines),
            )
        )
    return entries
