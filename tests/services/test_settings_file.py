"""The settings file: whole or not at all, for its owner, and set aside when it is no settings."""

import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.services.first_looks import read_looks
from helpdesk_desktop.services.settings import (
    Settings,
    SettingsFile,
    config_path,
    load_settings,
)

_NOBODY = 65_534
WISHES = Preferences("dark", "compact", "vi", "Asia/Ho_Chi_Minh", "US")


@pytest.fixture
def file() -> SettingsFile:
    return SettingsFile(config_path())


def _put(file: SettingsFile, content: bytes) -> None:
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_bytes(content)


def test_what_is_written_is_read_again(file: SettingsFile) -> None:
    assert file.load() == (Settings(), None)
    written = file.change(
        lambda settings: (
            settings.with_preferences(WISHES)
            .with_database("sqlite:////a/đ.db", "lan")
            .with_database("postgresql://lan@db/helpdesk", None)
        )
    )
    assert file.load() == (written, None)
    assert written.preferences == WISHES
    assert written.database == "postgresql://lan@db/helpdesk"
    assert written.recent == ("postgresql://lan@db/helpdesk", "sqlite:////a/đ.db")
    assert written.login_at("sqlite:////a/đ.db") == "lan"
    assert written.login_at("postgresql://lan@db/helpdesk") is None
    assert read_looks(file.path) == Preferences("dark", "compact", "vi")


def test_only_its_owner_may_read_it(file: SettingsFile) -> None:
    file.change(lambda settings: settings.with_(theme="dark"))
    assert sys.platform == "win32" or stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_recent_databases_are_few_and_the_newest_first(file: SettingsFile) -> None:
    for number in (*range(12), 3):
        file.change(lambda settings, n=number: settings.with_database(f"{n}.db", "lan"))  # type: ignore[misc]  # now
    recent = load_settings(file.path).recent
    assert recent == ("3.db", "11.db", "10.db", "9.db", "8.db", "7.db", "6.db", "5.db")
    forgotten = file.change(lambda settings: settings.without_recent("3.db"))
    assert forgotten.database is None
    assert "3.db" not in forgotten.recent
    assert "3.db" not in forgotten.logins


def test_what_a_newer_program_wrote_is_kept(file: SettingsFile) -> None:
    _put(file, b'version = 9\ntheme = "dark"\ncolour = "red"\n[later]\nx = [1, 2]\n')
    file.change(lambda settings: settings.with_(density="compact"))
    text = file.path.read_text(encoding="utf-8")
    assert "version = 9" in text
    assert 'colour = "red"' in text
    assert "[later]" in text
    assert load_settings(file.path).density == "compact"


_DAMAGED = [
    b"\xff\xfe\x00",
    b"theme = ",
    b"theme = 7",
    b'theme = "pink"',
    b'recent = "x"',
    b"recent = [1]",
    b'logins = ["x"]',
    b'version = "1"',
    b"database = []",
    b'log_level = "loud"',
    b'updates = "on"',
    b"backup_keep = -5",
    b"backup_keep = 0x" + b"f" * 20_000,
    b"of_a_newer_one = 0x" + b"f" * 20_000,
    b"a = " + b"[" * 100_000,
    b"# " + b"x" * 1_000_001,
    *(random.Random(seed).randbytes(300) for seed in range(40)),  # noqa: S311  # garbage, not secrets
]


@pytest.mark.parametrize("content", _DAMAGED, ids=range(len(_DAMAGED)))
def test_a_damaged_file_is_set_aside_whole_and_the_defaults_are_used(
    file: SettingsFile, content: bytes
) -> None:
    _put(file, content)
    assert read_looks(file.path) == Preferences()
    settings, aside = file.load()
    assert settings.warning
    assert settings == Settings(warning=settings.warning)
    assert aside is not None
    assert aside.name == "settings.toml.damaged-1"
    assert aside.read_bytes() == content
    assert not file.path.exists()
    assert file.load() == (Settings(), None)


def test_a_second_damaged_file_takes_no_ones_place(file: SettingsFile) -> None:
    asides = []
    for number in range(3):
        _put(file, b"damaged %d" % number)
        asides.append(file.load()[1])
    assert [aside.name[-1] for aside in asides if aside] == ["1", "2", "3"]
    assert [aside.read_bytes()[-1:] for aside in asides if aside] == [b"0", b"1", b"2"]


