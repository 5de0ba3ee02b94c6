"""The only place for trees of options as lists: read from pasted text, printed, and planned.

A pasted list is either indented, or has a path such as `North / Hà Nội / Ba Đình` on each line. The
same name twice in one place is one option.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpdesk_desktop.domain.custom_field import (
    OPTION_KINDS,
    CustomField,
    CustomFieldKind,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.free_keys import FreeKeys, is_field_key
from helpdesk_desktop.domain.text_rules import is_blank, one_line, text_problem
from helpdesk_desktop.domain.ticket import NAME_LIMIT

OPTION_LIMIT = 10_000
DEPTH_LIMIT = 50
# Between the names of a path; spaces around it, for a name such as TCP/IP is one name.
PATH_SEPARATOR = " / "
_INDENT = "  "
_TAB_WIDTH = 4
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class PlannedOption:
    """An option as it shall stand; `parent` is the place of the one above in the plan."""

    id: CustomOptionId | None
    key: str
    label: str
    parent: int | None
    is_retired: bool


@dataclass(frozen=True, slots=True)
class OptionPlan:
    """The whole list in its order, and the options that it leaves out."""

    options: tuple[PlannedOption, ...]
    left_out: tuple[CustomOption, ...]
    problems: tuple[Problem, ...] = ()


def parse_options(text: str, kind: CustomFieldKind) -> tuple[OptionLine, ...]:
    """The options that a pasted list names; a field of another kind than dependent has no tree."""
    lines = [line.expandtabs(_TAB_WIDTH) for line in text.splitlines() if not is_blank(line)]
    if kind is not CustomFieldKind.DEPENDENT:
        return _merged([one_line(line).strip()] for line in lines)
    indents = [len(line) - len(line.lstrip()) for line in lines]
    if len(set(indents)) <= 1 and any(PATH_SEPARATOR in line for line in lines):
        return _merged([part.strip() for part in line.split(PATH_SEPARATOR)] for line in lines)
    return _merged(_indented(lines, indents))


def print_options(field: CustomField) -> str:
    """The options in use as the list that `parse_options` reads, a line each."""
    lines = (
        f"{_INDENT * line.depth}{line.label}\n"
        for line in option_lines(field)
        if line.id is not None and not field.is_retired_option(line.id)
    )
    return "".join(lines)


def option_lines(field: CustomField) -> tuple[OptionLine, ...]:
    """The whole tree of a field, retired options too, as `set_options` takes it back."""
    ordered = sorted(field.options, key=lambda option: field.rank_by_id[option.id])
    return tuple(
        OptionLine(
            option.label,
            len(field.path_by_id[option.id]) - 1,
            option.id,
            option.key,
            option.is_retired,
        )
        for option in ordered
    )


def plan_options(field: CustomField, lines: Sequence[OptionLine]) -> OptionPlan:
    """What to do so that a field has exactly these options, and what is wrong with them."""
    problems = list(_problems(field, lines))
    if problems:
        return OptionPlan((), (), tuple(problems))
    claimed = {line.id for line in lines if line.id is not None}
    there = {
        (option.parent_id, fold(option.label)): option
        for option in reversed(field.options)
        if option.id not in claimed
    }
    keys = FreeKeys(
        (option.key for option in field.options),
        separator="-",
        names=(fold(line.label) for line in lines),
    )
    for line in lines:
        if line.key is not None:
            keys.take(line.key)
    planned: list[PlannedOption] = []
    above: list[int] = []  # places of the options that the line lies below
    for line in lines:
        del above[line.depth :]
        parent = above[-1] if above else None
        known = None if line.id is None else field.option_by_id[line.id]
        if known is None:
            parent_id = None if parent is None else planned[parent].id
            if parent is None or parent_id is not None:
                known = there.pop((parent_id, fold(line.label)), None)
        key = (line.key or keys.make(line.label)) if known is None else known.key
        above.append(len(planned))
        option_id = None if known is None else known.id
        planned.append(PlannedOption(option_id, key, line.label, parent, line.is_retired))
    kept = {one.id for one in planned}
    return OptionPlan(
        tuple(planned), tuple(option for option in field.options if option.id not in kept)
    )


def clean_lines(lines: Sequence[OptionLine]) -> tuple[OptionLine, ...]:
    """The lines with their labels as they are stored."""
    return tuple(replace(line, label=one_line(line.label).strip()) for line in lines)


def _merged(paths: Iterator[list[str]]) -> tuple[OptionLine, ...]:
    # Children by node, each in the order in which its name came first.
    folded: dict[str, str] = {}
    labels: list[str] = [""]
    below: list[dict[str, int]] = [{}]
    for path in paths:
        node = 0
        for label in path:
            if not label:
                continue
            name = folded.get(label)
            if name is None:
                name = folded[label] = fold(label)
            child = below[node].get(name)
            if child is None:
                child = below[node][name] = len(labels)
                labels.append(label)
                below.append({})
            node = child
    found: list[OptionLine] = []
    waiting = [(child, 0) for child in reversed(below[0].values())]
    while waiting:
        node, depth = waiting.pop()
        found.append(OptionLine(labels[node], depth))
        waiting += [(child, depth + 1) for child in reversed(below[node].values())]
    return tuple(found)


def _indented(lines: Sequence[str], indents: Sequence[int]) -> Iterator[list[str]]:
    above: list[tuple[int, str]] = []
    for line, indent in zip(lines, indents, strict=True):
        while above and above[-1][0] >= indent:
            above.pop()
        above.append((indent, one_line(line).strip()))
        yield [label for _, label in above]


def _problems(field: CustomField, lines: Sequence[OptionLine]) -> Iterator[Problem]:
    if lines and field.kind not in OPTION_KINDS:
        yield _bad(ProblemCode.NOT_ALLOWED, "no_options", None, label=field.label)
        return
    if len(lines) > OPTION_LIMIT:
        values = {"label": field.label, "limit": OPTION_LIMIT, "count": len(lines)}
        yield _bad(ProblemCode.TOO_LONG, "too_many_options", None, **values)
        return
    seen: set[tuple[int | None, str]] = set()
    ids: set[int] = set()
    keys = {fold(option.key) for option in field.options}
    above: list[int] = []
    for number, line in enumerate(lines, 1):
        yield from _line_problems(field, line, number, len(above))
        del above[max(line.depth, 0) :]
        place = (above[-1] if above else None, fold(line.label))
        if place in seen:
            yield _bad(ProblemCode.DUPLICATE, "option_twice", number, value=line.label)
        seen.add(place)
        if line.id is not None:
            if line.id not in field.option_by_id or line.id in ids:
                what = f"“{line.label[:_SHOWN]}”"
                yield _bad(ProblemCode.NOT_FOUND, "gone", number, what=what)
            ids.add(line.id)
        elif line.key is not None:
            if not is_field_key(line.key):
                yield _bad(ProblemCode.PATTERN, "bad_field_key", number, value=line.key)
            elif fold(line.key) in keys:
                told = {"what": "option", "value": line.key}
                yield _bad(ProblemCode.DUPLICATE, "name_taken", number, **told)
            keys.add(fold(line.key))
        above.append(number)


def _line_problems(
    field: CustomField, line: OptionLine, number: int, most: int
) -> Iterator[Problem]:
    if is_blank(line.label):
        yield _bad(ProblemCode.REQUIRED, "required", number, label="Option")
    problem = text_problem(line.label, "options", "Option", NAME_LIMIT)
    if problem is not None:
        yield replace(problem, line=number)
    if field.kind is not CustomFieldKind.DEPENDENT and line.depth:
        yield _bad(ProblemCode.NOT_ALLOWED, "options_flat", number, value=line.label[:_SHOWN])
    elif line.depth >= DEPTH_LIMIT:
        yield _bad(ProblemCode.TOO_LONG, "options_too_deep", number, limit=DEPTH_LIMIT)
    elif not 0 <= line.depth <= most:
        yield _bad(ProblemCode.NOT_ALLOWED, "option_level", number, value=line.label[:_SHOWN])
    if field.kind is CustomFieldKind.DEPENDENT and PATH_SEPARATOR in line.label:
        yield _bad(ProblemCode.BAD_TEXT, "option_path_sign", number, value=line.label[:_SHOWN])


def _bad(code: ProblemCode, key: str, line: int | None, **values: object) -> Problem:
    return Problem(code, key, values, "options", line)
