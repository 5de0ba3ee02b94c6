from PySide6.QtCore import QObject, Qt

from helpdesk_desktop.ui.choice_rows import Choice, ChoiceRows
from helpdesk_desktop.ui.folded_names import folded_names


def _rows(qapp: QObject) -> ChoiceRows:
    made = ChoiceRows("Nobody", qapp)
    made.load([Choice(1, "Lan Phạm"), Choice("x", "Mai"), Choice(1, "Again"), Choice(9, "mai")])
    return made


def test_the_first_row_is_nothing_and_each_other_a_choice(qapp: QObject) -> None:
    rows = _rows(qapp)
    assert rows.rowCount() == 5
    assert [rows.index(row).data() for row in range(5)] == [
        "Nobody",
        "Lan Phạm",
        "Mai",
        "Again",
        "mai",
    ]
    keys = [rows.index(row).data(Qt.ItemDataRole.UserRole) for row in range(5)]
    assert keys == [None, 1, "x", 1, 9]


def test_of_equal_keys_and_names_the_first_counts(qapp: QObject) -> None:
    rows = _rows(qapp)
    assert (rows.row_of(1), rows.row_of("x"), rows.row_of("gone"), rows.row_of(None)) == (
        1,
        2,
        0,
        0,
    )
    assert rows.key_named("mai") == "x"
    assert rows.key_named("lan pham") == 1
    # The name of nothing names nothing.
    assert rows.key_named("nobody") is None


def test_names_are_found_by_any_part_however_they_are_spelled(qapp: QObject) -> None:
    rows = _rows(qapp)
    assert rows.names_with("pha") == ["Lan Phạm"]
    assert rows.names_with("mai") == ["Mai", "mai"]
    assert rows.names_with("nobody") == []
    assert rows.names_with("") == []
    rows.load([Choice(2, "Đức")])
    assert rows.names_with("duc") == ["Đức"]
    assert rows.key_named("mai") is None


def test_names_of_several_lines_are_folded_one_by_one() -> None:
    assert folded_names(["A\nB", "Đ"]) == ["a\nb", "d"]
    assert folded_names(["A", "Đ"]) == ["a", "d"]
    assert folded_names([]) == []
