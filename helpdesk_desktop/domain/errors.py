"""The only place for what can go wrong: one tree of errors, each with a code and a sentence.

The English sentence travels with the error, so that the command line can print it; the window
translates by `key` and `values`. Codes are those of the command line's JSON contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from typing_extensions import override

from helpdesk_desktop.domain.sentences import SENTENCES


class ProblemCode(StrEnum):
    """Why one value cannot be taken; the words of the JSON contract."""

    REQUIRED = "required"
    UNKNOWN_CHOICE = "unknown_choice"
    BAD_DATE = "bad_date"
    BAD_NUMBER = "bad_number"
    TOO_LONG = "too_long"
    BAD_TEXT = "bad_text"
    RAGGED = "ragged"
    DUPLICATE = "duplicate"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    NOT_ALLOWED = "not_allowed"
    PATTERN = "pattern"
    BAD_ENCODING = "bad_encoding"


class Severity(StrEnum):
    """Whether a problem stops its row or only deserves a word."""

    REJECTED = "rejected"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one value: which field or row, why, and the sentence for it.

    `key` names a sentence in `SENTENCES`; `values` fill its braces. `line` is the physical line
    where a file's record starts (header = 1), `column` the file's column name.
    """

    code: ProblemCode
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    field: str | None = None
    line: int | None = None
    column: str | None = None
    severity: Severity = Severity.REJECTED

    @property
    def message(self) -> str:
        """The English sentence."""
        return SENTENCES[self.key].format(**self.values)

    def as_json(self) -> dict[str, Any]:
        """The object P of the JSON contract, members in its order."""
        return {
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "code": self.code.value,
            "severity": self.severity.value,
            "message": self.message,
        }


class HelpdeskError(Exception):
    """Base of everything that is not a bug; `key` names its sentence, `values` fill it."""

    code = "invalid"

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    @property
    def message(self) -> str:
        """The English sentence."""
        return SENTENCES[self.key].format(**self.values)

    @override
    def __str__(self) -> str:
        return self.message


class Unavailable(HelpdeskError):
    """The database is unreachable, locked, full, read-only or too slow; trying again may help."""

    code = "unavailable"


class Cancelled(HelpdeskError):
    """The question was superseded and interrupted; nobody waits for the answer."""

    code = "unavailable"


class Conflict(HelpdeskError):
    """Someone changed or removed the row first.

    `current_version` is the version stored now, None when the row is gone.
    """

    code = "invalid"

    def __init__(self, key: str, current_version: int | None = None, **values: object) -> None:
        super().__init__(key, **values)
        self.current_version = current_version


class Invalid(HelpdeskError):
    """Values that cannot be taken; carries one `Problem` per fault."""

    code = "invalid"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("invalid_values", count=len(problems))
        self.problems = problems

    @property
    @override
    def message(self) -> str:
        """Every problem's sentence, one after the other."""
        return " ".join(problem.message for problem in self.problems)


class NotFound(HelpdeskError):
    """There is no such thing, or the viewer may not see it: the same words for both."""

    code = "not_found"


class NotAllowed(HelpdeskError):
    """The viewer's role forbids it."""

    code = "not_allowed"


class NewerSchema(HelpdeskError):
    """The database was made by a newer program; it is left untouched."""

    code = "newer_schema"


class OlderSchema(HelpdeskError):
    """A shared database waits for an administrator to migrate it."""

    code = "not_allowed"


class ForeignFile(HelpdeskError):
    """The file is a database or something else that is not ours; it is left untouched."""

    code = "foreign_file"


class Damaged(HelpdeskError):
    """The file is broken or empty; it is left untouched."""

    code = "damaged"


class BadUsage(HelpdeskError):
    """The caller's words are off: an unknown option, login or address."""

    code = "usage"


class BadQuery(HelpdeskError):
    """A query that cannot be read.

    `column` counts characters from 1; `expected` says what could have stood there.
    """

    code = "query"

    def __init__(self, column: int, key: str, **values: object) -> None:
        super().__init__(key, **values)
        self.column = column
