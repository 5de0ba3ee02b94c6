"""Private database servers for the tests: started once a run, on loopback, gone with it.

Each server has its own folder (in memory where there is room), port and superuser, no durability,
and a guard process (`server_guard`) that stops it when the test run ends in any way. As root they
run as another user, because both refuse root. PostgreSQL sorts by a natural language here, as real
installations do, so that a missing collation shows.
"""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pymysql
from psycopg import sql

from tests.server_guard import user_group

_READY_S = 60
# Two that make their tables at one moment take the null device's mode from each other.
_INSTALL_TRIES = 3
# A user who needs a password, whose name and word need escapes in a URL.
PASSWORD_USER = "hà@desk"  # noqa: S105  # of a server that lives for one test run
PASSWORD = "s3:cr/t %"  # noqa: S105  # as above
_NULL_DEVICE = Path("/dev/null")
_MEMORY = Path("/dev/shm")  # noqa: S108  # the folders in it are made by mkdtemp
_MEMORY_NEEDED = 4 << 30  # bytes; the four servers of a run with two workers take a quarter


class ServerMissing(Exception):
    """The programs of a server are not on this machine."""


@dataclass
class ServerPlace:
    """Where a private server listens; `url_of` names one of its databases."""

    engine: str  # "postgres" or "mariadb", as in --engines
    user: str
    port: int

    def url_of(self, database: str) -> str:
        scheme = "postgresql" if self.engine == "postgres" else "mariadb"
        return f"{scheme}://{self.user}@127.0.0.1:{self.port}/{database}"


@dataclass
class RunningServer(ServerPlace):
    """A private server that runs until `stop`."""

    guard: "subprocess.Popen[bytes]"

    def down(self) -> None:
        """Stop the server and keep its data; back when nothing listens any more."""
        self._tell(b"down\n", is_up=False)

    def up(self) -> None:
        """Start it again, at the same port; back when it listens."""
        self._tell(b"up\n", is_up=True)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The server hangs: the system still takes what is sent to it, and nothing comes back."""
        stopped = _below(self.guard.pid)
        assert stopped
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in stopped:
                with suppress(ProcessLookupError):  # its client went away meanwhile
                    os.kill(pid, signal.SIGCONT)

    def _tell(self, word: bytes, *, is_up: bool) -> None:
        assert self.guard.stdin is not None
        self.guard.stdin.write(word)
        self.guard.stdin.flush()
        deadline = time.monotonic() + _READY_S
        while self._listens() is not is_up:
            assert time.monotonic() < deadline, f"the server is not {word.decode().strip()}"
            with suppress(subprocess.TimeoutExpired):
                self.guard.wait(0.02)  # a pause that the guard's end cuts short

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        if self.guard.stdin is not None:
            self.guard.stdin.close()
        self.guard.wait(30)


@dataclass(frozen=True)
class Certificate:
    """A server's certificate chain and its key, as PEM."""

    chain: bytes
    key: bytes


def start(engine: str, certificate: Certificate | None = None) -> RunningServer:
    """A server of the given engine that answers; with a certificate it offers TLS.

    Raises:
        ServerMissing: its programs are not installed.
    """
    return {"postgres": _start_postgresql, "mariadb": _start_mariadb}[engine](certificate)


def _below(pid: int) -> list[int]:
    """The processes that a process started, and those that they did; the older ones first."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # gone since
            parent = int(entry.read_text(errors="replace").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.parent.name))
    found = list(children.get(pid, ()))
    for one in found:  # grows on the way
        found += children.get(one, ())
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _program(name: str, *patterns: str) -> str:
    found = [str(path) for pattern in patterns for path in sorted(Path("/").glob(pattern))]
    if found:
        return found[-1]  # the newest version
    on_path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if on_path is None:
        raise ServerMissing(name)
    return on_path


def _memory_folder() -> str | None:
    # MariaDB waits for the disk with each ALTER TABLE, 40 ms for what takes one in memory.
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)):
        return None
    return str(_MEMORY) if shutil.disk_usage(_MEMORY).free > _MEMORY_NEEDED else None


def _folder(prefix: str, user: str | None) -> Path:
    # Short: a socket's path has 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=_memory_folder()))
    if user is not None:
        os.chown(folder, _uid(user), user_group(user))
    return folder


def _other_user(*candidates: str) -> str | None:
    """The user a server runs as: none of ours as root, else we ourselves."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    for name in candidates:
        try:
            _uid(name)
        except KeyError:
            continue
        return name
    raise ServerMissing(" or ".join(candidates))


def _uid(user: str) -> int:
    import pwd  # noqa: PLC0415  # not on Windows

    return pwd.getpwnam(user).pw_uid


def _as_user(user: str | None) -> dict[str, Any]:
    return {} if user is None else {"user": user, "group": user_group(user), "extra_groups": []}


def _guarded(
    folder: Path, stop_signal: signal.Signals, user: str | None, command: list[str]
) -> "subprocess.Popen[bytes]":
    guard = Path(__file__).with_name("server_guard.py")
    arguments = [str(folder), str(int(stop_signal)), user or "-", *command]
    # In a session of its own: who kills the test run's whole group must not kill its guards.
    return subprocess.Popen(
        [sys.executable, str(guard), *arguments], stdin=subprocess.PIPE, start_new_session=True
    )


