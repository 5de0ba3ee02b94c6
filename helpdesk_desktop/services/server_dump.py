"""The only place that has a server's own tool write a backup: `pg_dump`, `mariadb-dump`.

The tool is started with a password file of its own, for its owner alone and gone with it; nothing
secret stands in its words or its environment. What it writes is whole, or is not there.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from helpdesk_desktop.domain.backups import BackupHeard, BackupProgress, BackupStep
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, Damaged, Unavailable
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.services.server_backup import (
    backup_command,
    backup_words,
    missing_tools,
)
from helpdesk_desktop.storage.backup_copy import (
    growing_beside,
    require_free_name,
    settle,
    target_error,
)
from helpdesk_desktop.storage.backup_file import sha256_of
from helpdesk_desktop.storage.database_url import ServerAddress
from helpdesk_desktop.storage.dialects.driver import CONNECT_TIMEOUT_S

_LOOK_S = 0.2
_MOST_SAID = 4_000
_ENDINGS = {"postgresql": ".dump", "mariadb": ".sql"}
# mariadb-dump writes this as its last line, and only then.
_LAST_LINE = b"-- Dump completed"
_KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMP", "TEMP", "TMPDIR")
_ASKS = ("no password supplied", "using password: no")
_NO_ANSWER = "timeout expired"
_REFUSES = ("password authentication failed", "using password: yes")


@dataclass(frozen=True, slots=True)
class Dump:
    """What a tool wrote."""

    path: str
    size: int
    sha256: str
    tool: str


def dump(
    address: ServerAddress,
    password: str | None,
    target: Path,
    now: datetime,
    cancel: Cancellation,
    *,
    heard: BackupHeard | None = None,
    may_replace: bool = False,
    patience_s: float = 60.0,
) -> Dump:
    """Have the server's tool write the database into a file; a folder gets a file of its own.

    A tool that writes nothing for `patience_s` waits for a server that hangs, and is ended.

    Raises:
        BadUsage: the tool is not on this computer; the command for where it is is told.
        Unavailable: the server refuses or hangs, or the file cannot be written.
        Damaged: the tool ended well, and its file has no end.
        Cancelled: it was called off; nothing is left.
    """
    missing = missing_tools(address)
    if missing:
        raise BadUsage(
            "dump_no_tool", tool=missing[0], place=address.place, command=backup_command(address)
        )
    if os.path.isdir(target):  # noqa: PTH112  # a name that is too long is no folder
        at = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = target / f"{_plain(address.database)}.{at}{_ENDINGS[address.kind]}"
    require_free_name(target, may_replace=may_replace)
    _require_answer(address)
    with growing_beside(target) as grown, _secret(address, password) as secret:
        words, settings = backup_words(address, secret, grown)
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        environment |= dict(settings) | {"PGCONNECT_TIMEOUT": "5"}
        growth = _Growth(grown, patience_s)

        def look() -> None:
            cancel.check()
            if growth.has_stopped():
                seconds = f"{patience_s:g}"
                raise Unavailable(
                    "dump_silent", place=address.place, tool=words[0], seconds=seconds
                )
            if heard is not None:
                heard(BackupProgress(BackupStep.COPYING))

        refused = _run(words, environment, look)
        cancel.check()
        if refused is not None:
            raise _refusal(words[0], refused, address, grown)
        _check_end(address, grown, environment, cancel)
        try:
            with grown.open("rb") as file:
                os.fsync(file.fileno())
            digest = sha256_of(grown, cancel, heard)
            size = grown.stat().st_size
            require_free_name(target, may_replace=may_replace)  # it took its time
            settle(grown, target, may_replace=may_replace)
        except OSError as error:
            raise target_error(error, target) from error
    return Dump(str(target), size, digest, words[0])


def _require_answer(address: ServerAddress) -> None:
    """Let pass a server that says a word; `mariadb-dump` waits for it for ever.

    Raises:
        Unavailable: it cannot be reached, or says nothing.
    """
    if address.kind != "mariadb":
        return  # pg_dump has a time-out of its own, and there the client speaks first
    try:
        with socket.create_connection((address.host, address.port), CONNECT_TIMEOUT_S) as opened:
            opened.recv(1)
    except TimeoutError:
        raise Unavailable("unreachable", place=address.place, reason=Reason.NO_ANSWER) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unavailable("unreachable", place=address.place, reason=reason) from error


@contextmanager
def _secret(address: ServerAddress, password: str | None) -> Iterator[Path]:
    """The tool's password file; empty where no password is known."""
    with tempfile.TemporaryDirectory(prefix="helpdesk-") as folder:  # for its owner alone
        path = Path(folder) / "password"
        known = address.password if password is None else password
        path.touch(mode=0o600)
        path.write_text(_secret_text(address, known), encoding="utf-8")
        yield path


