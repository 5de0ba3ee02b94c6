"""What the spec takes in and leaves out of a bundle."""

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from pyinstaller.bundle_lists import (
    COLLECTED,
    EXCLUDED,
    HIDDEN_IMPORTS,
    METADATA,
    is_borrowed,
    is_wanted,
    plugin_name,
    reachable,
)

ROOT = Path(__file__).resolve().parents[2]
_QT = "PySide6/Qt"


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_that_the_program_imports_is_left_out() -> None:
    imported = {
        (path.name, name)
        for path in (ROOT / "helpdesk_desktop").rglob("*.py")
        # For tests of other projects; no bundle has it.
        if "testing" not in path.parts
        for name in _imported(path)
    }
    assert len(imported) > 1_000
    lost = {
        (file, name)
        for file, name in imported
        if any(name == one or name.startswith(f"{one}.") for one in EXCLUDED)
    }
    assert not lost, "take it out of EXCLUDED in packaging/pyinstaller/bundle_lists.py"


@pytest.mark.parametrize("name", [*HIDDEN_IMPORTS, *COLLECTED, *METADATA])
def test_what_is_named_for_the_bundle_can_be_imported(name: str) -> None:
    assert find_spec(name) is not None


@pytest.mark.parametrize(
    "place",
    [
        f"{_QT}/plugins/platforms/libqoffscreen.so",
        f"{_QT}/plugins/platforms/libqxcb.so",
        f"{_QT}/plugins/platforms/libqwayland.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/platforms/libqcocoa.dylib",
        f"{_QT}/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{_QT}/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        f"{_QT}/plugins/iconengines/libqsvgicon.so",
        f"{_QT}/plugins/imageformats/libqsvg.so",
        f"{_QT}/plugins/imageformats/libqjpeg.so",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        f"{_QT}/translations/qtbase_en.qm",
        f"{_QT}/lib/libQt6Widgets.so.6",
        "helpdesk_desktop/storage/migrations/versions/0001_first_schema.py",
        "helpdesk_desktop/storage/migrations/versions/0001_first_schema.mariadb.sql",
        "resources/translations/helpdesk_vi.qm",
        "phonenumbers/data/region_VN.pyc",
        "libxcb-cursor.so.0",
    ],
)
def test_it_goes_along(place: str) -> None:
    assert is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        f"{_QT}/plugins/platforms/libqeglfs.so",
        f"{_QT}/plugins/platforms/libqvnc.so",
        f"{_QT}/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        f"{_QT}/plugins/platformthemes/libqgtk3.so",
        f"{_QT}/plugins/imageformats/libqpdf.so",
        f"{_QT}/plugins/sqldrivers/libqsqlite.so",
        f"{_QT}/plugins/tls/libqopensslbackend.so",
        f"{_QT}/lib/libQt6Quick.so.6",
        f"{_QT}/lib/libQt6QmlModels.so.6",
        f"{_QT}/translations/qtbase_de.qm",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Pdf.dll",
        "phonenumbers/geodata/data0.pyc",
        "libstdc++.so.6",
        "libdbus-1.so.3",
    ],
)
def test_it_stays_away(place: str) -> None:
    assert not is_wanted(place)


def test_a_library_goes_along_only_with_what_loads_it() -> None:
    needs = {
        "plugins/kept.so": ["libnear.so.1"],
        "libnear.so.1": ["libfar.so.2", "libc.so.6"],
        "libfar.so.2": [],
        "liborphan.so.3": ["libfar.so.2"],
    }
    borrowed = {"libnear.so.1", "libfar.so.2", "liborphan.so.3"}
    assert reachable(needs, borrowed) == {"plugins/kept.so", "libnear.so.1", "libfar.so.2"}


def test_only_what_others_load_is_borrowed() -> None:
    assert is_borrowed("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0")
    assert is_borrowed(f"{_QT}/lib/libQt6Network.so.6", "/env/PySide6/Qt/lib/libQt6Network.so.6")
    # Nothing in the bundle names these; the programs load them by themselves.
    assert not is_borrowed("libpython3.11.so.1.0", "/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert not is_borrowed(f"{_QT}/plugins/platforms/libqxcb.so", "/env/libqxcb.so")


@pytest.mark.parametrize("file", ["libqxcb.so", "qxcb.dll", "libqxcb.dylib"])
def test_a_plugin_has_one_name_on_every_system(file: str) -> None:
    assert plugin_name(file) == "xcb"
