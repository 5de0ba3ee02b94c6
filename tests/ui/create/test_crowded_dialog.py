"""The create dialog of a desk with a hundred custom fields: quick fingers lose nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog, new_draft_key
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders
from tests.screen import get

FIELDS = 100
LAST = FIELDS - 1
UID = UUID("01920000-0000-7000-8000-000000000001")


@pytest.fixture
def crowded(desk: OpenDesk) -> OpenDesk:
    for number in range(FIELDS):
        builders.add_field(desk, f"f{number}", default="d" if number == LAST else None)
    return desk


@pytest.fixture
def dialog(qtbot: QtBot, crowded: OpenDesk, runner: TaskRunner) -> Iterator[CreateTicketDialog]:
    """A dialog that was made this moment."""
    made = CreateTicketDialog(runner, crowded, crowded.directory())
    made.show()
    assert not made.form.is_whole
    yield made
    if shiboken6.isValid(made):
        made.close()
    assert qtbot is not None


def _line(dialog: CreateTicketDialog, number: int) -> QLineEdit:
    return get(dialog, QLineEdit, f"custom_ticket_f{number}")


def test_an_early_submit_waits_for_the_whole_form(
    qtbot: QtBot, crowded: OpenDesk, dialog: CreateTicketDialog
) -> None:
    with qtbot.waitSignal(dialog.ticket_created) as created:
        dialog.form.subject.setText("Quick")
        _line(dialog, 3).setText("early")
        dialog.submit()
        dialog.submit()
        assert not dialog.form.isEnabled()
        assert not dialog.form.is_whole
    assert created.args is not None
    detail = crowded.tickets.detail(created.args[0].serial, Cancellation())
    assert dict(detail.custom) == {"f3": "early", f"f{LAST}": "d"}


def test_an_early_submit_that_is_refused_gives_the_form_back(
    qtbot: QtBot, dialog: CreateTicketDialog
) -> None:
    _line(dialog, 3).setText("early")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.form.is_whole and dialog.form.isEnabled())
    assert dialog.form.first_fault() is not None
    assert dialog.form.subject.hasFocus()
    assert _line(dialog, 3).text() == "early"
    assert _line(dialog, LAST).isEnabled()


def test_an_early_close_keeps_what_was_typed(
    qtbot: QtBot, crowded: OpenDesk, dialog: CreateTicketDialog
) -> None:
    _line(dialog, 3).setText("early")
    dialog.form.custom.edited.emit()
    with qtbot.waitSignal(dialog.draft_kept) as kept:
        dialog.reject()
    assert kept.args is not None
    assert dict(kept.args[0].fields)["cf.f3"] == "early"
    qtbot.waitUntil(lambda: len(crowded.drafts.load_all()) == 1)


def test_a_dialog_that_nobody_typed_into_is_pristine_when_it_is_whole(
    qtbot: QtBot, dialog: CreateTicketDialog
) -> None:
    with qtbot.waitSignal(dialog.form.became_whole):
        assert dialog.form.is_pristine
    assert dialog.form.is_pristine
    assert dialog.form.fields() is None
    assert get(dialog, QPushButton, "discard_draft").isHidden()


def test_a_draft_comes_back_into_late_fields_with_its_cursor(
    qtbot: QtBot, crowded: OpenDesk, runner: TaskRunner
) -> None:
    name = f"custom_ticket_f{LAST - 1}"
    fields = (
        ("subject", "Half"),
        (f"cf.f{LAST - 1}", "typed"),
        ("focus", name),
        ("cursor", 2),
    )
    draft = Draft(new_draft_key(UID), fields, datetime(2026, 11, 23, tzinfo=UTC))
    found = CreateTicketDialog.from_draft(draft, runner, crowded, crowded.directory())
    qtbot.addWidget(found)
    found.show()
    # Kept anew at once, and no late field is missing in it.
    assert dict(found.form.fields() or ())[f"cf.f{LAST - 1}"] == "typed"
    with qtbot.waitSignal(found.form.became_whole):
        assert not found.form.is_whole
    line = _line(found, LAST - 1)
    assert found.focusWidget() is line
    assert (line.text(), line.cursorPosition()) == ("typed", 2)
    assert dict(found.form.fields() or ())[f"cf.f{LAST}"] == "d"


def test_required_fields_of_a_new_contact_are_waited_for_too(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner
) -> None:
    for number in range(40):
        builders.add_field(
            desk,
            f"c{number}",
            owner=CustomFieldOwner.CONTACT,
            is_required_to_create=True,
            default="x",
        )
    dialog = CreateTicketDialog(runner, desk, desk.directory())
    dialog.show()
    with qtbot.waitSignal(dialog.ticket_created) as created:
        dialog.form.subject.setText("Quick")
        dialog.form.contact.form.begin("Hoa")
        dialog.form.contact.form.show()
        assert not dialog.form.is_whole
        dialog.submit()
    assert created.args is not None
    contact = desk.tickets.detail(created.args[0].serial, Cancellation()).contact
    assert contact is not None
    assert len(contact.custom) == 40


def test_nothing_above_moves_while_fields_come(qtbot: QtBot, dialog: CreateTicketDialog) -> None:
    seen: list[tuple[int, int]] = []
    form = dialog.form

    class Watch(QObject):
        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if watched is form and event.type() == QEvent.Type.Paint:
                seen.append((form.custom.y(), form.description.height()))
            return False

    watch = Watch()
    form.installEventFilter(watch)
    with qtbot.waitSignal(form.became_whole):
        assert not form.is_whole
    qtbot.waitUntil(lambda: form.custom.height() > 2_000)
    assert len(set(seen)) == 1
