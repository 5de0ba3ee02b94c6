"""The only place that tells what a viewer sees of a contact, beside what a file says of it.

What an import changes or says may hang on nothing else: or the difference would tell the rest.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import masked_phone, sees_contact
from helpdesk_desktop.domain.phone import PhoneNumber
from helpdesk_desktop.storage.contact_store import EMAIL, PHONE, ContactWords, words_of
from helpdesk_desktop.storage.contact_wish import ContactWish
from helpdesk_desktop.storage.id_chunks import chunked
from helpdesk_desktop.storage.merged_names import company_key
from helpdesk_desktop.storage.schema import company, contact, contact_point


class SeenContact(NamedTuple):
    """A contact as one viewer sees it; addresses are folded, numbers as masked as they are seen.

    Of a hidden one there are its name and its masked number, and nothing is known of the rest.
    """

    words: ContactWords
    name: str | None
    title: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    company: str | None = None
    is_masked: bool = False
    is_hidden: bool = False

    def differences(self, wish: ContactWish, *, is_number_known: bool = False) -> tuple[str, ...]:
        """The fields that the wish gives and the contact is seen to have otherwise.

        `is_number_known`: its number is the wish's, and was not read for that.
        """
        found: list[str] = []
        # The spelling is mostly the same, which is told faster than that the meaning is.
        if (
            wish.name is not None
            and wish.name != self.name
            and fold(wish.name) != self.words.name_fold
        ):
            found.append("contact")
        if (
            wish.phone is not None
            and not is_number_known
            and self._phone(wish.phone) not in self.phones
        ):
            found.append("phone")
        if self.is_hidden:
            return tuple(found)
        if wish.email is not None and wish.email.folded not in self.emails:
            found.append("email")
        if (
            wish.company is not None
            and wish.company != self.company
            and (self.company is None or company_key(wish.company) != company_key(self.company))
        ):
            found.append("company")
        return tuple(found)

    def shows(self, name: str) -> bool:
        """Whether the viewer sees anything in this field of the contact's tickets."""
        match name:
            case "contact":
                return self.name is not None or bool(self.phones)
            case "phone":
                return bool(self.phones)
            case "email":
                return bool(self.emails)
            case _:
                return self.company is not None

    def _phone(self, phone: PhoneNumber) -> str | None:
        return masked_phone(phone.value) if self.is_masked else phone.normalised


def see_contacts(
    connection: Connection,
    viewer: Viewer,
    ids: Collection[int],
    *,
    without_numbers: Collection[int] = (),
) -> dict[int, SeenContact]:
    """Contacts by id as the viewer sees them, the hidden ones too.

    Their numbers are not read `without_numbers`.
    """
    found: dict[int, SeenContact] = {}
    is_masked = viewer.phones_masked
    for chunk in chunked(sorted(ids)):
        emails = _points(connection, EMAIL, chunk)
        phones = _points(connection, PHONE, [one for one in chunk if one not in without_numbers])
        rows = connection.execute(
            select(
                contact.c.id,
                contact.c.name,
                contact.c.phone,
                contact.c.manager_id,
                company.c.name,
            )
            .outerjoin(company, company.c.id == contact.c.company_id)
            .where(contact.c.id.in_(chunk))
        )
        for number, name, phone, manager_id, firm in rows:
            points = emails.get(number, ())
            own = [value for value, _ in points]
            words = words_of(number, name, own)
            if sees_contact(viewer, manager_id):
                shown = masked_phone(phone) if is_masked else phone
                title = name or (own[0] if own else shown) or ""
                numbers = phones.get(number, ())
                found[number] = SeenContact(
                    words,
                    name,
                    title,
                    tuple(
                        (masked_phone(value) or "") if is_masked else normalised
                        for value, normalised in numbers
                    ),
                    tuple(folded for _, folded in points),
                    firm,
                    is_masked,
                )
            else:
                mask = masked_phone(phone)
                masks = () if mask is None else (mask,)
                found[number] = SeenContact(
                    words, name, name or mask or "", masks, is_masked=True, is_hidden=True
                )
    return found


def _points(
    connection: Connection, kind: int, ids: Sequence[int]
) -> dict[int, list[tuple[str, str]]]:
    # As they are, and as they are compared.
    found: dict[int, list[tuple[str, str]]] = {}
    if ids:
        rows = connection.execute(
            select(contact_point.c.contact_id, contact_point.c.value, contact_point.c.normalised)
            .where(contact_point.c.contact_id.in_(ids), contact_point.c.kind == kind)
            .order_by(contact_point.c.contact_id, contact_point.c.position)
        )
        for number, value, normalised in rows:
            found.setdefault(number, []).append((value, normalised))
    return found
