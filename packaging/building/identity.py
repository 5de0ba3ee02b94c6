"""The only place for what the packages call the program, its version and its time."""

from __future__ import annotations

import os
import platform
import re
import sys
from datetime import UTC, datetime

from steps import ROOT, TaskFailedError

NAME = "helpdesk-desktop"
COMMAND_LINE = "helpdesk-desktop-cli"
TITLE = "Helpdesk Desktop"
# In the form of a domain name, as AppStream and macOS want it; it is nobody's address.
APP_ID = "org.helpdesk_desktop.HelpdeskDesktop"
MAC_ID = "org.helpdesk-desktop.HelpdeskDesktop"
PUBLISHER = "The Helpdesk Desktop authors"
# Who answers for a package; Debian wants an address. Ours is in a domain that never exists (RFC
# 2606), so that nobody is written to by mistake. Whoever ships packages names theirs.
MAINTAINER_VARIABLE = "HELPDESK_MAINTAINER"
_MAINTAINER = f"{PUBLISHER} <maintainers@helpdesk-desktop.invalid>"
SUMMARY = "The ticket desk of a contact centre as a native desktop program"
# The same for every version: Windows Installer finds by it what to replace.
UPGRADE_CODE = "9B0F2C53-6C0E-4E6B-9C5B-5D1B5B7E6A11"
# Whether the program takes a `helpdesk:` link as its word. Each package then registers the scheme;
# one that it refuses would only open an error. A test compares the two.
TAKES_LINKS = True
LINK_SCHEME = "helpdesk"
FILE_ENDING = ".helpdesk"

# The first moment an archive of every kind can hold: 1 January 1980.
_EARLIEST = 315_532_800


def version() -> str:
    """The program's version, from its one place."""
    text = (ROOT / "helpdesk_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("helpdesk_desktop/__init__.py names no version")
    return found.group(1)


def debian_version(of: str) -> str:
    """As dpkg orders versions: 1.0rc1 comes before 1.0."""
    return re.sub(r"\.?(a|b|rc|dev)(\d+)$", r"~\1\2", of)


def maintainer() -> str:
    """Who answers for a package: a name and an address.

    Raises:
        TaskFailedError: what the variable says is no such thing.
    """
    told = os.environ.get(MAINTAINER_VARIABLE) or _MAINTAINER
    if not re.fullmatch(r"[^<>\n@]+ <[^<>@\s]+@[^<>@\s]+>", told):
        raise TaskFailedError(f"{MAINTAINER_VARIABLE} is written: Our IT <it@example.org>")
    return told


def build_moment() -> datetime:
    """The moment that goes into packages: SOURCE_DATE_EPOCH, or the newest change's, or now."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(told) if told.isdigit() else _changed()
    return datetime.fromtimestamp(max(seconds, _EARLIEST), UTC)


def _changed() -> int:
    import subprocess  # noqa: PLC0415  # a build from a source archive has no git

    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    told = asked.stdout.strip()
    return int(told) if told.isdigit() else int(datetime.now(UTC).timestamp())


def machine() -> str:
    """The processor's name as file names have it: x86_64 or arm64."""
    told = platform.machine().lower()
    return {"amd64": "x86_64", "aarch64": "arm64"}.get(told, told)


def system() -> str:
    """The system's name as file names have it."""
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def file_stem() -> str:
    """What each file in dist/ begins with, but those whose format has a form of its own."""
    return f"{NAME}-{version()}-{system()}-{machine()}"
