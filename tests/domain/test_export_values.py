"""What an export is asked and answered in."""

from helpdesk_desktop.domain.export_values import SUFFIXES, TABLES, ExportFormat


def test_a_name_ends_as_its_kind_is_called() -> None:
    assert [SUFFIXES[kind] for kind in ExportFormat] == [".csv", ".xlsx", ".json", ".pdf"]


def test_every_kind_but_pages_is_a_table() -> None:
    assert {*ExportFormat} - {*TABLES} == {ExportFormat.PDF}
