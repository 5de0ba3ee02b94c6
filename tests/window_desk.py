"""A runner and a desk for tests of windows, and wrappers that hold or lose an answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders

# 14:00 on a Monday in Hà Nội.
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@contextmanager
def working_runner() -> Iterator[TaskRunner]:
    """A runner that is closed in the end; whatever nobody else took fails the test."""
    runner = TaskRunner()
    strays: list[object] = []
    runner.failed.connect(strays.append)
    yield runner
    assert runner.close(), "some work would not end"
    assert not strays, f"nobody took {strays}"


@contextmanager
def staffed_desk(database_url: str) -> Iterator[OpenDesk]:
    """A desk with Lan, Mai and Duy in two groups, where time stands still."""
    with builders.opened(database_url, now=NOW) as desk:
        for login, name in (("lan", "Lan Phạm"), ("mai", "Mai Trần"), ("duy", "Duy Lê")):
            builders.add_agent(desk, login, name=name)
        builders.add_group(desk, "delivery", name="Giao hàng", members="lan,mai")
        builders.add_group(desk, "it", name="IT Support")
        yield desk


class Instead:
    """The given object, with some of its attributes replaced."""

    def __init__(self, real: object, **replaced: object) -> None:
        self._real = real
        self.__dict__.update(replaced)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def desk_with(desk: Desk, part: str, **replaced: Callable[..., object]) -> Desk:
    """The desk with some methods of one part replaced: `desk_with(desk, "tickets", create=f)`."""
    return cast("Desk", Instead(desk, **{part: Instead(getattr(desk, part), **replaced)}))
