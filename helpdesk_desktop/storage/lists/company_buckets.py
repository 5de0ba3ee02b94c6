"""The only place for the order of a list by company: the tickets without one, then all others.

Those with one come from the contacts of the companies, the others by a walk along the index of the
next key: a join would look up a contact for each ticket and sort them all (300,000 tickets: the
first page in 5 ms against 460, all serials in 300 ms against 690). SQLite alone, as `list_buckets`.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select

from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.people import ContactScope
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.list_indexes import SORT_COLUMNS, index_name
from helpdesk_desktop.storage.order_sql import Ordering, directed, order_by
from helpdesk_desktop.storage.schema import company, contact, ticket
from helpdesk_desktop.storage.unindexed_sql import unindexed

# Aliases: a list may join the same tables for its other keys.
_ticket = ticket.alias("company_ticket")
_contact = contact.alias("company_contact")
_company = company.alias("company_name")
_BY_CONTACT = "INDEXED BY ix_ticket_contact"


@dataclass(frozen=True, slots=True)
class Companyless:
    """The tickets without a contact, or with one of no company."""

    next_index: str | None

    @property
    def led(self) -> None:
        """Along the tickets."""

    def serials(
        self, question: Question, condition: ColumnElement[bool], *, is_whole: bool
    ) -> Select[Any]:
        """By the index of the next key; a list of those with a company is quicker for all."""
        if is_whole:
            others = (
                select(_ticket.c.serial)
                .select_from(_contact.join(_ticket, _ticket.c.contact_id == _known_id()))
                .where(_contact.c.company_id.is_not(None))
                .with_hint(_ticket, _BY_CONTACT, "sqlite")
            )
            condition &= ticket.c.serial.not_in(others.correlate(None))
        else:
            held = exists(1).where(
                _contact.c.id == ticket.c.contact_id, _contact.c.company_id.is_not(None)
            )
            condition &= ~held.correlate(ticket)
        ordering = _rest(question)
        found = select(ticket.c.serial).select_from(ordering.joined(ticket))
        found = found.where(condition).order_by(*ordering.columns)
        if self.next_index is None:
            return found
        return found.with_hint(ticket, f"INDEXED BY {self.next_index}", "sqlite")


@dataclass(frozen=True, slots=True)
class Companied:
    """The tickets whose contact has a company, by its name."""

    is_grouped: bool

    @property
    def led(self) -> None:
        """Along the contacts."""

    def serials(
        self,
        question: Question,
        condition: ColumnElement[bool],
        *,
        is_whole: bool,  # noqa: ARG002 - asked alike
    ) -> Select[Any]:
        """From the companies' contacts to their tickets, sorted."""
        ordering = _rest(question)
        columns = [_company.c.name_fold]
        if self.is_grouped:
            columns.append(_company.c.id)  # companies of one name are groups of their own
        is_descending = _first(question).is_descending
        keys = [directed(each, "sqlite", is_descending=is_descending) for each in columns]
        source = _contact.join(_company, _company.c.id == _contact.c.company_id)
        source = source.join(ticket, ticket.c.contact_id == _known_id())
        found = select(ticket.c.serial).select_from(ordering.joined(source)).where(condition)
        found = found.with_hint(ticket, _BY_CONTACT, "sqlite")
        return found.order_by(*keys, *map(unindexed, ordering.columns))


def is_by_company(question: Question) -> bool:
    """Whether the first key is the company, and the viewer may know every contact's."""
    sees_all = question.viewer.contact_scope is ContactScope.ALL
    return sees_all and _first(question).column == "company"


def company_buckets(question: Question) -> tuple[Companyless, Companied]:
    """The parts of such an order, going up."""
    sort = question.spec.sort
    is_grouped = question.spec.group is not None
    rest = (sort if is_grouped else sort[1:]) or (SortKey("serial"),)
    # People, groups and types are ordered by their names, which stand elsewhere.
    plain = SORT_COLUMNS.keys() - {"assignee", "group", "type"}
    has_index = len(rest) == 1 and rest[0].column in plain
    next_index = index_name(rest[0].column) if has_index else None
    return Companyless(next_index), Companied(is_grouped)


def _known_id() -> ColumnElement[Any]:
    # Behind a plus, so that tickets are found by the contact and never the other way round.
    return unindexed(_contact.c.id)


def _first(question: Question) -> SortKey:
    return question.spec.group or question.spec.sort[0]


def _rest(question: Question) -> Ordering:
    # All rows of one company are alike in the first key; its direction still breaks ties.
    sort = question.spec.sort
    if question.spec.group is not None:
        return order_by(sort, question, "sqlite")
    rest = sort[1:] or (SortKey("serial", is_descending=sort[0].is_descending),)
    return order_by(rest, question, "sqlite")
