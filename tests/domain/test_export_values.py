"""What an export is asked and answered in."""

from helpdesk_desktop.domain.export_values import SUFFIXES, ExportFormat


def test_a_name_ends_as_its_kind_is_called() -> None:
    assert [SUFFIXES[kind] for kind in ExportFormat] == [".csv", ".xlsx", ".json"]
