"""The only place for what a row says of its contact's and company's fields, and what these hold.

Of a contact that the viewer's role hides, and of a company that it hides, nothing is answered.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.storage.custom.custom_value_store import Values, load_values
from helpdesk_desktop.storage.id_chunks import chunked
from helpdesk_desktop.storage.import_contacts import NOTHING_HELD, Held
from helpdesk_desktop.storage.permission_sql import may_see_company, may_see_contact
from helpdesk_desktop.storage.schema import company, contact


class Owned(NamedTuple):
    """What a row says of the contact and company that it names.

    `held` is what they hold if this row makes them, with constants and defaults; `given` is what
    the row's own cells say. The lacks are why they could not be made.
    """

    held: Held = NOTHING_HELD
    given: Held = NOTHING_HELD
    contact_lacks: tuple[Problem, ...] = ()
    company_lacks: tuple[Problem, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether no cell of the row speaks of a contact's or company's field."""
        return not (self.given.contact or self.given.company)


NOTHING_OWNED = Owned()


class Kept(NamedTuple):
    """What a contact holds, and its company; `company` is None where that may not be told."""

    contact: Values
    company_id: int | None
    company: Values | None


def load_kept(
    connection: Connection,
    viewer: Viewer,
    contact_ids: Collection[int],
    *,
    made_contacts: Collection[int] = (),
    made_companies: Collection[int] = (),
) -> dict[int, Kept]:
    """What these contacts and their companies hold; those that the role hides are left out.

    What this import made is told in any case.
    """
    firm_of: dict[int, int | None] = {}
    for chunk in chunked(sorted(contact_ids)):
        rows = connection.execute(
            select(contact.c.id, contact.c.company_id, may_see_contact(viewer).label("is_seen"))
            .where(contact.c.id.in_(chunk))
            .order_by(contact.c.id)
        )
        firm_of.update(
            (number, firm) for number, firm, is_seen in rows if is_seen or number in made_contacts
        )
    firms = {one for one in firm_of.values() if one is not None}
    values = load_values(connection, CustomFieldOwner.CONTACT, list(firm_of))
    of_firms = load_company_values(connection, viewer, firms, made=made_companies)
    return {
        number: Kept(values[number], firm, None if firm is None else of_firms.get(firm))
        for number, firm in firm_of.items()
    }


def load_company_values(
    connection: Connection, viewer: Viewer, ids: Iterable[int], *, made: Collection[int] = ()
) -> dict[int, Values]:
    """What these companies hold, but for those that the role hides."""
    wanted = sorted(ids)
    seen = {one for one in wanted if one in made}
    for chunk in chunked(one for one in wanted if one not in seen):
        rows = select(company.c.id).where(company.c.id.in_(chunk), may_see_company(viewer))
        seen.update(connection.scalars(rows))
    return load_values(connection, CustomFieldOwner.COMPANY, sorted(seen))
