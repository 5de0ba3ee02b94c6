"""The door for what a window asks of contacts and companies: lists, pages, changes, merges."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import (
    CompanyDetail,
    CompanyEntry,
    CompanyPage,
    CompanyPart,
    ContactEntry,
    ContactPage,
    ContactSpec,
    Merged,
    MergePart,
    MergeWish,
    NewCompany,
)
from helpdesk_desktop.domain.people import CompanyId, ContactDetail, ContactId, NewContact


class Contacts(Protocol):
    """Lists, shows, changes and merges contacts, always as the desk's viewer may see them."""

    def first_page(
        self, spec: ContactSpec, cancel: Cancellation, *, limit: int = ...
    ) -> tuple[ContactEntry, ...]:
        """The first `limit` rows in the spec's order.

        Raises:
            NotAllowed: by phone, for a viewer who sees phone numbers masked.
        """
        ...

    def count(self, spec: ContactSpec, cancel: Cancellation) -> int:
        """How many contacts the spec matches."""
        ...

    def ids(self, spec: ContactSpec, cancel: Cancellation) -> "array[int]":
        """All matching ids in the spec's order."""
        ...

    def rows(self, ids: Sequence[int], cancel: Cancellation) -> tuple[ContactEntry | None, ...]:
        """One row per id in the given order; None where the viewer no longer sees it."""
        ...

    def page(self, contact_id: ContactId, cancel: Cancellation) -> ContactPage:
        """Everything about one contact; of a merged one, about the contact it was merged into.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        ...

    def create(self, new: NewContact) -> ContactId:
        """Make a contact, and its company where none has the name yet.

        Raises:
            Invalid: one problem per fault, `field` as in `NewContact`.
            NotAllowed: the role may not create.
        """
        ...

    def edit(
        self, contact_id: ContactId, version: int, changes: Mapping[str, Any]
    ) -> ContactDetail:
        """Change a contact; names are those of `ContactDetail`, and `cf.KEY`.

        Raises:
            Conflict: the stored version is not the one the editor opened with, or it was merged.
            Invalid, NotAllowed, NotFound: as their names say.
        """
        ...

    def spell_phone(self, text: str) -> str:
        """The number that a typed text means, in E.164 where it can be told, else its digits.

        Raises:
            Invalid: it is no phone number.
        """
        ...

    def merge_parts(self, ids: Sequence[int], cancel: Cancellation) -> tuple[MergePart, ...]:
        """What a merge of these contacts would bring together, in their order, each once.

        Raises:
            NotFound: the viewer may not see one of them.
        """
        ...

    def merge(self, wish: MergeWish) -> Merged:
        """Make one contact of several; their tickets move, hidden ones too.

        Raises:
            Conflict: one of them changed since it was read.
            Invalid, NotAllowed, NotFound: as their names say.
        """
        ...

    def undo_merge(self, merged: Merged) -> None:
        """Make several contacts of the merged one again, exactly as they were.

        Raises:
            Conflict: one of them, or the contact of a moved ticket, changed since; nothing is done.
            NotAllowed, NotFound: as their names say.
        """
        ...


class Companies(Protocol):
    """Lists, shows, changes and merges companies, always as the desk's viewer may see them."""

    def first_page(
        self, spec: ContactSpec, cancel: Cancellation, *, limit: int = ...
    ) -> tuple[CompanyEntry, ...]:
        """The first `limit` rows in the spec's order."""
        ...

    def count(self, spec: ContactSpec, cancel: Cancellation) -> int:
        """How many companies the spec matches."""
        ...

    def ids(self, spec: ContactSpec, cancel: Cancellation) -> "array[int]":
        """All matching ids in the spec's order."""
        ...

    def rows(self, ids: Sequence[int], cancel: Cancellation) -> tuple[CompanyEntry | None, ...]:
        """One row per id in the given order; None where the viewer no longer sees it."""
        ...

    def page(self, company_id: CompanyId, cancel: Cancellation) -> CompanyPage:
        """Everything about one company; of a merged one, about the company it was merged into.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        ...

    def find_names(self, text: str, cancel: Cancellation, *, limit: int = 8) -> tuple[str, ...]:
        """Names of companies in which every typed word begins a word."""
        ...

    def create(self, new: NewCompany) -> CompanyId:
        """Make a company.

        Raises:
            Invalid, NotAllowed: as their names say.
        """
        ...

    def edit(
        self, company_id: CompanyId, version: int, changes: Mapping[str, Any]
    ) -> CompanyDetail:
        """Change name, notes or `cf.KEY`.

        Raises:
            Conflict: the stored version is not the one the editor opened with, or it was merged.
            Invalid, NotAllowed, NotFound: as their names say.
        """
        ...

    def merge_parts(self, ids: Sequence[int], cancel: Cancellation) -> tuple[CompanyPart, ...]:
        """What a merge of these companies would bring together, in their order, each once.

        Raises:
            NotFound: the viewer may not see one of them.
        """
        ...

    def merge(self, wish: MergeWish) -> Merged:
        """Make one company of several; their contacts move, hidden ones too.

        Raises:
            Conflict: one of them changed since it was read.
            Invalid, NotAllowed, NotFound: as their names say.
        """
        ...

    def undo_merge(self, merged: Merged) -> None:
        """Make several companies of the merged one again, exactly as they were.

        Raises:
            Conflict: one of them, or the company of a moved contact, changed since.
            NotAllowed, NotFound: as their names say.
        """
        ...
