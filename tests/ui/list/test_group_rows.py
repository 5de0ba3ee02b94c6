"""Rows of a table under their headers, against a plain list of what stands in each row."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.grouping import ListGroup
from helpdesk_desktop.ui.list.group_rows import GroupRows

_GROUPS = st.lists(st.integers(1, 5), max_size=7).map(
    lambda counts: tuple(ListGroup(value, count, f"g{value}") for value, count in enumerate(counts))
)


def _plain(groups: tuple[ListGroup, ...], folded: frozenset[int | None]) -> list[int | ListGroup]:
    # The rows of the table: a group stands for its header, a number for a row of the list.
    rows: list[int | ListGroup] = []
    at = 0
    for group in groups:
        rows.append(group)
        if group.value not in folded:
            rows += range(at, at + group.count)
        at += group.count
    return rows


def _holds(rows: GroupRows, groups: tuple[ListGroup, ...], folded: frozenset[int | None]) -> None:
    plain = _plain(groups, folded)
    assert rows.rows == len(plain)
    assert rows.tickets == rows.total == sum(group.count for group in groups)
    for row, meant in enumerate(plain):
        header = rows.header_at(row)
        assert (header is not None) == isinstance(meant, ListGroup)
        if header is not None:
            assert header.group == meant
            assert header.is_folded == (header.group.value in folded)
            assert rows.row_of_value(header.group.value) == rows.header_row(row) == row
        assert rows.list_row(row) == (None if isinstance(meant, ListGroup) else meant)
    for list_row in range(-1, rows.tickets + 1):
        place = plain.index(list_row) if list_row in plain else None
        assert rows.table_row(list_row) == place
        if place is not None:
            assert rows.header_row_of(list_row) == rows.header_row(place)
    for outside in (-1, rows.rows):
        assert rows.header_at(outside) is None
        assert rows.list_row(outside) is None
    assert rows.row_of_value(99) is None


@given(_GROUPS, st.sets(st.integers(0, 7)), st.data())
def test_every_row_is_mapped_to_and_fro(
    groups: tuple[ListGroup, ...], folds: set[int], data: st.DataObject
) -> None:
    folded: frozenset[int | None] = frozenset(folds)
    rows = GroupRows(groups, folded)
    _holds(rows, groups, folded)
    assert rows.is_like(GroupRows(groups))
    assert not rows.is_like(None)
    assert not rows.is_like(GroupRows((*groups, ListGroup(50, 1))))
    if groups:
        row = data.draw(st.integers(0, rows.rows - 1))
        value = rows.groups[rows.group_at(row)].value
        _holds(rows.toggled(row), groups, folded ^ {value})
        _holds(rows.toggled(row).with_folded(folded), groups, folded)
        everything = frozenset(group.value for group in groups)
        _holds(rows.with_all_folded(), groups, everything)
    _holds(rows, groups, folded)  # as it was


@given(_GROUPS, st.sets(st.integers(0, 7)), st.integers(-2, 40), st.integers(-2, 40))
def test_ranges_are_those_of_their_rows(
    groups: tuple[ListGroup, ...], folds: set[int], first: int, last: int
) -> None:
    folded: frozenset[int | None] = frozenset(folds)
    rows, plain = GroupRows(groups, folded), _plain(groups, folded)
    inside = [row for row in plain[max(first, 0) : max(last + 1, 0)] if isinstance(row, int)]
    found = [row for begin, end in rows.list_ranges(first, last) for row in range(begin, end + 1)]
    assert found == inside
    shown = [plain.index(row) for row in range(max(first, 0), last + 1) if row in plain]
    ranges = rows.table_ranges([(first, last)])
    assert [row for begin, end in ranges for row in range(begin, end + 1)] == shown


def test_what_is_beyond_a_table_s_rows_is_cut_off_and_counted() -> None:
    groups = (ListGroup(0, 5), ListGroup(1, 5), ListGroup(2, 5))
    assert [one.count for one in GroupRows(groups, (), 18).groups] == [5, 5, 5]
    cut = GroupRows(groups, (), 10)
    assert [one.count for one in cut.groups] == [5, 3]
    assert (cut.rows, cut.total) == (10, 15)
    assert len(GroupRows(groups, (), 7).groups) == 1
