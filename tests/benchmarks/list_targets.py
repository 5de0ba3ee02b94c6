"""Targets 1, 2, 3, 4, 11 and 12: what the list asks of the database."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import case, func, literal_column, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import (
    DEFAULT_SORT,
    CalendarSpan,
    ChoiceCondition,
    EmptyCondition,
    FilterSpec,
    Keyword,
    LongTextCondition,
    Needle,
    Node,
    OrderedCondition,
    PersonCondition,
    SetCondition,
    SortKey,
    TimeCondition,
    YesNoCondition,
    all_of,
)
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.storage.compiled_sql import CompiledSql, compiled
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.lists.list_plan import Way
from helpdesk_desktop.storage.lists.list_row import row_columns, with_people
from helpdesk_desktop.storage.schema import ticket
from tests.benchmarks import id_loop
from tests.benchmarks.ground import Ground
from tests.benchmarks.measuring import ROUNDS, Outcome, against, target, timed_ms

_PAGE = 256


def _word(text: str) -> LongTextCondition:
    return LongTextCondition(field="text", items=(Needle(text),))


_OPEN = ChoiceCondition(field="status", items=(3,), neg=True)
_FILTERS: dict[str, tuple[Node, ...]] = {
    "open": (_OPEN,),
    "one agent's open": (PersonCondition(field="assignee", items=(9,)), _OPEN),
    "unassigned": (EmptyCondition(field="assignee"),),
    "overdue": (YesNoCondition(field="overdue"),),
    "created in one month": (TimeCondition(field="created", items=(CalendarSpan(2024, 3),)),),
    "one agent in CC": (SetCondition(field="ccs", items=(9,)),),
    "rare word": (_word("dh4821"),),
    "common word": (_word("đơn hàng"),),
}
_ORDERS = {
    "updated": DEFAULT_SORT,
    "created": (SortKey("created"),),
    "contact": (SortKey("contact"),),
    "subject": (SortKey("subject"),),
}


@target(1, "first page")
def first_page(ground: Ground) -> Iterator[Outcome]:
    """256 rows by the service against the same SQL by the standard library."""
    for name, sort in {"by update": DEFAULT_SORT, "by contact": (SortKey("contact"),)}.items():
        spec = FilterSpec(sort=sort)
        sql = ground.plan(ground.question(sort=sort)).page(Way.WALK, _PAGE, 0)
        yield against(
            name,
            lambda spec=spec: ground.desk.tickets.first_page(spec, Cancellation(), limit=_PAGE),  # type: ignore[misc]  # bound now
            ground.fetching(sql),
            bound=1.3,
            note="rows as painted from; relative times are formatted when a block lands",
        )


@target(2, "all ids")
def all_ids(ground: Ground) -> Iterator[Outcome]:
    """The service's filled array against a C loop over the same SQL."""
    try:
        program = id_loop.build(ground.folder)
    except id_loop.NoCompiler as missing:
        yield Outcome("all ids", bound=3.0, skipped=str(missing))
        return
    for name, sort in {"by update": DEFAULT_SORT, "by contact": (SortKey("contact"),)}.items():
        spec = FilterSpec(sort=sort)
        sql = ground.plan(ground.question(sort=sort)).serials(Way.WALK).text
        ours: list[float] = []
        loop: list[float] = []
        for _ in range(ROUNDS + 1):
            ours.append(timed_ms(lambda spec=spec: ground.desk.tickets.ids(spec, Cancellation())))  # type: ignore[misc]  # bound now
            told = id_loop.run(program, ground.path, sql, ground.tickets)
            loop.append(told.milliseconds)
        serials = ground.desk.tickets.ids(spec, Cancellation()).tolist()
        if (len(serials), id_loop.checksum(serials)) != (told.count, told.checksum):
            raise AssertionError("the loop found other serials, or in another order")
        yield Outcome(name, tuple(ours[1:]), tuple(loop[1:]), 3.0)


@target(3, "no plan cliff")
def no_cliff(ground: Ground) -> Iterator[Outcome]:
    """Page and ids of 8 filters in 4 orders against the best of three ways by hand."""
    for filter_name, conditions in _FILTERS.items():
        for order_name, sort in _ORDERS.items():
            name = f"{filter_name}, by {order_name}"
            question = ground.question(*conditions, sort=sort)
            plan = ground.plan(question)
            tickets, spec = ground.desk.tickets, question.spec
            pages = [plan.page(way, _PAGE, 0) for way in (Way.WALK, Way.FILTER)]
            yield against(
                f"page: {name}",
                lambda spec=spec: ground.desk.tickets.first_page(spec, Cancellation(), limit=_PAGE),  # type: ignore[misc]  # bound now
                *map(ground.fetching, (*pages, *map(unsteered, pages))),
                bound=2.0,
            )
            tickets.count(spec, Cancellation())
            walks = [_aggregated(plan.serials(way)) for way in (Way.WALK, Way.FILTER)]
            yield against(
                f"ids: {name}",
                lambda spec=spec: ground.desk.tickets.ids(spec, Cancellation()),  # type: ignore[misc]  # bound now
                *map(ground.fetching, (*walks, *map(unsteered, walks))),
                bound=2.0,
            )


