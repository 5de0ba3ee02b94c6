"""The only place that keeps a run of tests away from what belongs to the person who runs it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_FOLDERS = (
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_CACHE_HOME", "cache"),
)
# What platformdirs asks Windows for, which no other variable can turn away.
_OF_WINDOWS = ("WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA", "APPDATA", "USERPROFILE")
_OURS = "HELPDESK_"


@contextmanager
def home_at(folder: Path, keep: str) -> Iterator[Path]:
    """Settings, data, state and logs of the program lie under `folder`; no password store is used.

    No variable of the program's own counts meanwhile, except those that begin with `keep`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name.startswith(_OURS) and not name.startswith(keep):
                patch.delenv(name)
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        patch.setenv("HOME", str(folder))
        for name, part in _FOLDERS:
            patch.setenv(name, str(folder / part))
        if sys.platform == "win32":
            for name in _OF_WINDOWS:
                patch.setenv(name, str(folder))
        yield folder
