"""The only place that says what of a row, or of words, a found contact does not take.

A matched contact is left as it is, because one file knows less of a customer than the desk does;
what is thereby not taken is told, value by value, so that somebody can add it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from helpdesk_desktop.domain.contact_rules import CONTACT_LABELS
from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.storage.contact_wish import BY_EMAIL, ContactWish, LostValues, Match

_LABELS = {
    "contact": CONTACT_LABELS["name"],
    "phone": CONTACT_LABELS["phones"],
    "email": CONTACT_LABELS["emails"],
    "company": CONTACT_LABELS["company"],
}


def warnings_of(
    lost: Iterable[LostValues], column_of: Callable[[str], str | None]
) -> Iterator[Problem]:
    """A warning for each value of the rows that their contacts have otherwise."""
    for line, wish, match in lost:
        for problem in warnings_of_match(wish, match):
            yield replace(problem, line=line, column=column_of(problem.field or ""))


def warnings_of_match(wish: ContactWish, match: Match) -> Iterator[Problem]:
    """A warning for each value of one wish that the contact has otherwise."""
    values = {
        "contact": wish.name,
        "phone": None if wish.phone is None else wish.phone.value,
        "email": None if wish.email is None else wish.email.value,
        "company": wish.company,
    }
    key = "found_by_email" if match.way == BY_EMAIL else "found_by_phone"
    for name in match.lost:
        told = {"contact": match.title, "value": values[name], "label": _LABELS[name]}
        yield Problem(ProblemCode.CONFLICT, key, told, name, severity=Severity.WARNING)
