"""The only place that gives the window its settings, its key store and the ways to a database.

It is `bootstrap` with what a person has chosen before; see `services.contracts.Setup`. Every method
may block, and loads drivers and SQL at its first use: for a worker.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from helpdesk_desktop import bootstrap
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import (
    BadUsage,
    Cancelled,
    HelpdeskError,
    Invalid,
    NotAllowed,
    Unavailable,
)
from helpdesk_desktop.domain.preferences import Preferences, ThemeName
from helpdesk_desktop.domain.setting_keys import SETTINGS
from helpdesk_desktop.services.backups import FileBackups
from helpdesk_desktop.services.clock import SystemClock, zone_named
from helpdesk_desktop.services.connection import (
    DeskRequest,
    address_key,
    read_password,
    resolve_address,
)
from helpdesk_desktop.services.contracts import (
    AgentChoice,
    DatabaseReport,
    DatabaseWish,
    Desk,
    KnownDatabase,
    SettingsReading,
)
from helpdesk_desktop.services.database_check import check_database, list_agents
from helpdesk_desktop.services.desk import ENGINE_NAMES
from helpdesk_desktop.services.key_store import KeyStore
from helpdesk_desktop.services.preference_checks import preference_problems, variables_in
from helpdesk_desktop.services.setting_layers import SettingLayers, Source, read_layers
from helpdesk_desktop.services.settings import (
    Settings,
    SettingsFile,
    config_path,
    load_settings,
    local_database_path,
)
from helpdesk_desktop.storage.database_url import (
    DatabaseAddress,
    ServerAddress,
    parse_database_url,
)
from helpdesk_desktop.storage.engine import open_database

# Who names a database to start with wants it made where it is a file that is not there yet.
_TOLD = frozenset({Source.POLICY, Source.COMMAND_LINE, Source.ENVIRONMENT})


@dataclass(frozen=True, slots=True)
class StartWords:
    """What the command line and the environment say of the database to start with."""

    database: str | None = None
    as_login: str | None = None
    password_file: str | None = None
    time_zone: str | None = None
    theme: ThemeName | None = None
    demo_folder: Path | None = None
    is_demo: bool = False
    # A file that somebody opens from the desktop is there, or it is not.
    may_create: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)


class WindowSetup:
    """See `contracts.Setup`; may be shared between threads."""

    def __init__(self, words: StartWords) -> None:
        self._words = words
        self._file = SettingsFile(config_path())
        self._keys = KeyStore()

    def settings(self) -> SettingsReading:
        """What counts of the settings; a file that cannot be read is set aside."""
        settings, aside = self._file.load()
        fault: HelpdeskError | None = None
        if aside is not None:
            fault = Unavailable("settings_set_aside", place=str(aside), reason=settings.warning)
        elif settings.warning is not None:
            place = str(self._file.path)
            fault = Unavailable("settings_unreadable", place=place, reason=settings.warning)
        layers = self._layers(settings)
        is_bound = layers.is_locked("database")
        known = tuple(
            found
            for one in (() if is_bound else settings.recent)
            if (found := _known(one)) is not None
        )
        notices = list(layers.notices)
        try:
            layers.chosen("theme", self._words.theme)
        except NotAllowed as error:  # worn is the administrator's, and this says why
            notices.append(error)
        except BadUsage:
            pass  # a variable, which is among the notices
        return SettingsReading(
            layers.preferences,
            known,
            fault,
            layers.locked,
            tuple(notices),
            variables_in(layers),
            layers.held,
        )

    def save_preferences(
        self, preferences: Preferences, changed: frozenset[str] | None = None
    ) -> None:
        """Keep those of the preferences that were changed; None means all that nobody locked.

        Raises:
            Unavailable: the settings cannot be written.
            Invalid: a value is none, or the administrator has locked its setting.
        """
        layers = self._layers()
        names = frozenset(one.name for one in fields(Preferences))
        meant = names - layers.locked if changed is None else changed
        problems = preference_problems(preferences, meant, layers)
        if problems:
            raise Invalid(problems)
        self._file.change(lambda settings: settings.with_preferences(preferences, meant))

    def start(self, password: str | None, login: str | None) -> Desk | None:
        """The desk that the program starts with; None where nothing says which, and none is there.

        Raises:
            As `open`.
        """
        request = self._start_request(password, login)
        if self._words.is_demo and self._words.demo_folder is not None:
            return bootstrap.open_demo(request, self._words.demo_folder)
        database = self._layers().chosen("database", self._words.database or None)
        if database.source in _TOLD:
            how = bootstrap.create_or_open if self._words.may_create else bootstrap.open_desk
            return self._remembering(request, how(request), login)
        if database.value is None and not local_database_path().exists():
            return None
        return self._remembering(request, bootstrap.open_desk(request), login)

    def open(self, wish: DatabaseWish, cancel: Cancellation) -> Desk:
        """The desk of a database, which from now on is the one the program starts with.

        Raises:
            Cancelled: nobody waits for it any more; it is not remembered.
            BadUsage, Unavailable, NotAllowed, NewerSchema, OlderSchema, ForeignFile, Damaged.
        """
        request = self._request(wish)
        desk = (bootstrap.create_or_open if wish.may_create else bootstrap.open_desk)(request)
        if cancel.is_requested:
            desk.close()
            raise Cancelled("cancelled")
        address = address_key(parse_database_url(wish.address))
        try:
            self._file.change(lambda settings: settings.with_database(address, wish.login))
        except Unavailable:
            return desk  # it is open; that it is not remembered shows at the next start
        return desk

    def open_demo(self, login: str | None) -> Desk:
        """The desk of a local database of its own with sample data, as this agent sees it.

        Raises:
            As `open`.
        """
        folder = self._words.demo_folder
        if folder is None:
            raise Unavailable("no_file", place="demo")
        request = DeskRequest(
            as_login=login, time_zone=self._words.time_zone, environment=self._looser_environment
        )
        return bootstrap.open_demo(request, folder)

    def check(self, wish: DatabaseWish, cancel: Cancellation) -> DatabaseReport:
        """What `open` would find; nothing is made, changed or remembered.

        Raises:
            As `open`, but for an unknown agent.
        """
        request = self._request(wish)
        layers = read_layers(request.environment)
        address = resolve_address(request, layers)
        clock = SystemClock(zone_named(layers.text("time_zone", request.time_zone)))
        return check_database(address, request, layers.at(address_key(address)), clock, cancel)

    def make_tables(self, wish: DatabaseWish) -> None:
        """Make our tables in an empty database, and its first administrator.

        Raises:
            As `open`.
        """
        bootstrap.init_database(self._request(wish))

    def agents(self, wish: DatabaseWish | None) -> tuple[AgentChoice, ...]:
        """Whom one may work as there, by name.

        Raises:
            As `open`.
        """
        request = self._start_request(None, None) if wish is None else self._request(wish)
        address = resolve_address(request, read_layers(request.environment))
        database = open_database(address, password=read_password(request))
        try:
            return list_agents(database)
        finally:
            database.close()

    def backups(self, wish: DatabaseWish | None) -> FileBackups | None:
        """The backups of a local file; None for a server's database.

        Raises:
            BadUsage, NotAllowed: the address is none, or not allowed.
        """
        request = self._start_request(None, None) if wish is None else self._request(wish)
        if isinstance(bootstrap.database_address(request), ServerAddress):
            return None
        return bootstrap.file_backups(request)

    def can_keep_passwords(self) -> bool:
        """Whether the system has a key store."""
        return self._keys.is_there

    def keep_password(self, wish: DatabaseWish | None, password: str) -> bool:
        """Keep a password in the system's key store; False where that fails."""
        request = DeskRequest(
            database=self._words.database if wish is None else wish.address,
            environment=self._words.environment if wish is None else self._looser_environment,
        )
        address = resolve_address(request, read_layers(request.environment))
        return isinstance(address, ServerAddress) and self._keys.keep(address, password)

    def forget(self, address: str) -> None:
        """Forget a known database: its password, and who worked there.

        Raises:
            Unavailable: the settings cannot be written.
        """
        meant = _parsed(address)
        if isinstance(meant, ServerAddress):
            self._keys.forget(meant)
        self._file.change(lambda settings: settings.without_recent(address))

    @property
    def _looser_environment(self) -> dict[str, str]:
        # What the user chooses in the window counts before the variables of the start.
        names = {SETTINGS["database"].variable, SETTINGS["as"].variable}
        return {key: value for key, value in self._words.environment.items() if key not in names}

    def _layers(self, settings: Settings | None = None) -> SettingLayers:
        own = load_settings(self._file.path) if settings is None else settings
        return read_layers(self._words.environment, own)

    def _start_request(self, password: str | None, login: str | None) -> DeskRequest:
        words = self._words
        request = DeskRequest(
            database=words.database,
            as_login=login or words.as_login,
            password_file=words.password_file,
            time_zone=words.time_zone,
            password=password,
            environment=words.environment,
        )
        if words.is_demo or password is not None or words.password_file is not None:
            return request
        return self._with_kept_password(request)

    def _request(self, wish: DatabaseWish) -> DeskRequest:
        request = DeskRequest(
            database=wish.address,
            as_login=wish.login,
            time_zone=self._words.time_zone,
            password=wish.password,
            environment=self._looser_environment,
        )
        return request if wish.password is not None else self._with_kept_password(request)

    def _with_kept_password(self, request: DeskRequest) -> DeskRequest:
        address = resolve_address(request, read_layers(request.environment))
        if not isinstance(address, ServerAddress) or address.password is not None:
            return request
        return replace(request, password=self._keys.password_of(address))

    def _remembering(self, request: DeskRequest, desk: Desk, login: str | None) -> Desk:
        # Only a choice made in the window is worth remembering; words on a command line are not.
        if login is None:
            return desk
        address = address_key(resolve_address(request, read_layers(request.environment)))

        def with_login(settings: Settings) -> Settings:
            return settings.with_(logins={**settings.logins, address: login})

        try:
            self._file.change(with_login)
        except Unavailable:
            return desk  # asked again at the next start
        return desk


def _parsed(address: str) -> DatabaseAddress | None:
    try:
        return parse_database_url(address)
    except BadUsage:
        return None


def _known(address: str) -> KnownDatabase | None:
    # An address that somebody edited into nonsense is passed over.
    meant = _parsed(address)
    if meant is None:
        return None
    return KnownDatabase(address, ENGINE_NAMES[meant.kind], meant.place)
