#!/usr/bin/env python3
"""Runs a built program against private database servers, which it starts and stops.

`try_servers.py CLI WINDOW TICKETS` runs in the environment that the program was built in, whose
drivers wait for the servers. A server whose programs are not on this machine is said and left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pymysql

from tests import servers

_DATABASE = "helpdesk"


def _make_database(server: servers.RunningServer) -> str:
    if server.engine == "postgres":
        with psycopg.connect(server.url_of("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {_DATABASE}")
    else:
        with (
            pymysql.connect(host="127.0.0.1", port=server.port, user=server.user) as client,
            client.cursor() as cursor,
        ):
            cursor.execute(f"CREATE DATABASE {_DATABASE}")
    return server.url_of(_DATABASE)


def _heard(words: list[str]) -> str:
    done = subprocess.run(
        words,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def _try(engine: str, cli: str, window: str, tickets: str) -> str:
    server = servers.start(engine)
    try:
        on = [cli, "--database", _make_database(server)]
        _heard([*on, "init"])
        _heard([*on, "fill", "--tickets", tickets, "--seed", "7"])
        counted = _heard([*on, "count"]).strip()
        if counted != tickets:
            raise RuntimeError(f"{counted} tickets of {tickets}")
        _heard([*on, "check"])
        with tempfile.TemporaryDirectory() as folder:
            report = _heard([window, *on[1:], "--demo", "--output", folder])
        made = next(line for line in report.splitlines() if line.startswith("created #"))
        return f"{counted} tickets filled and counted; the window {made}"
    finally:
        server.stop()


def main() -> int:
    """Try each server; the exit code is 0, or 1 where one did not go well."""
    cli, window, tickets = sys.argv[1:]
    code = 0
    for engine in ("postgres", "mariadb"):
        try:
            told = _try(engine, str(Path(cli)), window, tickets)
        except servers.ServerMissing as missing:
            told = f"skipped, {missing} is not on this machine"
        except (RuntimeError, psycopg.Error, pymysql.Error) as error:
            told, code = f"failed: {error}", 1
        print(f"{engine}: {told}", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
