"""The only place that says where an agent's drafts live."""

import hashlib
from pathlib import Path

from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.storage.journal import Journal

# 64 bits tell the databases and agents of one profile apart.
_NAME_DIGITS = 16


def journal_path(folder: Path, place: str, login: str) -> Path:
    """The journal of one agent at one database, inside the profile's folder."""
    name = hashlib.sha256(f"{place}\0{login}".encode()).hexdigest()[:_NAME_DIGITS]
    return folder / "journal" / f"{name}.db"


class DeskDrafts:
    """Keeps typed text on this machine until it is saved; see `contracts.Drafts`."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def save(self, draft: Draft) -> None:
        """Keep the draft durably: once this returns, a kill loses nothing of it."""
        self._journal.save(draft)

    def load_all(self) -> tuple[Draft, ...]:
        """Every kept draft, newest first."""
        return self._journal.load_all()

    def forget(self, key: str) -> None:
        """Drop a draft; dropping none is no error."""
        self._journal.forget(key)

    def close(self) -> None:
        """Give the file back."""
        self._journal.close()
