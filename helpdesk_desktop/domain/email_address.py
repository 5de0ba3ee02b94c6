"""The only place that says what an e-mail address is.

Judged by its form alone, never by asking the network. The address is kept as typed; only the
comparison form is folded.
"""

from dataclasses import dataclass

from typing_extensions import override

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.ticket import EMAIL_LIMIT


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """An address as typed, without white space around it, and the form that is compared."""

    value: str
    folded: str

    @override
    def __hash__(self) -> int:
        # An import asks for it several times a row, and that of a text is kept.
        return hash(self.value)


def parse_email(text: str) -> EmailAddress | None:
    """The address that `text` spells, None when it spells none.

    Addresses of inner networks (`boss@intranet`) and of other scripts count; quoted names,
    comments and bare IP addresses do not.
    """
    value = text.strip()
    if not value or len(value) > EMAIL_LIMIT or not _is_address(value):
        return None
    return EmailAddress(value, fold(value))


def _is_address(value: str) -> bool:
    # 23 ms to load: with the first address, not with the program.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  # as said above

    try:
        validate_email(value, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return False
    return True
