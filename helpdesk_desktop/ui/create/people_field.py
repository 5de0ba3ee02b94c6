"""The only place where several people are picked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.people import AgentId
from helpdesk_desktop.ui.several_field import SeveralField


class PeopleField(SeveralField):
    """The picked people in the order they were picked; `edited` when the user changed them."""

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(name, nothing, chip="cc", parent=parent)

    @property
    def picked(self) -> tuple[AgentId, ...]:
        """Who is picked."""
        return tuple(AgentId(key) for key in self.keys if isinstance(key, int))

    def pick(self, agent_ids: Sequence[AgentId]) -> None:
        """Have exactly these people picked; somebody who is not offered any more is left out."""
        self.pick_keys(agent_ids)
