"""The only place where a company is made in passing: by its name, at a contact.

It is asked for what every new company is asked for. Whoever names it may give the values along, in
`company_custom`; a default counts as given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.custom_rules import check_made_in_passing
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.text_rules import storable_problem
from helpdesk_desktop.services.contact_custom import Values, fields_of
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage.contact_store import add_company
from helpdesk_desktop.storage.custom.custom_value_store import set_values
from helpdesk_desktop.storage.merged_names import find_companies

_OWNER = CustomFieldOwner.COMPANY


@dataclass(frozen=True, slots=True)
class PassingCompany:
    """A company that is not there yet, and what it holds."""

    name: str
    values: Values

    def make(self, session: Session, connection: Connection) -> int:
        """Make it, once nothing is wrong."""
        made = add_company(connection, self.name, session.new_uid())
        set_values(connection, _OWNER, made, self.values)
        return made


def look_at_company(
    session: Session,
    connection: Connection,
    viewer: Viewer,
    name: str | None,
    *,
    submitted: Mapping[str, Any],
    problems: list[Problem],
) -> PassingCompany | None:
    """The company that has to be made for this name; adds what it lacks.

    None where nobody is named, or there is such a company: what was given for it counts no more.
    """
    if name is None or storable_problem(name, "company", name) is not None:
        return None  # a name that no database could be asked for is the caller's problem
    if find_companies(connection, (name,)):
        return None
    fields = fields_of(session, connection, viewer, _OWNER)
    checked = check_made_in_passing(fields.values(), submitted, name)
    problems += checked.problems
    return PassingCompany(
        name, tuple((fields[key], value) for key, value in checked.values.items())
    )
