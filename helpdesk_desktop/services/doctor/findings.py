"""The only place for the form of what the doctor finds."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands with one thing; a fault keeps somebody from working."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `way_out` says what to do where it is not well."""

    check: str
    state: State
    message: str
    way_out: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """The finding as the command line answers it."""
        return {
            "check": self.check,
            "state": self.state.value,
            "message": self.message,
            "way_out": self.way_out,
        }


def well(check: str, message: str) -> Finding:
    """Nothing is to be done."""
    return Finding(check, State.OK, message)


def warning(check: str, message: str, way_out: str | None = None) -> Finding:
    """The program works, but something will be missed."""
    return Finding(check, State.WARNING, message, way_out)


def fault(check: str, message: str, way_out: str | None = None) -> Finding:
    """Something does not work."""
    return Finding(check, State.FAULT, message, way_out)