def unsteered(sql: CompiledSql) -> CompiledSql:
    """What SQLite's planner makes of the question alone."""
    words = sql.text.replace("(+ ", "(").split(" ")
    kept: list[str] = []
    skip = 0
    for word in words:
        if word == "INDEXED":
            skip = 3
        skip -= 1
        if skip < 0:
            kept.append(word)
        elif word.endswith("\nWHERE"):
            kept.append("\nWHERE")
    return CompiledSql(" ".join(kept), sql.values)


def _aggregated(sql: CompiledSql) -> CompiledSql:
    text = f"SELECT group_concat(serial + 10000000, '') FROM ({sql.text})"  # noqa: S608 - our own SQL
    return CompiledSql(text, sql.values)


@target(4, "deep jump")
def deep_jump(ground: Ground) -> Iterator[Outcome]:
    """The list's last block by its serials against OFFSET over wide rows."""
    question = ground.question()
    serials = ground.desk.tickets.ids(question.spec, Cancellation())[-_PAGE:]
    with ground.database.reading() as connection:
        wide = compiled(
            select(*row_columns(question.viewer, "sqlite"))
            .select_from(with_people(ticket))
            .where(ticket.c.hidden == literal_column("0"))
            .order_by(ticket.c.updated_at.desc(), ticket.c.serial.desc())
            .limit(_PAGE)
            .offset(ground.tickets - _PAGE),
            connection.dialect,
        )
    yield against(
        "last block",
        lambda: ground.desk.tickets.rows(serials, Cancellation()),
        ground.fetching(wide),
        bound=0.01,
    )


@target(11, "20 dock counts")
def dock_counts(ground: Ground) -> Iterator[Outcome]:
    """One query per filter against one pass of SUM(CASE)."""
    trees = [entry.tree for entry in SYSTEM_FILTERS]
    trees += [
        all_of(PersonCondition(field="assignee", items=(agent,)), _OPEN) for agent in range(2, 8)
    ]
    trees += [
        all_of(OrderedCondition(field="priority", items=(3,)), _OPEN),
        all_of(ChoiceCondition(field="type", items=(1,)), _OPEN),
        all_of(ChoiceCondition(field="status", items=(0,))),
        all_of(ChoiceCondition(field="status", items=(2,))),
        all_of(ChoiceCondition(field="source", items=(4,)), _OPEN),
        all_of(EmptyCondition(field="group"), _OPEN),
        all_of(PersonCondition(field="creator", items=(Keyword.ME,))),
    ]
    specs = [FilterSpec(quick=tree) for tree in trees]
    question = ground.question()
    with ground.database.reading() as connection:
        one_pass = compiled(
            select(
                *(func.sum(case((where(tree, question, "sqlite"), 1), else_=0)) for tree in trees)
            ).where(ticket.c.hidden == literal_column("0")),
            connection.dialect,
        )

    ours = as_the_dock(ground, specs)
    if ours() != [count or 0 for count in ground.fetching(one_pass)()[0]]:
        raise AssertionError("the two ways count differently")
    yield against("20 counts", ours, ground.fetching(one_pass), bound=0.1)


def as_the_dock(ground: Ground, specs: Sequence[FilterSpec]) -> Callable[[], list[int]]:
    """Counts of filters as the dock asks for them: some together, the others one by one."""
    tickets = ground.desk.tickets

    def counts() -> list[int]:
        known = tickets.counts_together(specs, Cancellation())
        return [
            known[place] if place in known else tickets.count(spec, Cancellation())
            for place, spec in enumerate(specs)
        ]

    return counts


@target(12, "text search")
def text_search(ground: Ground) -> Iterator[Outcome]:
    """A page for common, accented and rare words against the better of index and walk."""
    for text in ("don", "khach", "đơn hàng", "don hang", "Nguyễn Văn", "dh4821", "zzzz"):
        question = ground.question(_word(text))
        plan = ground.plan(question)
        yield against(
            text,
            lambda spec=question.spec: ground.desk.tickets.first_page(  # type: ignore[misc]  # bound now
                spec, Cancellation(), limit=_PAGE
            ),
            *(ground.fetching(plan.page(way, _PAGE, 0)) for way in Way),
            bound=2.0,
        )
    tickets = ground.desk.tickets
    accented, plain = (
        tickets.ids(ground.question(_word(text)).spec, Cancellation())
        for text in ("đơn hàng", "don hang")
    )
    if accented != plain:
        raise AssertionError("accents change what is found")
