"""Runs one private server and ends it when the test run ends, even by a kill.

The test run holds the other end of this process's standard input; when that closes, for whatever
reason, the server is stopped and its folder removed. Arguments: the folder, the signal that stops
the server, the user it runs as (`-` for ours), the command.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

_STOP_S = 10


def main(folder: str, stop_signal: str, user: str, command: list[str]) -> int:
    # A Ctrl-C at the terminal reaches us too; only the end of the test run counts.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    options: dict[str, Any] = {} if user == "-" else {"user": user, "group": user_group(user)}
    with (Path(folder) / "server.log").open("ab") as log:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,
            **options,
        )
    try:
        while sys.stdin.buffer.read(1024):
            pass
    finally:
        server.send_signal(int(stop_signal))
        try:
            server.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def user_group(user: str) -> int:
    """The primary group of a system user."""
    import pwd  # noqa: PLC0415  # not on Windows, where no user is ever named

    return pwd.getpwnam(user).pw_gid


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