def test_a_change_sets_a_damaged_file_aside_too(file: SettingsFile) -> None:
    _put(file, b"theme = pink")
    file.change(lambda settings: settings.with_(theme="light"))
    assert load_settings(file.path).theme == "light"
    assert (file.path.parent / "settings.toml.damaged-1").read_bytes() == b"theme = pink"


def test_changes_at_the_same_time_all_count(file: SettingsFile) -> None:
    def change(number: int) -> None:
        mine = SettingsFile(file.path)
        mine.change(
            lambda settings: settings.with_(logins={**settings.logins, f"db{number}": "lan"})
        )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(60)))
    assert sorted(load_settings(file.path).logins) == sorted(f"db{n}" for n in range(60))


_CHILD = """
import sys
from pathlib import Path
from helpdesk_desktop.services.settings import SettingsFile
file = SettingsFile(Path(sys.argv[1]))
for number in range(25):
    key = f"{sys.argv[2]}-{number}"
    file.change(lambda old: old.with_(logins={**old.logins, key: "lan"}))
"""


def test_changes_of_several_programs_all_count(file: SettingsFile) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", _CHILD, str(file.path), name]) for name in "abc"
    ]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    assert len(load_settings(file.path).logins) == 75
    assert [path.name for path in file.path.parent.glob("*.new")] == []


def test_settings_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    file = SettingsFile(tmp_path / "file" / "settings.toml")
    with pytest.raises(Unavailable) as caught:
        file.change(lambda settings: settings.with_(theme="dark"))
    assert caught.value.key == "settings_unwritable"
    assert str(file.path) in caught.value.message


def test_a_folder_in_its_place_is_said_and_left(file: SettingsFile) -> None:
    (file.path / "deep").mkdir(parents=True)
    settings, aside = file.load()
    assert settings == Settings(warning=settings.warning, is_out_of_reach=True)
    assert "directory" in (settings.warning or "")
    assert aside is None
    with pytest.raises(Unavailable):
        file.change(lambda settings: settings.with_(theme="dark"))
    assert (file.path / "deep").is_dir()
    assert [path.name for path in file.path.parent.glob("*.new")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_in_its_place_is_not_waited_for_and_left(file: SettingsFile) -> None:
    file.path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(file.path)
    assert read_looks(file.path) == Preferences()
    settings, aside = file.load()
    assert settings.warning == "it is no file"
    assert aside is None
    with pytest.raises(Unavailable):
        file.change(lambda settings: settings.with_(theme="dark"))
    assert file.path.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="modes do not bind Windows")
def test_sound_settings_that_cannot_be_read_now_are_left_where_they_are() -> None:
    folder = Path(tempfile.mkdtemp(prefix="hd-settings-"))
    file = SettingsFile(folder / "settings.toml")
    file.path.write_bytes(b'theme = "dark"\n')
    file.path.chmod(0o000)
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, _NOBODY, -1)
        os.chown(file.path, _NOBODY, -1)
        os.seteuid(_NOBODY)
    try:
        settings, aside = file.load()
        assert settings.warning == "permission denied"
        assert aside is None
        with pytest.raises(Unavailable) as caught:
            file.change(lambda settings: settings.with_(density="compact"))
        assert "permission denied" in caught.value.message
        file.path.chmod(0o600)
        assert file.load()[0].theme == "dark"
    finally:
        if is_root:
            os.seteuid(0)
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="modes do not bind Windows")
def test_a_folder_that_may_only_be_read_keeps_what_is_there() -> None:
    # The tests' own folders are closed to the ordinary user that root becomes here.
    folder = Path(tempfile.mkdtemp(prefix="hd-settings-"))
    file = SettingsFile(folder / "settings.toml")
    file.path.write_bytes(b"garbage =")
    file.path.chmod(0o644)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(_NOBODY)
    try:
        settings, aside = file.load()
        assert settings.warning
        assert aside is None
        with pytest.raises(Unavailable):
            file.change(lambda settings: settings.with_(theme="dark"))
        assert file.path.read_bytes() == b"garbage ="
        assert [path.name for path in folder.iterdir()] == ["settings.toml"]
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_link_of_ones_own_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('theme = "dark"\n', encoding="utf-8")
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    SettingsFile(link).change(lambda settings: settings.with_(density="compact"))
    assert link.is_symlink()
    assert load_settings(real).preferences == Preferences("dark", "compact")
