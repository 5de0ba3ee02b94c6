"""The only place that turns the answer to "Why is this ticket here?" into lines of text."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.filtering.filter_phrases import Phrase, Say
from helpdesk_desktop.domain.filtering.filter_sentence import describe
from helpdesk_desktop.domain.filters import Group, UnknownCondition, effective
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.why import Judged, Permit, Why
from helpdesk_desktop.ui.detail.moments import When
from helpdesk_desktop.ui.filters.filter_words import say
from helpdesk_desktop.ui.why.own_value import own_value

translate = QCoreApplication.translate


class Mark(StrEnum):
    """How a line stands to the ticket."""

    HOLDS = "holds"
    FAILS = "fails"
    MUTED = "muted"  # it would hold or not, and has no effect
    NONE = "none"  # only the whole that it is part of is true or not


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is asked, whether it holds, what the ticket has; and the lines below it."""

    text: str
    mark: Mark
    value: str = ""
    parts: tuple["Line", ...] = ()


def mark_name(mark: Mark) -> str:
    """The mark in words."""
    return {
        Mark.HOLDS: translate("Why", "yes"),
        Mark.FAILS: translate("Why", "no"),
        Mark.MUTED: translate("Why", "muted"),
        Mark.NONE: "",
    }[mark]


def lines_of(why: Why, quick_name: str, directory: Directory, when: When) -> tuple[Line, ...]:
    """Permission first, then each part of the question that asks for anything.

    `directory` is that of the agent who looks: names are the same for all.
    """
    # One rule is enough: the others are no fault where it holds.
    idle = Mark.NONE if why.is_seen else Mark.FAILS
    permission = Line(
        translate("Why", "Display permission of {name} ({role})").format(
            name=why.viewer.name, role=why.viewer.role.name
        ),
        Mark.HOLDS if why.is_seen else Mark.FAILS,
        parts=tuple(
            Line(permit_text(permit), Mark.HOLDS if holds else idle)
            for permit, holds in why.permits
        ),
    )
    titled = (
        (translate("Why", "Quick filter “{name}”").format(name=quick_name), why.quick),
        (translate("Why", "Filter"), why.filter),
        (translate("Why", "Search"), why.search),
    )
    asked = [
        _part(title, judged, why, directory, when)
        for title, judged in titled
        if not isinstance(judged.node, Group) or judged.node.parts
    ]
    return (permission, *asked)


def verdict(why: Why) -> str:
    """The one sentence: shown, or not and how many conditions stand in the way."""
    serial = why.ticket.serial
    if why.is_listed:
        return translate("Why", "The list shows ticket #{n}.").format(n=serial)
    if not why.is_seen:
        sentence = translate("Why", "{name} may not see ticket #{n}.")
        return sentence.format(name=why.viewer.name, n=serial)
    return translate("Why", "The list does not show ticket #{n}.").format(n=serial)


def permit_text(permit: Permit) -> str:
    """What lets an agent see a ticket, in words."""
    return {
        Permit.ADMINISTRATOR: translate("Why", "an administrator sees every ticket"),
        Permit.ROLE: translate("Why", "the role sees every ticket"),
        Permit.CREATED: translate("Why", "created by this agent"),
        Permit.ASSIGNED: translate("Why", "assigned to this agent"),
        Permit.IN_CC: translate("Why", "this agent is in CC"),
        Permit.UNASSIGNED: translate("Why", "assigned to nobody"),
        Permit.MY_GROUP: translate("Why", "the group is one of this agent's"),
    }[permit]


def _part(title: str, judged: Judged, why: Why, directory: Directory, when: When) -> Line:
    parts = tuple(_line(part, why, directory, when) for part in judged.parts)
    node = judged.node
    if isinstance(node, Group) and (node.join == "any" or node.neg):
        title = f"{title}: {_group_text(node)}"
    return Line(title, _mark(judged), parts=parts)


def _line(judged: Judged, why: Why, directory: Directory, when: When) -> Line:
    node = judged.node
    if isinstance(node, Group):
        parts = tuple(_line(part, why, directory, when) for part in judged.parts)
        return Line(_group_text(node), _mark(judged), parts=parts)
    value = own_value(node, why, directory, when)
    if isinstance(node, UnknownCondition):
        value = translate("Why", "cannot be asked")
    return Line(describe(node, directory, _say_for(why, directory)), _mark(judged), value)


def _say_for(why: Why, directory: Directory) -> Say:
    """Phrases in the user's language; "me" is named where it is another agent."""
    if why.viewer.agent_id == directory.me:
        return say
    mine = (Phrase.ME, Phrase.MY_GROUPS)
    return lambda text: f"{say(text)} ({why.viewer.name})" if text in mine else say(text)


def _mark(judged: Judged) -> Mark:
    if effective(judged.node) is None:
        return Mark.MUTED
    if judged.is_true is None:
        return Mark.FAILS if isinstance(judged.node, UnknownCondition) else Mark.NONE
    return Mark.HOLDS if judged.is_true else Mark.FAILS


def _group_text(group: Group) -> str:
    if group.scope == "call":
        one = translate("Why", "one call for which:")
        return translate("Why", "no call for which:") if group.neg else one
    if group.scope == "note":
        one = translate("Why", "one note for which:")
        return translate("Why", "no note for which:") if group.neg else one
    if group.join == "all":
        every = translate("Why", "all of:")
        return translate("Why", "not all of:") if group.neg else every
    some = translate("Why", "any of:")
    return translate("Why", "none of:") if group.neg else some
