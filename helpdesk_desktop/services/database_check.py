"""The only place that looks at a database to say what opening would bring; it changes nothing."""

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, NotAllowed, OlderSchema
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.services.connection import DeskRequest, resolve_viewer
from helpdesk_desktop.services.contracts import AgentChoice, Clock, DatabaseReport
from helpdesk_desktop.services.desk import ENGINE_NAMES
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.services.setting_layers import SettingLayers
from helpdesk_desktop.services.tickets import DeskTickets
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import DatabaseAddress, FileAddress
from helpdesk_desktop.storage.engine import open_database
from helpdesk_desktop.storage.engine_version import load_engine_version
from helpdesk_desktop.storage.people_store import load_agents, load_roles


def check_database(
    address: DatabaseAddress,
    request: DeskRequest,
    layers: SettingLayers,
    clock: Clock,
    cancel: Cancellation,
) -> DatabaseReport:
    """Engine, version, who one would be, and how many tickets they see.

    Raises:
        Unavailable, NotAllowed, NewerSchema, OlderSchema, ForeignFile, Damaged: as opening it.
    """
    engine = ENGINE_NAMES[address.kind]
    try:
        database = open_database(address, password=request.password, may_migrate=False)
    except OlderSchema:
        if not isinstance(address, FileAddress):
            raise
        return DatabaseReport(engine, "", address.place, is_older=True)
    try:
        cancel.check()
        version = load_engine_version(database, cancel)
        viewer = _viewer(database, request, layers)
        tickets = None
        if viewer is not None:
            session = Session(database, viewer, clock)
            tickets = DeskTickets(session).count(FilterSpec(), cancel)
        return DatabaseReport(engine, version, address.place, viewer, tickets)
    finally:
        database.close()


def list_agents(database: Database) -> tuple[AgentChoice, ...]:
    """Whom one may work as: the active agents, by name."""
    with database.reading() as connection:
        roles = {role.id: role.name for role in load_roles(connection)}
        agents = load_agents(connection)
    return tuple(
        AgentChoice(agent.login, agent.name, roles.get(agent.role_id, ""))
        for agent in sorted(agents, key=lambda one: (fold(one.name), one.login))
        if agent.is_active
    )


def _viewer(database: Database, request: DeskRequest, layers: SettingLayers) -> Viewer | None:
    with database.reading() as connection:
        try:
            return resolve_viewer(connection, request, layers)
        except (BadUsage, NotAllowed):
            return None  # the window asks who it is
