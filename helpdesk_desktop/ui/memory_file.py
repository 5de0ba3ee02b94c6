"""The only place for the file that keeps how windows were left: one group of texts for each desk.

Everything is text: what an INI file tells of other types depends on who asks. The head of the file
says what wrote it; a file without it is set aside under another name, never written over, and one
of a newer program is read as far as it goes and left as it is.
"""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QCryptographicHash, QFile, QFileInfo, QSettings

_PROGRAM = "helpdesk-desktop"
_VERSION = 1
# A few hundred desks; what is larger is none of ours, and would be read whole.
_MOST_BYTES = 8_000_000
_OWNER = QFile.Permission.ReadOwner | QFile.Permission.WriteOwner
_NAME_DIGITS = 16


class FileTrouble(Enum):
    """Why a file is not used as it stands."""

    DAMAGED = "damaged"  # set aside, a new one is begun
    NEWER = "newer"  # read as far as it goes, left as it is
    UNREADABLE = "unreadable"  # neither read nor written


def group_name(*parts: str) -> str:
    """The name of a group for these texts: short, and of letters and digits alone."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    digest = QCryptographicHash.hash(text, QCryptographicHash.Algorithm.Sha256)
    return bytes(digest.toHex().data()).decode("ascii")[:_NAME_DIGITS]


class MemoryFile:
    """Named texts in groups, in one INI file.

    `trouble` says what was wrong with the file that was found, `aside` where it was put.
    `read` and `write` may be called on any thread.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.trouble: FileTrouble | None = None
        self.aside = ""
        self._look()

    def read(self, group: str) -> dict[str, str]:
        """The texts of a group; none of a file that cannot be read."""
        if self.trouble is FileTrouble.UNREADABLE:
            return {}
        settings = self._settings()
        settings.beginGroup(group)
        return {name: str(settings.value(name, "", type=str)) for name in settings.childKeys()}

    def write(self, groups: Mapping[str, Mapping[str, str]]) -> bool:
        """Keep these texts, others in the groups stay; False when the file cannot be written."""
        if self.trouble in {FileTrouble.NEWER, FileTrouble.UNREADABLE}:
            return False
        settings = self._settings()
        settings.setValue("program", _PROGRAM)
        settings.setValue("version", str(_VERSION))
        for group, words in groups.items():
            settings.beginGroup(group)
            for name, text in words.items():
                settings.setValue(name, text)
            settings.endGroup()
        settings.sync()
        # Searches name people: nobody else's business.
        QFile.setPermissions(self.path, _OWNER)
        return settings.status() is QSettings.Status.NoError

    def _settings(self) -> QSettings:
        return QSettings(self.path, QSettings.Format.IniFormat)

    def _look(self) -> None:
        found = QFileInfo(self.path)
        if not found.exists():
            return
        if not found.isFile() or not found.isReadable():
            self.trouble = FileTrouble.UNREADABLE
        elif found.size() > _MOST_BYTES:
            self._set_aside()
        elif found.size():
            self._check_head()

    def _check_head(self) -> None:
        settings = self._settings()
        version = str(settings.value("version", "", type=str))
        is_ours = settings.value("program", "", type=str) == _PROGRAM
        if not is_ours or not version.isascii() or not version.isdigit() or len(version) > 9:
            self._set_aside()
        elif int(version) > _VERSION:
            self.trouble = FileTrouble.NEWER

    def _set_aside(self) -> None:
        number = 1
        while QFileInfo.exists(f"{self.path}.damaged-{number}"):
            number += 1
        aside = f"{self.path}.damaged-{number}"
        if QFile.rename(self.path, aside):
            self.trouble, self.aside = FileTrouble.DAMAGED, aside
        else:
            self.trouble = FileTrouble.UNREADABLE
