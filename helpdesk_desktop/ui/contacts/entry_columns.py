"""The only place that says which columns the lists of contacts and companies have."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.contacts import CompanyEntry, ContactEntry
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.detail.value_labels import stars_text
from helpdesk_desktop.ui.list.shown_table import Face
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.messages import number_text

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One column; see `shown_table.ShownColumn`. `text` is what a cell says."""

    key: str
    title: Callable[[], str]
    width: int
    least: int
    text: Callable[[Any, Names], str]
    is_muted: bool = False
    can_stretch: bool = False
    face: Face = Face.TEXT


def _name(row: ContactEntry, _: Names) -> str:
    return row.name or row.phone or row.email or NOTHING


def _manager(row: ContactEntry, names: Names) -> str:
    return NOTHING if row.manager_id is None else names.agents.get(row.manager_id, NOTHING)


def _contacts(row: CompanyEntry, _: Names) -> str:
    return number_text(row.contacts)


CONTACT_COLUMNS: tuple[EntryColumn, ...] = (
    EntryColumn(
        "name", lambda: translate("ContactColumns", "Name"), 190, 96, _name, can_stretch=True
    ),
    EntryColumn(
        "phone",
        lambda: translate("ContactColumns", "Phone"),
        130,
        108,
        lambda row, _: row.phone or NOTHING,
    ),
    EntryColumn(
        "email",
        lambda: translate("ContactColumns", "E-mail"),
        210,
        84,
        lambda row, _: row.email or NOTHING,
    ),
    EntryColumn(
        "title",
        lambda: translate("ContactColumns", "Job title"),
        120,
        52,
        lambda row, _: row.title or NOTHING,
        is_muted=True,
    ),
    EntryColumn(
        "company",
        lambda: translate("ContactColumns", "Company"),
        160,
        72,
        lambda row, _: row.company or NOTHING,
    ),
    EntryColumn(
        "rating",
        lambda: translate("ContactColumns", "Rating"),
        90,
        80,
        lambda row, _: stars_text(row.rating),
        is_muted=True,
    ),
    EntryColumn(
        "manager",
        lambda: translate("ContactColumns", "Account manager"),
        150,
        60,
        _manager,
        is_muted=True,
    ),
)
COMPANY_COLUMNS: tuple[EntryColumn, ...] = (
    EntryColumn(
        "name",
        lambda: translate("ContactColumns", "Name"),
        320,
        160,
        lambda row, _: row.name,
        can_stretch=True,
    ),
    EntryColumn("contacts", lambda: translate("ContactColumns", "Contacts"), 110, 90, _contacts),
)