def _wait_until_it_answers(
    folder: Path, guard: "subprocess.Popen[bytes]", ask: Callable[[], None]
) -> None:
    deadline = time.monotonic() + _READY_S
    while True:
        try:
            ask()
        except (psycopg.OperationalError, pymysql.err.Error):
            if guard.poll() is None and time.monotonic() < deadline:
                try:
                    guard.wait(0.05)  # a pause that the server's end cuts short
                except subprocess.TimeoutExpired:
                    continue
            log = folder / "server.log"
            said = log.read_text(errors="replace")[-2000:] if log.exists() else "nothing"
            raise RuntimeError(f"the private server does not answer; it said: {said}") from None
        else:
            return


def _keep(certificate: Certificate, folder: Path, user: str | None) -> tuple[str, str]:
    paths = (folder / "chain.pem", folder / "key.pem")
    for path, content in zip(paths, (certificate.chain, certificate.key), strict=True):
        path.write_bytes(content)
        path.chmod(0o600)
        if user is not None:
            os.chown(path, _uid(user), user_group(user))
    return str(paths[0]), str(paths[1])


def _run_once(command: list[str], user: str | None, folder: Path) -> None:
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        **_as_user(user),
    )
    _mend_null_device()
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout[-1000:]}{done.stderr[-1000:]}")


def _mend_null_device() -> None:
    # Seen once after a failed mariadb-install-db as root: the null device had lost its mode.
    if sys.platform == "win32" or os.geteuid() != 0:
        return
    mode = stat.S_IMODE(_NULL_DEVICE.stat().st_mode)
    if stat.S_ISCHR(_NULL_DEVICE.stat().st_mode) and mode != 0o666:
        _NULL_DEVICE.chmod(0o666)


def _start_postgresql(certificate: Certificate | None) -> RunningServer:
    initdb = _program("initdb", "usr/lib/postgresql/*/bin/initdb", "usr/pgsql-*/bin/initdb")
    user = _other_user("postgres", "nobody")
    folder = _folder("hd-pg-", user)
    data = folder / "data"
    language = ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C.UTF-8"]
    _run_once(
        [
            initdb,
            "-D",
            str(data),
            "-U",
            "desk",
            "-A",
            "trust",
            "-E",
            "UTF8",
            *language,
            "--no-sync",
            "--no-instructions",
        ],
        user,
        folder,
    )
    (data / "pg_hba.conf").write_text(
        f'host all "{PASSWORD_USER}" 127.0.0.1/32 scram-sha-256\n'
        "host all all 127.0.0.1/32 trust\nlocal all all trust\n",
        encoding="utf-8",
    )
    port = free_port()
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "max_connections": "60",
        "shared_buffers": "32MB",
        "autovacuum": "off",
        "jit": "off",
    }
    if certificate is not None:
        chain, key = _keep(certificate, folder, user)
        settings |= {"ssl": "on", "ssl_cert_file": chain, "ssl_key_file": key}
    arguments = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    # SIGINT is the fast shutdown: it does not wait for clients.
    server = str(Path(initdb).with_name("postgres"))
    guard = _guarded(folder, signal.SIGINT, user, [server, "-D", str(data), *arguments])
    running = RunningServer("postgres", "desk", port, guard)

    def ask() -> None:
        with psycopg.connect(
            f"postgresql://desk@127.0.0.1:{port}/postgres", autocommit=True
        ) as connection:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                    sql.Identifier(PASSWORD_USER), sql.Literal(PASSWORD)
                )
            )

    _wait_until_it_answers(folder, guard, ask)
    return running


def _start_mariadb(certificate: Certificate | None) -> RunningServer:
    server = _program("mariadbd")
    install = _program("mariadb-install-db")
    user = _other_user("mysql", "nobody")
    folder = _folder("hd-my-", user)
    data = folder / "data"
    command = [
        install,
        "--no-defaults",
        f"--datadir={data}",
        "--skip-test-db",
        "--auth-root-authentication-method=normal",
        "--skip-name-resolve",
    ]
    for left in reversed(range(_INSTALL_TRIES)):
        try:
            _run_once(command, user, folder)
            break
        except RuntimeError:
            if not left:
                raise
            shutil.rmtree(data, ignore_errors=True)
    port = free_port()
    settings = [
        f"--datadir={data}",
        f"--socket={folder / 's'}",
        f"--pid-file={folder / 'pid'}",
        "--bind-address=127.0.0.1",
        f"--port={port}",
        "--skip-name-resolve",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-flush-method=nosync",
        "--innodb-doublewrite=0",
        "--innodb-buffer-pool-size=64M",
        "--sync-binlog=0",
        "--skip-log-bin",
        "--max-connections=60",
        # As a careless installation has it: what the program needs, it must set itself.
        "--sql-mode=",
        "--default-time-zone=+07:00",
        "--character-set-server=latin1",
    ]
    if certificate is not None:
        chain, key = _keep(certificate, folder, user)
        settings += [f"--ssl-cert={chain}", f"--ssl-key={key}"]
    guard = _guarded(folder, signal.SIGTERM, user, [server, "--no-defaults", *settings])

    def ask() -> None:
        with (
            pymysql.connect(host="127.0.0.1", port=port, user="root") as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("CREATE USER %s@'127.0.0.1' IDENTIFIED BY %s", (PASSWORD_USER, PASSWORD))

    _wait_until_it_answers(folder, guard, ask)
    return RunningServer("mariadb", "root", port, guard)
