"""The only door between the window and everything below: frozen values in, frozen values out.

Every method may block on the disk or the network: the window calls them on a worker, never on the
GUI thread. Reads take a `Cancellation` and raise `Cancelled` once it is requested. Errors are those
of `domain.errors`; anything else is a bug. Objects may be shared between threads.
"""

from helpdesk_desktop.services.contracts.administration import Team, TicketTypes
from helpdesk_desktop.services.contracts.backups import Backups
from helpdesk_desktop.services.contracts.contacts import Companies, Contacts
from helpdesk_desktop.services.contracts.desk import DatabaseInfo, Desk, Live
from helpdesk_desktop.services.contracts.exports import Exports
from helpdesk_desktop.services.contracts.fields import Fields
from helpdesk_desktop.services.contracts.filters import SavedFilters
from helpdesk_desktop.services.contracts.imports import Imports
from helpdesk_desktop.services.contracts.links import Door
from helpdesk_desktop.services.contracts.setup import (
    AgentChoice,
    DatabaseReport,
    DatabaseWish,
    KnownDatabase,
    SettingsReading,
    Setup,
)
from helpdesk_desktop.services.contracts.tickets import BLOCK_ROWS, Clock, Drafts, People, Tickets

__all__ = [
    "BLOCK_ROWS",
    "AgentChoice",
    "Backups",
    "Clock",
    "Companies",
    "Contacts",
    "DatabaseInfo",
    "DatabaseReport",
    "DatabaseWish",
    "Desk",
    "Door",
    "Drafts",
    "Exports",
    "Fields",
    "Imports",
    "KnownDatabase",
    "Live",
    "People",
    "SavedFilters",
    "SettingsReading",
    "Setup",
    "Team",
    "TicketTypes",
    "Tickets",
]
