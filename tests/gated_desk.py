"""A real desk whose answers can be held back, so that late ones are tested without waiting."""

from collections.abc import Callable
from threading import Event
from typing import Any

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.services.desk import OpenDesk


class GatedTickets:
    """The tickets of a desk; a method named in `gates` waits, one in `failures` raises."""

    def __init__(self, desk: OpenDesk) -> None:
        self._tickets = desk.tickets
        self.gates: dict[str, Event] = {}
        self.failures: dict[str, HelpdeskError] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*words: Any, **named: Any) -> Any:
            if name in self.gates:
                assert self.gates[name].wait(10)
            if name in self.failures:
                raise self.failures[name]
            return getattr(self._tickets, name)(*words, **named)

        return ask


class GatedDesk:
    """A desk with `GatedTickets`."""

    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk
        self.tickets = GatedTickets(desk)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)
