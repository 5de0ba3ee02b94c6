"""What a bundle takes in and leaves out, and why; read by the spec and by tests."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

# Loaded by name at run time, so that no analysis of imports sees them.
HIDDEN_IMPORTS = [
    "logging.config",  # alembic asks for it in a function
    "psycopg",
    "psycopg.types",
    "psycopg_binary._psycopg",
    "pymysql",
    # What the migrations import: they are shipped as source, unseen by the analysis.
    "alembic.op",
    "alembic.context",
]
# Their own submodules are found by name: key stores, dialects.
COLLECTED = ["keyring.backends"]
# Entry points and versions that a library reads of itself.
METADATA = ["keyring"]

EXCLUDED = [
    "tkinter",
    "helpdesk_desktop.testing",
    "mypy",
    "hypothesis",
    "pytest",
    "_pytest",
    "setuptools",
    "pip",
    "pkg_resources",
    "numpy",
    "pydantic.mypy",
    "pydantic.v1",
    # Plugins' libraries would bring these along: take one out of here with its first import.
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtQuickControls2",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtDesigner",
    "PySide6.QtTest",
    "PySide6.QtUiTools",
    "PySide6.QtHelp",
    "PySide6.QtSql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.mssql",
    "MySQLdb",
    "psycopg2",
    "pysqlite2",
    # Numbers are read and written; where a number is from nobody asks.
    "phonenumbers.geocoder",
    "phonenumbers.geodata",
    "phonenumbers.carrier",
    "phonenumbers.carrierdata",
    "phonenumbers.timezone",
    "phonenumbers.tzdata",
    # Addresses are checked by their form; a form asks no name server.
    "dns",
    # Work is shared among threads; only loading it at each start would cost something.
    "multiprocessing",
    "unittest",
    "doctest",
    "xmlrpc",
    # The interactive parts of Python.
    "pydoc",
    "pydoc_data",
    "lib2to3",
    "idlelib",
    "turtledemo",
    "readline",  # under the GPL, and nobody types into Python here
    "rlcompleter",
    "pdb",
    "code",
    "cmd",
    "ensurepip",
]

# Qt without Quick, Qml, Pdf, and what draws without a desktop.
_UNWANTED_LIBRARY = re.compile(
    r"(lib)?Qt6?(Quick|Qml|VirtualKeyboard|Pdf|EglF[Ss]|EGLF[Ss]|Sql|Test|Designer|Help|UiTools|"
    r"Lottie|WebEngine|LabsQml|Labs|OpenGLWidgets|Multimedia)"
)
_UNWANTED_FILES = {"opengl32sw.dll", "d3dcompiler_47.dll"}
_UNWANTED_PLUGIN_FOLDERS = {
    "designer",
    "egldeviceintegrations",
    "generic",
    "networkinformation",
    "qmllint",
    "qmltooling",
    "sqldrivers",
    "vectorimageformats",
    "wayland-graphics-integration-server",
}
# Of these folders only what is named: `offscreen` for runs without a screen, ibus and compose for
# Vietnamese typing.
_WANTED_PLUGINS = {
    "platforms": {"offscreen", "xcb", "wayland", "windows", "cocoa"},
    "imageformats": {"svg", "ico", "icns", "jpeg"},
    "platforminputcontexts": {"ibusplatforminputcontext", "composeplatforminputcontext"},
    # Not gtk3: its libraries must be those of the desktop, down to the last one; the portal gives
    # the desktop's dialogs and colours without any.
    "platformthemes": {"xdgdesktopportal"},
}
# Of every desktop and better left to it: graphics drivers want its C++ library, fontconfig its own
# files, D-Bus its own daemon. A package names them as what it depends on.
SYSTEM_LIBRARIES = {
    "libX11-xcb",
    "libX11",
    "libXau",
    "libXdmcp",
    "libblkid",
    "libbrotlicommon",
    "libbrotlidec",
    "libbsd",
    "libcap",
    "libcups",
    "libdbus-1",
    "libfontconfig",
    "libfreetype",
    "libgcc_s",
    "libgcrypt",
    "libgio-2.0",
    "libglib-2.0",
    "libgmodule-2.0",
    "libgobject-2.0",
    "libgpg-error",
    "libgthread-2.0",
    "liblz4",
    "libmd",
    "libmount",
    "libpcre2-8",
    "libpng16",
    "libselinux",
    "libstdc++",
    "libsystemd",
    "libxkbcommon-x11",
    "libxkbcommon",
}
_WANTED_TRANSLATIONS = {"qtbase_en.qm"}
# What pip writes down of an installation: paths of the build machine, in other words each time.
_OF_PIP = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}


def is_wanted(place: str) -> bool:
    """Whether the file goes into the bundle at this place in it."""
    path = PurePosixPath(place.replace("\\", "/"))
    name = path.name
    if name.lower() in _UNWANTED_FILES or _UNWANTED_LIBRARY.match(name):
        return False
    if len(path.parts) == 1 and name.split(".so")[0] in SYSTEM_LIBRARIES:
        return False
    if name in _OF_PIP and path.parent.name.endswith(".dist-info"):
        return False
    if "PySide6" not in path.parts:
        return "phonenumbers" not in path.parts or not {"geodata", "carrierdata", "tzdata"} & {
            *path.parts
        }
    if name.endswith((".pyi", ".json")):
        return False
    if "translations" in path.parts:
        return name in _WANTED_TRANSLATIONS
    if "qml" in path.parts:
        return False
    if "plugins" in path.parts:
        return _is_wanted_plugin(path)
    return True


def is_borrowed(place: str, source: str) -> bool:
    """Whether this library goes along only for another one: the system's, and Qt's own."""
    path = PurePosixPath(place)
    if path.parent.as_posix() == "PySide6/Qt/lib":
        return True
    # The programs load Python's library; no file in the bundle names it.
    from_system = source.startswith(("/lib", "/usr/lib")) and len(path.parts) == 1
    return from_system and not path.name.startswith("libpython")


def reachable(needs: Mapping[str, Collection[str]], borrowed: Collection[str]) -> frozenset[str]:
    """The files that are needed, of `needs`: each file's own, by the names it loads.

    What is `borrowed` goes along only where something that goes along loads it: a plugin left out
    takes its libraries with it.
    """
    wanted: set[str] = set()
    to_see = [place for place in needs if place not in borrowed]
    by_name = {PurePosixPath(place).name: place for place in borrowed}
    while to_see:
        place = to_see.pop()
        if place not in wanted:
            wanted.add(place)
            to_see += [by_name[name] for name in needs[place] if name in by_name]
    return frozenset(wanted)


def _is_wanted_plugin(path: PurePosixPath) -> bool:
    after = path.parts[path.parts.index("plugins") + 1 :]
    if len(after) < 2:  # a folder and a file
        return True
    folder, name = after[0], plugin_name(after[-1])
    if folder in _UNWANTED_PLUGIN_FOLDERS:
        return False
    if folder == "tls" and "PySide6.QtNetwork" in EXCLUDED:
        return False
    wanted = _WANTED_PLUGINS.get(folder)
    return wanted is None or name in wanted


def plugin_name(file_name: str) -> str:
    """What a plugin is called on every system: `libqxcb.so` and `qxcb.dll` are xcb."""
    stem = file_name.split(".", maxsplit=1)[0].removeprefix("lib").removeprefix("q")
    return stem.removesuffix("plugin")
