"""The only place that says which columns an import does not take though its map asks for them.

Told before the first row is stored: a field that is not there and that nobody makes, or that is
retired; of our own exports the calls, which no import takes. A column without any value loses
nothing and is not named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from helpdesk_desktop.domain.column_template import Getter
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.domain.text_rules import is_empty
from helpdesk_desktop.services.imports.custom_columns import MOST_FIELDS, CustomColumns
from helpdesk_desktop.services.imports.made_owners import MadeOwners
from helpdesk_desktop.services.imports.row_plan import RowPlan


def untaken_columns(
    plan: RowPlan,
    columns: Sequence[str],
    records: Iterable[Sequence[str]],
    *,
    custom: CustomColumns,
    made: MadeOwners,
    may_grow: bool,
) -> tuple[Problem, ...]:
    """A warning for each such column, in the file's order.

    `columns` may grow while `records` are read (`may_grow`); otherwise no more of them is read than
    tells whether each of these columns has a value.
    """
    suspects = dict(_suspects(plan, columns, custom, made))
    filled: dict[str, Problem] = {}
    width = len(columns)
    for cells in records if suspects or may_grow else ():
        if len(columns) != width:
            width = len(columns)
            found = _suspects(plan, columns, custom, made)
            suspects = {name: one for name, one in found if name not in filled}
        for name, (getter, problem) in list(suspects.items()):
            if not is_empty(getter(cells)):
                filled[name] = problem
                del suspects[name]
        if not suspects and not may_grow:
            break
    places = {name: at for at, name in enumerate(columns)}
    return tuple(sorted(filled.values(), key=lambda one: places.get(one.column or "", -1)))


def _suspects(
    plan: RowPlan, columns: Sequence[str], custom: CustomColumns, made: MadeOwners
) -> Iterator[tuple[str, tuple[Getter, Problem]]]:
    for place, name in plan.custom_columns(columns):
        problem = _of_ticket(custom.find(name), None, name, custom)
        if problem is not None:
            yield name, (_cell(place), problem)
    calls = plan.call_columns(columns)
    if calls:
        names = [name for _, name in calls]
        getters = [_cell(place) for place, _ in calls]
        lost = _warning(ProblemCode.NOT_ALLOWED, "untaken_call", {}, None, names[0])
        yield "call", (lambda cells: "".join(one(cells) for one in getters), lost)
    for key, getter in plan.cells.of_tickets.items():
        problem = _of_ticket(custom.find(key), key, plan.column_of(key), custom)
        if problem is not None and plan.column_of(key) is not None:
            yield key, (getter, problem)
    for key, getter in plan.cells.of_owners.items():
        field = made.find(key)
        column = plan.column_of(key)
        if field is None:
            told = {"value": key}
            yield (
                key,
                (getter, _warning(ProblemCode.NOT_FOUND, "untaken_unknown", told, key, column)),
            )
        elif not field.is_active:
            yield key, (getter, _retired(field, column))


def _of_ticket(
    field: CustomField | None, key: str | None, column: str | None, custom: CustomColumns
) -> Problem | None:
    if field is not None:
        return None if field.is_active else _retired(field, column)
    if custom.make is None:
        return _warning(ProblemCode.NOT_ALLOWED, "untaken_no_right", {}, key, column)
    told = {"limit": MOST_FIELDS}
    return _warning(ProblemCode.NOT_ALLOWED, "untaken_too_many", told, key, column)


def _retired(field: CustomField, column: str | None) -> Problem:
    told = {"label": field.label}
    return _warning(ProblemCode.NOT_ALLOWED, "untaken_retired", told, field.filter_key, column)


def _warning(
    code: ProblemCode, key: str, told: Mapping[str, object], field: str | None, column: str | None
) -> Problem:
    return Problem(code, key, told, field, None, column, Severity.WARNING)


def _cell(place: int) -> Getter:
    return lambda cells: cells[place] if place < len(cells) else ""
