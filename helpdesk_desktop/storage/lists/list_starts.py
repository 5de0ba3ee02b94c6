"""The only place that says from where all matches of a list are found with the least work.

From the rows of the lead that has the fewest, from words, from standard conditions, or from lists
of what each finds where all are broad. Rows are counted as far as it takes to know. SQLite alone.
"""

from sqlalchemy import Connection

from helpdesk_desktop.storage import search_index
from helpdesk_desktop.storage.compiled_sql import fetch_value
from helpdesk_desktop.storage.custom.custom_leads import Lead
from helpdesk_desktop.storage.lists.list_plan import Begun, ListPlan, Start

# How far the rows of a lead are counted, in turn, as far as the smallest one needs: where a handful
# leads, nothing else is counted any further.
_NEAR_BOUNDS = (200, 5_000)
# Up to the first of these every other condition is asked ticket by ticket, up to the last at least
# custom values.
LEAD_BOUNDS = (20_000, 50_000, 100_000)
# To ask one ticket for its values costs as much as reading three rows of another condition and
# looking each of them up in a list.
_ASKING_SHARE = 3
_LONGEST_LIST = 20_000
# Words are dearer to count than rows of an index.
_WORDS_SHARE = 4


def begun(connection: Connection, plan: ListPlan) -> Begun:
    """From where all matches are found; looked for once for each count."""
    if plan.begun is None:
        plan.begun = begun_near(connection, plan) or _begun_far(connection, plan)
    return plan.begun


def begun_near(connection: Connection, plan: ListPlan) -> Begun | None:
    """Where something has so few matches that nothing else need be thought of."""
    for bound in _NEAR_BOUNDS if plan.has_leads else ():
        found = begun_within(connection, plan, bound)
        if found is not None:
            return found
    return None


def begun_within(connection: Connection, plan: ListPlan, bound: int) -> Begun | None:
    """Where something has fewer matches than that."""
    sizes: list[int] = []
    for lead in plan.leads:
        sizes.append(_lead_size(connection, plan, lead, bound))
        if not sizes[-1]:
            # Nothing matches, whatever the others have.
            return Begun(Start(lead, asks_values_first=False), 0)
    least = min((bound, *sizes))
    # Only where they may be the better start.
    limit = bound if least == bound else least // _WORDS_SHARE
    words = _words_counted(connection, plan) if plan.phrases and limit else limit
    if words < limit:
        return Begun(Start(asks_values_first=False), words)
    if least < bound:
        return Begun(_led(connection, plan, least, bound), least)
    # Dearer still; and of many tickets each would be asked for its values.
    if plan.has_standard and (bound < LEAD_BOUNDS[-1] or not plan.leads):
        standard = int(fetch_value(connection, plan.standard_size(bound)))
        if standard < bound:
            return Begun(Start(asks_values_first=False), standard)
    return None


def broad_start(plan: ListPlan) -> Begun:
    """Where all are broad: lists of what each finds are read once, not once for each other."""
    return Begun(Start(plan.leads[0] if plan.leads else None), LEAD_BOUNDS[-1])


def words_are_common(connection: Connection, plan: ListPlan) -> bool:
    """Whether a look at the newest texts finds each of the words soon."""
    return all(
        any(search_index.is_common(connection, phrase) for phrase in phrases)
        for phrases in plan.phrases
    )


def words_found(connection: Connection, plan: ListPlan, bound: int) -> int:
    """How many tickets the words find, counted no further than `bound`."""
    # The rarest condition decides; its phrases are alternatives.
    return min(
        sum(search_index.count_up_to(connection, phrase, bound) for phrase in phrases)
        for phrases in plan.phrases
    )


def _begun_far(connection: Connection, plan: ListPlan) -> Begun:
    lead = plan.leads[0] if plan.leads else None
    if lead is None or not lead.is_alone:
        for bound in bounds_of(plan):
            found = begun_within(connection, plan, bound)
            if found is not None:
                return found
    return broad_start(plan)


def bounds_of(plan: ListPlan) -> tuple[int, ...]:
    """How far it is worth counting in turn."""
    if not plan.has_leads:
        return ()
    # What one lead alone finds is read as it is, however much it is.
    is_one = len(plan.leads) == 1 and not plan.phrases
    return LEAD_BOUNDS[:1] if is_one else LEAD_BOUNDS


def _led(connection: Connection, plan: ListPlan, least: int, bound: int) -> Start:
    """The start from rows, where the lead with the fewest has so many.

    Others that have few too are asked by lists of their rows: a row is quicker read than put into a
    list, so the one with the most rows leads.
    """
    limit = max(least, min(least * _ASKING_SHARE, _LONGEST_LIST))
    sizes = [
        (_lead_size(connection, plan, lead, limit + 1), -place)
        for place, lead in enumerate(plan.leads)
    ]
    few = [lead for lead, (size, _) in zip(plan.leads, sizes, strict=True) if size <= limit]
    most = max(few, key=lambda lead: sizes[lead.place])
    return Start(
        most,
        uses_search_index=bound > LEAD_BOUNDS[0],
        asks_values_first=False,
        partners=tuple(lead for lead in few if lead is not most),
    )


def _words_counted(connection: Connection, plan: ListPlan) -> int:
    # The index reads all entries of a word's beginning before it gives the first: no use in a bound
    # for each rung, and none at all in counting a common one.
    if plan.words is None:
        most = LEAD_BOUNDS[-1]
        is_common = words_are_common(connection, plan)
        plan.words = most if is_common else words_found(connection, plan, most)
    return plan.words


def _lead_size(connection: Connection, plan: ListPlan, lead: Lead, limit: int) -> int:
    counted_to, size = plan.lead_sizes.get(lead.place, (0, 0))
    if counted_to < limit and size == counted_to:
        size = int(fetch_value(connection, plan.lead_size(lead, limit)))
        plan.lead_sizes[lead.place] = limit, size
    return min(size, limit)
