"""Calling off a running question."""

from contextlib import AbstractContextManager

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled


def test_nothing_is_called_off_before_it_is_requested() -> None:
    cancel = Cancellation()
    cancel.check()
    with cancel.interrupting(lambda: None):
        pass
    assert not cancel.is_requested


def test_a_request_interrupts_the_running_step_once() -> None:
    cancel = Cancellation()
    interrupted: list[str] = []
    with cancel.interrupting(lambda: interrupted.append("now")):
        cancel.request()
        cancel.request()
    assert interrupted == ["now"]
    assert cancel.is_requested
    with pytest.raises(Cancelled):
        cancel.check()


def test_a_step_does_not_begin_once_it_is_called_off() -> None:
    cancel = Cancellation()
    cancel.request()
    began: list[str] = []
    step: AbstractContextManager[None] = cancel.interrupting(lambda: None)
    with pytest.raises(Cancelled), step:
        began.append("x")
    assert not began


def test_a_finished_step_is_not_interrupted() -> None:
    cancel = Cancellation()
    interrupted: list[str] = []
    with pytest.raises(KeyError), cancel.interrupting(lambda: interrupted.append("late")):
        raise KeyError
    cancel.request()
    assert not interrupted
