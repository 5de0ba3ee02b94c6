"""The only place for who sees a saved filter, who may change it, and with whom it may be shared."""

from dataclasses import dataclass

from helpdesk_desktop.domain.people import AgentId, GroupId, Right, Viewer


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom a filter is shared; with nobody it is private. Groups sort by id."""

    is_to_all: bool = False
    group_ids: tuple[GroupId, ...] = ()

    @property
    def is_private(self) -> bool:
        """Whether nobody but the owner has it."""
        return not self.is_to_all and not self.group_ids


PRIVATE = Sharing()


def is_shared_with(viewer: Viewer, sharing: Sharing) -> bool:
    """Whether the filter is handed to this agent: by everyone's share or by a group of theirs."""
    return sharing.is_to_all or not viewer.group_ids.isdisjoint(sharing.group_ids)


def sees_filter(viewer: Viewer, owner_id: AgentId | None, sharing: Sharing) -> bool:
    """Whether the filter exists for this agent at all."""
    return (
        owner_id == viewer.agent_id
        or is_shared_with(viewer, sharing)
        or viewer.may(Right.SEE_ALL_FILTERS)
    )


def may_edit_filter(viewer: Viewer, owner_id: AgentId | None) -> bool:
    """Whether this agent changes its content, its shares or removes it."""
    return owner_id == viewer.agent_id or viewer.may(Right.SEE_ALL_FILTERS)


def may_take_over(viewer: Viewer, *, is_left: bool) -> bool:
    """Whether this agent may become the owner of a filter whose owner has left."""
    return is_left and viewer.may(Right.SEE_ALL_FILTERS)


def groups_to_share_to(viewer: Viewer, all_ids: frozenset[GroupId]) -> frozenset[GroupId]:
    """The groups that this agent may share a filter to: their own; any, who may share to all."""
    if viewer.may(Right.SHARE_TO_ALL):
        return all_ids
    return viewer.group_ids if viewer.may(Right.SHARE_TO_GROUP) else frozenset()


def lacking_right(viewer: Viewer, before: Sharing, wanted: Sharing) -> Right | None:
    """The right that this agent lacks to share so; sharing with fewer people needs none."""
    if wanted.is_to_all and not before.is_to_all and not viewer.may(Right.SHARE_TO_ALL):
        return Right.SHARE_TO_ALL
    added = frozenset(wanted.group_ids) - frozenset(before.group_ids)
    if added and not added <= groups_to_share_to(viewer, added):
        return Right.SHARE_TO_GROUP
    return None
