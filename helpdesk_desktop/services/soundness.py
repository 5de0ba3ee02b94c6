"""The only place where a user asks whether the database is sound."""

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import NotAllowed, Unavailable
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import soundness_store
from helpdesk_desktop.storage.database import Database


def find_faults(session: Session, cancel: Cancellation | None = None) -> list[str]:
    """What is wrong with the database, one sentence each; empty when it is sound.

    Raises:
        NotAllowed: the viewer is no administrator: faults speak of tickets that a role may hide.
        Cancelled: it was called off.
    """
    if not session.viewer.is_administrator:
        raise NotAllowed("not_allowed", action="check the database")
    return faults_of(session.database, cancel or Cancellation())


def faults_of(database: Database, cancel: Cancellation) -> list[str]:
    """The same of a database, whoever asks.

    Raises:
        Cancelled: it was called off.
    """
    faults = _find(database, cancel)
    if faults:
        # What somebody wrote between two looks is no fault: a real one is there twice.
        again = _find(database, cancel)
        faults = [fault for fault in faults if fault in again]
    if not faults and database.dialect_name == "sqlite":
        try:
            return database.write(soundness_store.find_index_faults)
        except Unavailable as error:
            if error.key != "read_only":
                raise
    return faults


def _find(database: Database, cancel: Cancellation) -> list[str]:
    with database.reading(cancel) as connection:
        faults = soundness_store.find_faults(connection)
        # Texts of a file whose pages are broken would only add to the noise.
        return faults or soundness_store.find_derived_faults(connection, cancel)
