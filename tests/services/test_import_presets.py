"""Mappings that people keep: found again by header, by name, and by the command line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from helpdesk_desktop import cli
from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, HelpdeskError, Invalid, Unavailable
from helpdesk_desktop.domain.import_values import REJECT, FileLook, ImportMapping, Reading
from helpdesk_desktop.services.imports.import_map import load_map
from helpdesk_desktop.services.imports.user_presets import presets_folder
from tests import builders
from tests.importing import DATA, DEMO, written

TEXT = "Nr;Title;State;When;Colour\n1;First;offen;03/04/2020;red\n2;Second;zu;13/04/2020;blue\n"


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with builders.opened(database_url) as opened:
        yield opened


def _look(desk: OpenDesk, path: Path) -> FileLook:
    return desk.imports.look(str(path), Reading(), Cancellation())


def _mapping(look: FileLook) -> ImportMapping:
    mapping = (
        look.suggested.with_field("external_id", "Nr")
        .with_field("subject", "{Title} ({Nr})")
        .with_field("created", "When")
        .with_word("status", "offen", "new")
        .with_word("status", "zu", REJECT)
        .with_constant("priority", "high")
        .with_custom("Colour", look.columns)
    )
    return replace(mapping, source="Alt-System", reading=Reading("auto", ";", "dmy"))


def test_a_saved_mapping_is_found_by_its_header(desk: OpenDesk, tmp_path: Path) -> None:
    look = _look(desk, written(tmp_path, "a.csv", TEXT))
    assert look.preset is None
    mapping = _mapping(look)
    kept = Path(desk.imports.save_preset(" Altes System ", mapping, look))
    assert kept == presets_folder() / "Altes System.toml"
    again = _look(desk, written(tmp_path, "b.csv", TEXT))
    assert again.preset == "Altes System"
    assert again.suggested == mapping
    assert load_map(kept).recognise == look.columns


def test_a_saved_mapping_comes_before_one_of_the_program(desk: OpenDesk) -> None:
    look = _look(desk, DEMO / "sf311.csv")
    assert look.preset == "sf311"
    mine = look.suggested.with_field("description", "descriptor")
    desk.imports.save_preset("mine", mine, look)
    again = _look(desk, DEMO / "sf311.csv")
    assert (again.preset, again.suggested) == ("mine", mine)
    names = [one.name for one in desk.imports.presets()]
    assert names[0] == "mine"
    assert "sf311" in names
    assert desk.imports.preset("sf311") == look.suggested


@pytest.mark.parametrize("preset", ["boston311", "cfpb-complaints", "freshdesk", "itsm-synthetic",
                                    "ibm-edb-tickets", "sffd-calls"])  # fmt: skip
def test_no_word_of_a_map_is_lost_on_its_way_to_the_window_and_back(
    desk: OpenDesk, preset: str
) -> None:
    look = _look(desk, DATA / "itsm-synthetic" / "tickets.csv")
    mapping = desk.imports.preset(preset)
    desk.imports.save_preset(f"my {preset}", mapping, look)
    assert desk.imports.preset(f"my {preset}") == mapping


def test_a_taken_name_is_replaced_only_when_asked(desk: OpenDesk, tmp_path: Path) -> None:
    look = _look(desk, written(tmp_path, "a.csv", TEXT))
    desk.imports.save_preset("mine", look.suggested, look)
    with pytest.raises(Invalid) as caught:
        desk.imports.save_preset("mine", _mapping(look), look)
    assert caught.value.problems[0].key == "preset_taken"
    assert desk.imports.preset("mine").template_of("subject") == "Title"
    desk.imports.save_preset("mine", _mapping(look), look, is_replacing=True)
    assert desk.imports.preset("mine").template_of("subject") == "{Title} ({Nr})"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("", "bad_preset_name"), ("../x", "bad_preset_name"), (".x", "bad_preset_name"),
        ("a/b", "bad_preset_name"), ("a\\b", "bad_preset_name"), ("CON", "bad_preset_name"),
        ("com1.old", "bad_preset_name"), ("x" * 61, "bad_preset_name"), ("a\0", "bad_preset_name"),
        ("sf311", "preset_of_program"), ("helpdesk-desktop", "preset_of_program"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_used_is_refused(
    desk: OpenDesk, tmp_path: Path, name: str, key: str
) -> None:
    look = _look(desk, written(tmp_path, "a.csv", TEXT))
    with pytest.raises(Invalid) as caught:
        desk.imports.save_preset(name, look.suggested, look)
    assert [one.key for one in caught.value.problems] == [key]
    assert caught.value.message
    assert not presets_folder().exists()


def test_a_broken_preset_hides_no_other_and_is_told_by_its_name(
    desk: OpenDesk, tmp_path: Path
) -> None:
    look = _look(desk, written(tmp_path, "a.csv", TEXT))
    desk.imports.save_preset("good", _mapping(look), look)
    written(presets_folder(), "bad.toml", b"\xff\x00 = [[[")
    assert "good" in [one.name for one in desk.imports.presets()]
    assert _look(desk, tmp_path / "a.csv").preset == "good"
    with pytest.raises(BadUsage) as caught:
        desk.imports.preset("bad")
    assert "bad.toml" in caught.value.message
    with pytest.raises(BadUsage):
        desk.imports.preset("none")


def test_a_folder_that_cannot_be_written_is_told(desk: OpenDesk, tmp_path: Path) -> None:
    look = _look(desk, written(tmp_path, "a.csv", TEXT))
    presets_folder().parent.mkdir(parents=True)
    presets_folder().write_text("a file where the folder would be", encoding="utf-8")
    with pytest.raises(Unavailable) as caught:
        desk.imports.save_preset("mine", look.suggested, look)
    assert "mine.toml" in caught.value.message
    assert [one.name for one in desk.imports.presets() if one.is_own] == []


def test_a_mapping_that_says_nonsense_is_told(desk: OpenDesk, tmp_path: Path) -> None:
    look = _look(desk, written(tmp_path, "a.csv", TEXT))
    for wrong in (
        replace(look.suggested, source="x" * 65),
        replace(look.suggested, reading=Reading(delimiter="ab")),
        look.suggested.with_field("serial", "Nr"),
    ):
        with pytest.raises(HelpdeskError) as caught:
            desk.imports.dry_run(look, wrong, Cancellation())
        assert caught.value.message


@pytest.mark.parametrize("way", ["--preset", "--map", "header"])
def test_the_command_line_imports_with_a_saved_mapping(
    desk: OpenDesk,
    database_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    way: str,
) -> None:
    look = _look(desk, written(tmp_path, "a.csv", TEXT))
    kept = desk.imports.save_preset("mine", _mapping(look), look)
    words = {"--preset": ["--preset", "mine"], "--map": ["--map", kept], "header": []}[way]
    code = cli.main(
        ["--database", database_url, "--as", "boss", "import", str(tmp_path / "a.csv"), *words]
    )
    said = capsys.readouterr().out
    assert code == 1  # one row is wanted out
    assert "1 created" in said
    assert "1 rejected" in said
    again = desk.imports.run(look, _mapping(look), Cancellation())
    assert (again.totals.unchanged, again.totals.created) == (1, 0)
