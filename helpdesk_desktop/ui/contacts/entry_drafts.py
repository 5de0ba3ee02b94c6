"""The only place that says how the form of a new contact or company is kept in the journal."""

import secrets

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.contracts import Clock

translate = QCoreApplication.translate

_PREFIX = "entry:"
KINDS = ("contact", "company")


def new_entry_key(kind: str, clock: Clock) -> str:
    """A key of its own for each form."""
    return f"{_PREFIX}{kind}:{uuid7(clock.now(), secrets.token_bytes(RANDOM_BYTES))}"


def entry_kind(draft: Draft) -> str | None:
    """`contact` or `company`; None where the draft is of anything else."""
    kind = draft.key.removeprefix(_PREFIX).partition(":")[0]
    return kind if draft.key.startswith(_PREFIX) and kind in KINDS else None


def entry_sentence(draft: Draft, stamp: str) -> str:
    """`A draft was kept: new contact “Lan”, 12:31`."""
    texts = dict(draft.fields)
    name = str(next((texts[one] for one in ("name", "phones", "emails") if texts.get(one)), ""))
    if entry_kind(draft) == "contact":
        said = (
            translate("EntryDrafts", "A draft was kept: new contact “{name}”, {time}")
            if name
            else translate("EntryDrafts", "A draft of a new contact was kept, {time}")
        )
    else:
        said = (
            translate("EntryDrafts", "A draft was kept: new company “{name}”, {time}")
            if name
            else translate("EntryDrafts", "A draft of a new company was kept, {time}")
        )
    return said.format(name=" ".join(name.split())[:60], time=stamp)
