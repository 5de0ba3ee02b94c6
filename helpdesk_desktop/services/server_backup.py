"""The only place that says how a server's database is backed up: by the server's own tools.

The commands ask for no password and show none: it stands in a file of the tool.
"""

import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

from helpdesk_desktop.storage.database_url import ServerAddress, Tls

Settings = tuple[tuple[str, str], ...]

_TOOLS = {"postgresql": ("pg_dump", "pg_restore"), "mariadb": ("mariadb-dump", "mariadb")}
_PASSWORDS = {"postgresql": Path("~/.pgpass"), "mariadb": Path("password.cnf")}
_FILES = {"postgresql": Path("helpdesk.dump"), "mariadb": Path("helpdesk.sql")}


def backup_words(
    address: ServerAddress, password_file: Path, target: Path
) -> tuple[list[str], Settings]:
    """The tool with its words, and the variables it needs."""
    if address.kind == "postgresql":
        words = ["pg_dump", "--format=custom", "--no-password", *_place(address)]
        settings = (("PGPASSFILE", str(password_file)), *_tls_settings(address))
        return [*words, f"--file={target}", address.database], settings
    # The tool takes the file of passwords as its first word or not at all.
    words = ["mariadb-dump", *_mariadb(address, password_file), "--single-transaction"]
    words += ["--routines", "--hex-blob", f"--result-file={target}"]
    return [*words, address.database], ()


def backup_command(address: ServerAddress) -> str:
    """What an administrator types for a backup."""
    words, settings = backup_words(address, _PASSWORDS[address.kind], _FILES[address.kind])
    return _line(settings, words)


def restore_command(address: ServerAddress) -> str:
    """What an administrator types to put such a backup back."""
    password_file, file = _PASSWORDS[address.kind], _FILES[address.kind]
    if address.kind == "postgresql":
        words = ["pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-password"]
        place = [*_place(address), f"--dbname={address.database}", str(file)]
        settings = (("PGPASSFILE", str(password_file)), *_tls_settings(address))
        return _line(settings, [*words, *place])
    words = ["mariadb", *_mariadb(address, password_file), address.database]
    return f"{_line((), words)} < {file}"


def missing_tools(address: ServerAddress) -> tuple[str, ...]:
    """Which of the server's tools are not on this computer."""
    return tuple(tool for tool in _TOOLS[address.kind] if shutil.which(tool) is None)


def _place(address: ServerAddress) -> list[str]:
    return [f"--host={address.host}", f"--port={address.port}", f"--username={address.user}"]


def _tls_settings(address: ServerAddress) -> Settings:
    if address.tls is Tls.PLAIN:
        return (("PGSSLMODE", "disable"),)
    if address.tls is Tls.LOOPBACK:
        return ()
    # What the driver looks at, too; it is loaded for PostgreSQL alone.
    from helpdesk_desktop.storage.dialects.postgresql import system_roots  # noqa: PLC0415  # as said above

    root = system_roots() if address.ca_file is None else str(address.ca_file)
    return (("PGSSLMODE", "verify-full"), ("PGSSLROOTCERT", root))


def _mariadb(address: ServerAddress, password_file: Path) -> list[str]:
    words = [f"--defaults-file={password_file}", "--protocol=TCP", f"--host={address.host}"]
    words += [f"--port={address.port}", f"--user={address.user}"]
    if address.tls is Tls.VERIFIED:
        words.append("--ssl-verify-server-cert")
        if address.ca_file is not None:
            words.append(f"--ssl-ca={address.ca_file}")
    return words


def _line(settings: Settings, words: Sequence[str]) -> str:
    shown = (f"{name}={_quoted(value)}" for name, value in settings)
    return " ".join((*shown, *map(shlex.quote, words)))


def _quoted(value: str) -> str:
    # The shell is to find the home folder.
    return value if value.startswith("~/") else shlex.quote(value)
