"""The only place that says whom a row speaks of by its name, number, address and company.

A number in the name's place is a number: a name is read by roles that see numbers masked. What such
a role was shown instead of a number is none.
"""

from typing import NamedTuple

from helpdesk_desktop.domain.email_address import EmailAddress
from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.domain.permission import is_masked
from helpdesk_desktop.domain.phone import PhoneNumber, bare_number
from helpdesk_desktop.domain.text_rules import one_line
from helpdesk_desktop.storage.contact_wish import ContactWish


class RowWords(NamedTuple):
    """What a row says; `told` is the text that `phone` was read of, or a masked number."""

    name: str | None
    told: str
    phone: PhoneNumber | None
    email: EmailAddress | None
    company: str | None
    is_own_export: bool


def whom(
    words: RowWords, problems: list[Problem], *, region: str
) -> tuple[ContactWish | None, PhoneNumber | None, bool]:
    """Whom the row speaks of, an unknown caller's number, and whether the number is masked."""
    name, told, phone, email, company, is_own_export = words
    has_mask = is_masked(told)
    if has_mask:
        problems.append(_warning(ProblemCode.PATTERN, "masked_number", told, "phone"))
    is_nameless = False
    # A text that begins with a letter is no number, unless it is a link.
    if (
        name is not None
        and (not name[0].isalpha() or ":" in name or name == told)
        and name != company
    ):
        number = bare_number(name, region)
        if is_masked(name):
            if not has_mask:
                problems.append(_warning(ProblemCode.PATTERN, "masked_number", name, "contact"))
            name, has_mask = None, True
        elif number is not None or (phone is not None and name.strip() == one_line(told)):
            if phone is not None and number is not None and not _is_same(phone, number):
                problems.append(_warning(ProblemCode.CONFLICT, "two_numbers", name, "contact"))
            # In our exports the number stands for a contact's missing name.
            name, phone, is_nameless = None, phone or number, is_own_export
    if name is None and email is None and company is None and not is_nameless:
        return (None if phone is None else ContactWish(phone=phone)), phone, has_mask
    # A company alone is its own contact: a ticket has a company through its contact only.
    if name is None and email is None and phone is None:
        name = company
    return ContactWish(name, phone, email, company, is_nameless), None, has_mask


def _is_same(one: PhoneNumber, other: PhoneNumber) -> bool:
    return one.normalised == other.normalised


def _warning(code: ProblemCode, key: str, value: str, field: str) -> Problem:
    return Problem(code, key, {"value": value}, field, severity=Severity.WARNING)
