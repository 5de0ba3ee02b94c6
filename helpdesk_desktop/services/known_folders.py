"""The only place that says where the system has a user's folders, whatever variables say.

`HOME`, `USERPROFILE` and the like are the user's to change. What an administrator writes of `~` or
`%PROGRAMDATA%` means the folder that the system itself has, and nothing but what stands here is
put in: any other variable would be the user's word in the administrator's mouth.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias
from urllib.parse import quote

from helpdesk_desktop.domain.errors import BadUsage

# A known name, in upper case, to what the system has for it; None where it has nothing.
Known: TypeAlias = Callable[[str], str | None]

HOME: Final = "USERPROFILE"
# learn.microsoft.com/windows/win32/shell/knownfolderid
_FOLDERS: Final[Mapping[str, str]] = {
    HOME: "5E6C858F-0E22-4760-9AFE-EA3317B67173",
    "APPDATA": "3EB685DB-65F9-4CF6-A03A-E3EF65729F3D",
    "LOCALAPPDATA": "F1B32785-6FBA-4FCF-9D55-7B8E7F157091",
    "PROGRAMDATA": "62AB5D82-FDC1-4DC3-A9DD-070D1D495D97",
    "ALLUSERSPROFILE": "62AB5D82-FDC1-4DC3-A9DD-070D1D495D97",
    "PUBLIC": "DFDF76A2-C82A-4D63-906A-5644AC457385",
    "SYSTEMROOT": "F38BF404-1D43-42F2-9305-67DE0B28FC23",
}
KNOWN_NAMES: Final = (*_FOLDERS, "USERNAME", "COMPUTERNAME")
_VARIABLE: Final = re.compile(r"%([^%]*)%")
_SHOWN: Final = 60
# `~` alone or before a separator; `~lan`, another user's, is the system's own word on POSIX.
_FROM_HOME: Final = re.compile(r"(sqlite(?:\+pysqlite)?:///)?(?:~|%7E)(?=[/\\]|$)", re.IGNORECASE)
_OF_ANOTHER: Final = re.compile(r"(?:sqlite(?:\+pysqlite)?:///)?(?:~|%7E)", re.IGNORECASE)


class Expandable(str):
    """A text in which the registry says that variables stand."""

    __slots__ = ()


def expanded(text: str, known: Known) -> str:
    """The text with what the system knows in the place of its variables.

    Raises:
        BadUsage: another variable stands in it, or the system has nothing for one.
    """

    def put(found: re.Match[str]) -> str:
        value = known(found[1].upper()) if found[1].upper() in KNOWN_NAMES else None
        if value is None:
            name = found[0][:_SHOWN]
            raise BadUsage("policy_expansion", value=name, expected=", ".join(KNOWN_NAMES))
        return value

    return _VARIABLE.sub(put, text)


def from_home(text: str, home: str | None, *, knows_others: bool) -> str:
    """A path or a file's address with this home in the place of `~`.

    Raises:
        BadUsage: the system has no home for this user, or cannot say another one's.
    """
    found = _FROM_HOME.match(text)
    if found is None:
        if _OF_ANOTHER.match(text) and not knows_others:
            raise BadUsage("policy_home", value=text[:_SHOWN])
        return text
    if home is None:
        raise BadUsage("policy_home", value=text[:_SHOWN])
    start, rest = found[1], text[found.end() :]
    if start is None:
        return home + rest
    # A drive needs its slash; the path of POSIX brings the fourth one.
    return start + quote(home.replace("\\", "/"), safe="/:") + rest


if sys.platform != "win32":
    KNOWS_OTHERS = True

    def home_of_system() -> str | None:
        """The home folder that the system has for who runs the program."""
        import pwd  # noqa: PLC0415  # not on Windows

        try:
            return pwd.getpwuid(os.getuid()).pw_dir or None
        except KeyError:  # a user without a name
            return None

    def known_of_system(name: str) -> str | None:  # noqa: ARG001  # as the other system's
        """Nothing: only Windows has such names."""
        return None

else:
    import ctypes
    import uuid

    KNOWS_OTHERS = False
    # The folder as the system has it by default: its redirection stands where the user may write.
    _FLAGS: Final = 0x400 | 0x4000
    _LONGEST_NAME: Final = 257

    def home_of_system() -> str | None:
        """The home folder that the system has for who runs the program."""
        return known_of_system(HOME)

    def known_of_system(name: str) -> str | None:
        """What the system has for one of `KNOWN_NAMES`."""
        if name == "USERNAME":
            return _name(ctypes.WinDLL("advapi32").GetUserNameW)
        if name == "COMPUTERNAME":
            return _name(ctypes.WinDLL("kernel32").GetComputerNameW)
        identifier = ctypes.create_string_buffer(uuid.UUID(_FOLDERS[name]).bytes_le, 16)
        path = ctypes.c_wchar_p()
        refused = ctypes.WinDLL("shell32").SHGetKnownFolderPath(
            identifier, ctypes.c_uint32(_FLAGS), None, ctypes.byref(path)
        )
        try:
            return None if refused else path.value
        finally:
            ctypes.WinDLL("ole32").CoTaskMemFree(path)

    def _name(ask: Callable[..., int]) -> str | None:
        length = ctypes.c_uint32(_LONGEST_NAME)
        name = ctypes.create_unicode_buffer(_LONGEST_NAME)
        return name.value if ask(name, ctypes.byref(length)) else None
