"""The only place for what stands in the dock: the system's own quick filters, and saved ones."""

from dataclasses import dataclass

from helpdesk_desktop.domain.filtering.saved_filter import SavedFilter
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
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
    """A filter that stands in the dock: `key` never changes, `name` is its English.

    With `saved` the name is somebody's own words. `is_own` ones belong to their agent.
    """

    key: str
    name: str
    icon: str
    tree: Group
    saved: SavedFilter | None = None
    is_own: bool = False

    @property
    def may_edit(self) -> bool:
        """Whether the agent may change what it says."""
        return self.saved is not None and (self.is_own or self.saved.may_edit)

    @property
    def is_shared(self) -> bool:
        """Whether it is another agent's."""
        return self.saved is not None and not self.is_own

    @property
    def is_usable(self) -> bool:
        """Whether the filter can be asked."""
        return self.saved is None or self.saved.why_unusable is None


def quick_filter_of(saved: SavedFilter, *, is_own: bool) -> QuickFilter:
    """A saved filter as it stands in the dock."""
    tree = EVERYTHING if saved.tree is None else saved.tree
    return QuickFilter(f"saved:{saved.uid}", saved.name, saved.icon, tree, saved, is_own)


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
