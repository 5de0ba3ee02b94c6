"""The only place that says how a server's database is backed up: by the server's own tools.

A dump needs the tools of the server's version, rights to every table and a place that is not one
agent's computer. The commands ask for no password and show none: it stands in a file of the tool.
"""

import shlex
import shutil
from collections.abc import Sequence

from helpdesk_desktop.storage.database_url import ServerAddress, Tls

_TOOLS = {"postgresql": ("pg_dump", "pg_restore"), "mariadb": ("mariadb-dump", "mariadb")}


def backup_command(address: ServerAddress) -> str:
    """What an administrator types for a backup."""
    if address.kind == "postgresql":
        words = ["pg_dump", "--format=custom", "--no-password", *_place(address)]
        return _line(_postgresql(address), [*words, "--file=helpdesk.dump", address.database])
    words = ["mariadb-dump", *_mariadb(address), "--single-transaction", "--routines"]
    return _line((), [*words, "--result-file=helpdesk.sql", address.database])


def restore_command(address: ServerAddress) -> str:
    """What an administrator types to put such a backup back."""
    if address.kind == "postgresql":
        words = ["pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-password"]
        place = [*_place(address), f"--dbname={address.database}", "helpdesk.dump"]
        return _line(_postgresql(address), [*words, *place])
    return f"{_line((), ['mariadb', *_mariadb(address), address.database])} < helpdesk.sql"


def missing_tools(address: ServerAddress) -> tuple[str, ...]:
    """Which of the server's tools are not on this computer."""
    return tuple(tool for tool in _TOOLS[address.kind] if shutil.which(tool) is None)


def _place(address: ServerAddress) -> list[str]:
    return [f"--host={address.host}", f"--port={address.port}", f"--username={address.user}"]


def _postgresql(address: ServerAddress) -> tuple[str, ...]:
    settings = ["PGPASSFILE=~/.pgpass"]
    if address.tls is Tls.VERIFIED:
        root = "system" if address.ca_file is None else shlex.quote(str(address.ca_file))
        settings += ["PGSSLMODE=verify-full", f"PGSSLROOTCERT={root}"]
    return tuple(settings)


def _mariadb(address: ServerAddress) -> list[str]:
    # The tool takes this option as the first or not at all.
    words = ["--defaults-extra-file=password.cnf", f"--host={address.host}"]
    words += [f"--port={address.port}", f"--user={address.user}"]
    if address.tls is Tls.VERIFIED:
        words.append("--ssl-verify-server-cert")
        if address.ca_file is not None:
            words.append(f"--ssl-ca={address.ca_file}")
    return words


def _line(settings: Sequence[str], words: Sequence[str]) -> str:
    return " ".join((*settings, *map(shlex.quote, words)))
