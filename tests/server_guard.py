"""Runs one private server and ends it when the test run ends, even by a kill.

The test run holds the other end of this process's standard input; when that closes, for whatever
reason, the server is stopped and its folder removed. The lines `down` and `up` there stop the
server and start it again with its data. Arguments: the folder, the signal that stops the server,
the user it runs as (`-` for ours), the command.
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

    def start() -> "subprocess.Popen[bytes]":
        with (Path(folder) / "server.log").open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                start_new_session=True,
                **options,
            )

    server = start()
    try:
        for line in sys.stdin.buffer:
            _end(server, int(stop_signal))
            if line.strip() == b"up":
                server = start()
    finally:
        _end(server, int(stop_signal))
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _end(server: "subprocess.Popen[bytes]", stop_signal: int) -> None:
    if server.poll() is not None:
        return
    server.send_signal(stop_signal)
    try:
        server.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def user_group(user: str) -> int:
    """The primary group of a system user."""
    import pwd  # noqa: PLC0415  # not on Windows, where no user is ever named

    return pwd.getpwnam(user).pw_gid


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
