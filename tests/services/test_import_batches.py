"""Where a batch ends says nothing of whom a row means, and a dry run foresees it."""

from pathlib import Path

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.imports import importer
from tests.builders import add_field
from tests.importing import bring_in, written

MAP = """
[fields]
external_id = "id"
subject = "s"
contact = "c"
phone = "p"
email = "e"
"contact.cf.tier" = "t"
[options]
source = "x"
"""


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_rows_mean_the_same_contacts_whatever_the_batches(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", batch)
    add_field(desk, "tier", owner=CustomFieldOwner.CONTACT, is_required_to_create=True)
    rows = (
        "1,s,Hoa,,hoa@x.vn,gold\n2,s,,0908 123 331,hoa@x.vn,gold\n3,s,,0908 123 331,,\n"
        "4,s,hoa,,,\n5,s,Mai,0908 123 331,,gold\n"
    )
    file = written(tmp_path, "a.csv", f"id,s,c,p,e,t\n{rows}")
    map_file = written(tmp_path, "m.toml", MAP)
    reports = [
        bring_in(desk.session.database, desk.viewer, file, map_file=map_file, dry_run=dry_run)
        for dry_run in (True, False)
    ]
    assert reports[0].totals == reports[1].totals
    assert reports[0].files[0].problems == reports[1].files[0].problems
    ids = [desk.tickets.detail(Serial(one), Cancellation()).contact_id for one in (1, 2, 4, 5)]
    assert (ids[0] == ids[1] == ids[2], ids[3] != ids[0]) == (True, True)


def test_a_blank_value_gives_way_to_the_default_that_a_new_contact_needs(
    desk: OpenDesk, tmp_path: Path
) -> None:
    add_field(
        desk, "tier", owner=CustomFieldOwner.CONTACT, is_required_to_create=True, default="gold"
    )
    file = written(tmp_path, "a.csv", "id,s,c,p,e,t\n1,s,Hoa,,,\u200b\n")
    map_file = written(tmp_path, "m.toml", MAP)
    for dry_run in (True, False):
        report = bring_in(
            desk.session.database, desk.viewer, file, map_file=map_file, dry_run=dry_run
        )
        assert (report.totals.created, report.totals.warnings) == (1, 0)
    contact = desk.tickets.detail(Serial(1), Cancellation()).contact
    assert contact is not None
    assert contact.custom == (("tier", "gold"),)
