from uuid import UUID

from helpdesk_desktop.domain.ticket import Saved, Serial
from helpdesk_desktop.ui.editing.undo_stack import Deed, UndoStack


def _deed(number: int) -> Deed:
    batch = UUID(int=number)
    return Deed(Saved(Serial(number), batch, 2, batch=batch), f"Edit {number}")


def test_the_last_edit_is_taken_first_and_each_once() -> None:
    stack = UndoStack()
    for number in (1, 2, 3):
        stack.add(_deed(number))
    assert stack.take_done(_deed(2)) == _deed(2)
    assert stack.take_done(_deed(2)) is None
    assert stack.take_done() == _deed(3)
    assert stack.take_done() == _deed(1)
    assert stack.take_done() is None
    assert not stack.can_undo


def test_a_new_edit_ends_what_could_be_done_again() -> None:
    stack = UndoStack()
    stack.put_undone(_deed(1))
    assert stack.can_redo
    stack.add(_deed(2))
    assert stack.take_undone() is None


def test_only_the_last_two_hundred_are_kept() -> None:
    stack = UndoStack()
    for number in range(250):
        stack.add(_deed(number))
    taken = 0
    while stack.take_done() is not None:
        taken += 1
    assert taken == 200


def test_another_database_has_nothing_to_undo() -> None:
    stack = UndoStack()
    stack.add(_deed(1))
    stack.put_undone(_deed(2))
    stack.clear()
    assert (stack.can_undo, stack.can_redo) == (False, False)
