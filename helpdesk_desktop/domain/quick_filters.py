"""The only place for the system's own quick filters: fixed trees that the dock always shows."""

from dataclasses import dataclass

from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    EmptyCondition,
    Group,
    Keyword,
    Node,
    PersonCondition,
    SetCondition,
    YesNoCondition,
)
from helpdesk_desktop.domain.ticket import Status


@dataclass(frozen=True, slots=True)
class QuickFilter:
    """A filter that stands in the dock: `key` never changes, `name` is its English."""

    key: str
    name: str
    icon: str
    tree: Group


def _all(*parts: Node) -> Group:
    return Group(join="all", parts=parts)


_CLOSED = ChoiceCondition(field="status", items=(int(Status.CLOSED),))
_NOT_CLOSED = ChoiceCondition(field="status", items=(int(Status.CLOSED),), neg=True)
_MINE = PersonCondition(field="assignee", items=(Keyword.ME,))

SYSTEM_FILTERS: tuple[QuickFilter, ...] = (
    QuickFilter("unassigned", "Unassigned", "inbox", _all(EmptyCondition(field="assignee"))),
    QuickFilter("my-unprocessed", "My unprocessed", "user", _all(_MINE, _NOT_CLOSED)),
    QuickFilter("unprocessed", "Unprocessed", "circle-dot", _all(_NOT_CLOSED)),
    QuickFilter("processed", "Processed", "circle-check", _all(_CLOSED)),
    QuickFilter(
        "ccd-to-me", "CC'd to me", "at-sign", _all(SetCondition(field="ccs", items=(Keyword.ME,)))
    ),
    QuickFilter("unread", "Unread", "mail", _all(YesNoCondition(field="unread"))),
    QuickFilter("overdue", "Overdue", "clock-alert", _all(YesNoCondition(field="overdue"))),
)