def _secret_text(address: ServerAddress, password: str | None) -> str:
    if address.kind == "postgresql":
        if password is None:
            return ""
        escaped = password.replace("\\", "\\\\").replace(":", "\\:")
        return f"*:*:*:*:{escaped}\n"
    if password is None:
        return "[client]\n"
    escaped = password.replace("\\", "\\\\").replace('"', '\\"')
    return f'[client]\npassword="{escaped}"\n'


class _Growth:
    """Whether a file still grows; one that does not for so long has stopped."""

    def __init__(self, path: Path, patience_s: float) -> None:
        self._path = path
        self._patience_s = patience_s
        self._size = 0
        self._grew_s = time.monotonic()

    def has_stopped(self) -> bool:
        """To be asked now and then."""
        now_s = time.monotonic()
        size = self._path.stat().st_size
        if size != self._size:
            self._size, self._grew_s = size, now_s
        return now_s - self._grew_s > self._patience_s


def _run(
    words: Sequence[str], environment: Mapping[str, str], look: Callable[[], None]
) -> str | None:
    """What the tool said where it did not end well; what `look` raises now and then ends it."""
    with tempfile.TemporaryFile() as said:
        tool = subprocess.Popen(  # noqa: S603  # our own words, and no shell
            [shutil.which(words[0]) or words[0], *words[1:]],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            while True:
                try:
                    code = tool.wait(_LOOK_S)
                    break
                except subprocess.TimeoutExpired:
                    look()
        finally:
            if tool.poll() is None:
                tool.kill()
                tool.wait()
        said.seek(0)
        return said.read(_MOST_SAID).decode(errors="replace") if code else None


def _refusal(tool: str, text: str, address: ServerAddress, grown: Path) -> Unavailable:
    lowered = text.lower()
    if any(phrase in lowered for phrase in _ASKS):
        return Unavailable("password_needed", place=address.place)
    if any(phrase in lowered for phrase in _REFUSES):
        return Unavailable("wrong_password", place=address.place)
    if _NO_ANSWER in lowered:
        return Unavailable("unreachable", place=address.place, reason=Reason.NO_ANSWER)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    reason = lines[0] if lines else "it said nothing"
    if "no space left" in lowered:
        return Unavailable("backup_disk_full", place=str(grown.parent))
    return Unavailable("dump_failed", tool=tool, place=address.place, reason=reason)


def _check_end(
    address: ServerAddress, grown: Path, environment: Mapping[str, str], cancel: Cancellation
) -> None:
    if address.kind == "postgresql":
        # Reads the list of what is in it, which stands at its head, and that it is of its kind.
        with tempfile.TemporaryFile() as said:
            read = subprocess.run(  # noqa: S603  # as above
                [shutil.which("pg_restore") or "pg_restore", "--list", str(grown)],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            said.seek(0)
            is_whole = read.returncode == 0 and b" ticket " in said.read()
    else:
        with grown.open("rb") as file:
            file.seek(max(0, grown.stat().st_size - 200))
            is_whole = _LAST_LINE in file.read()
    cancel.check()
    if not is_whole:
        raise Damaged("dump_unfinished", place=address.place)


def _plain(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in name)[:100]
