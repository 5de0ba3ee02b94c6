"""The only place where a user asks whether the database is sound."""

from helpdesk_desktop.domain.errors import NotAllowed
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import soundness_store


def find_faults(session: Session) -> list[str]:
    """What is wrong with the database, one sentence each; empty when it is sound.

    Raises:
        NotAllowed: the viewer is no administrator: faults speak of tickets that a role may hide.
    """
    if not session.viewer.is_administrator:
        raise NotAllowed("not_allowed", action="check the database")
    with session.database.reading() as connection:
        return soundness_store.find_faults(connection)
