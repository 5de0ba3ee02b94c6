"""Every sentence can be said, and every error carries its own."""

import string

import pytest

from helpdesk_desktop.domain.errors import (
    BadQuery,
    Cancelled,
    Conflict,
    HelpdeskError,
    Invalid,
    NotFound,
    Problem,
    ProblemCode,
    Severity,
)
from helpdesk_desktop.domain.sentences import SENTENCES

# The error contract's codes, in its words.
_CODES = {
    "usage", "query", "not_found", "invalid", "unavailable", "not_allowed", "newer_schema",
    "foreign_file", "damaged",
}  # fmt: skip


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("key", SENTENCES)
def test_the_braces_of_a_sentence_are_filled_by_name(key: str) -> None:
    names = _names(SENTENCES[key])
    assert all(name.isidentifier() for name in names)
    # `key` and `column` are the errors' own arguments and cannot fill a brace of theirs.
    said = SENTENCES[key].format(**dict.fromkeys(names, "x"))
    assert said.strip()
    assert "{" not in said


@pytest.mark.parametrize("key", [key for key in SENTENCES if key.startswith("query_")])
def test_a_query_sentence_needs_nothing_that_its_error_cannot_carry(key: str) -> None:
    assert not _names(SENTENCES[key]) & {"key", "column"}
    error = BadQuery(7, key, **dict.fromkeys(_names(SENTENCES[key]), "x"))
    assert (error.column, error.code) == (7, "query")
    assert str(error) == error.message


def _errors(kind: type[HelpdeskError]) -> list[type[HelpdeskError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in _errors(below))]


def test_every_error_has_a_code_of_the_contract() -> None:
    assert {kind.code for kind in _errors(HelpdeskError)} == _CODES


def test_errors_say_their_sentence_with_their_values() -> None:
    assert str(NotFound("no_such_ticket", serial=7)) == "There is no ticket #7."
    assert Cancelled("cancelled").message == "Cancelled."
    gone = Conflict("gone", what="Ticket #7")
    assert (gone.message, gone.current_version) == ("Ticket #7 was removed in the meantime.", None)
    assert Conflict("conflict", 4, what="it").current_version == 4


def test_invalid_says_every_problem() -> None:
    problems = (
        Problem(ProblemCode.REQUIRED, "required", {"label": "Subject"}, field="subject"),
        Problem(ProblemCode.BAD_NUMBER, "bad_number", {"value": "x"}, severity=Severity.WARNING),
    )
    error = Invalid(problems)
    assert str(error) == "Subject is required. “x” is not a number."
    assert error.problems == problems


def test_a_problem_is_the_object_of_the_contract() -> None:
    problem = Problem(
        ProblemCode.UNKNOWN_CHOICE,
        "unknown_choice",
        {"value": "Open", "label": "Status", "expected": "new"},
        field="status",
        line=12,
        column="State",
    )
    assert list(problem.as_json().items()) == [
        ("line", 12),
        ("column", "State"),
        ("field", "status"),
        ("code", "unknown_choice"),
        ("severity", "rejected"),
        ("message", "“Open” is not a Status. Expected new."),
    ]
