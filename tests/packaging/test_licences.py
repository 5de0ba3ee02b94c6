"""Everything shipped has its licence in the bundle."""

import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from licences.gather import NoLicenceError, gather, licence_of, normal, shipped, texts_of

ROOT = Path(__file__).resolve().parents[2]


def _file_of(name: str, end: str) -> Path:
    one = metadata.distribution(name)
    return next(Path(str(one.locate_file(f))) for f in one.files or () if str(f).endswith(end))


def test_a_distribution_is_shipped_if_a_file_or_a_compiled_module_of_it_is() -> None:
    by_file = shipped({os.path.realpath(_file_of("lark", "lark/lark.py"))}, set())
    by_place = shipped(set(), {"lark/lark.pyc"})
    for found in (by_file, by_place):
        assert [one.metadata["Name"] for one in found] == ["lark"]


def test_texts_and_a_list_of_them_are_in_the_bundle(tmp_path: Path) -> None:
    sources = {
        "lark/lark.pyc": "somewhere/lark.pyc",
        "PySide6/QtCore.abi3.so": str(_file_of("PySide6_Essentials", "QtCore.abi3.so"))
        if sys.platform.startswith("linux")
        else str(_file_of("PySide6_Essentials", "QtCore.pyi")),
    }
    gather(tmp_path, sources)
    told = (tmp_path / "licences" / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    assert "\nlark " in told
    assert "\nPySide6_Essentials " in told
    assert "MIT" in (tmp_path / "licences" / "lark" / "LICENSE").read_text(encoding="utf-8")
    lesser = (tmp_path / "licences" / "LGPL-3.0.txt").read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lesser
    assert (tmp_path / "licences" / "GPL-3.0.txt").exists()
    assert (tmp_path / "licences" / "Python" / "LICENSE.txt").exists()


def test_something_without_a_licence_text_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "site" / "secretive-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: secretive\nVersion: 1.0\n", encoding="utf-8")
    (info / "RECORD").write_text("secretive.py,,\n", encoding="utf-8")
    # A file that is not there is no file to importlib_metadata, which others may have loaded.
    (tmp_path / "site" / "secretive.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    with pytest.raises(NoLicenceError, match="secretive"):
        gather(tmp_path, {"secretive.pyc": "x"})


def test_a_licence_is_said_in_one_line() -> None:
    for name in ("lark", "SQLAlchemy", "psycopg", "phonenumbers"):
        told = licence_of(metadata.distribution(name))
        assert told
        assert "\n" not in told
        assert list(texts_of(metadata.distribution(name)))


def test_names_are_compared_in_one_spelling() -> None:
    assert normal("Ruamel.yaml-X") == normal("ruamel_yaml_x")


@pytest.mark.skipif(not shutil.which("dpkg"), reason="a system with dpkg")
def test_a_library_of_the_system_that_nobody_knows_ends_the_build(tmp_path: Path) -> None:
    work, bundle = tmp_path / "work", tmp_path / "bundle"
    work.mkdir()
    bundle.mkdir()
    sources = {"libnobody.so.1": "/usr/lib/libnobody.so.1"}
    (work / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    script = ROOT / "packaging" / "licences" / "gather.py"
    told = subprocess.run(
        [sys.executable, str(script), str(bundle), str(work)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "libnobody.so.1" in told.stderr
