"""The door of the pytest plug-in: its options and fixtures, and nothing that costs time.

Named in `pyproject.toml` under `pytest11`, so every run of pytest imports it where the program is
installed. It loads neither Qt nor SQL nor any other room until a fixture is used; that is why the
fixtures' types stand in their docstrings and are those of `testing.pages` and `testing.databases`.
It must be imported by any pytest since 6, whose other projects' runs it would end otherwise.
"""

from __future__ import annotations  # an older pytest has not all that annotations name

import os
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, NoReturn
from weakref import WeakKeyDictionary

import pytest

_ENGINES = ("sqlite", "postgres", "mariadb")
_KEPT_VARIABLES = "HELPDESK_QA_"
_programs: WeakKeyDictionary[Any, list[Any]] = WeakKeyDictionary()
_EXTRA = "this fixture needs the extra: pip install 'helpdesk-desktop[qa]'"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Name the database that the window is driven on."""
    group = parser.getgroup("helpdesk", "Helpdesk Desktop")
    group.addoption(
        "--helpdesk-engine",
        choices=_ENGINES,
        default=os.environ.get("HELPDESK_QA_ENGINE", "sqlite"),
        help="what holds the tests' tickets (HELPDESK_QA_ENGINE; a local file without it)",
    )
    group.addoption(
        "--helpdesk-url",
        default=os.environ.get("HELPDESK_QA_URL"),
        help="an EMPTY database of that server, which is filled and emptied for each test "
        "(HELPDESK_QA_URL); with xdist {worker} in it names one for each worker",
    )
    group.addoption(
        "--helpdesk-password-file",
        default=os.environ.get("HELPDESK_QA_PASSWORD_FILE"),
        help="the server's password, in a file that nobody else can read",
    )
    group.addoption(
        "--helpdesk-wait",
        type=float,
        default=20.0,
        metavar="SECONDS",
        help="how long a page waits for what must come before the test fails (20)",
    )
    group.addoption(
        "--helpdesk-screenshots",
        default=None,
        help="folder for pictures of failed tests; without it beside the report (--junitxml, "
        "--html), else helpdesk-screenshots",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line(
        "markers",
        "helpdesk(tickets=0, seed=7, login='boss', theme='light', language='en', size=(w, h)): "
        "what the window of this test begins with",
    )


@pytest.fixture
def helpdesk_home(tmp_path: Path) -> Iterator[Path]:
    """A folder in which settings, data and logs of the program lie while the test runs."""
    from helpdesk_desktop.testing.home import home_at  # noqa: PLC0415  # as the module says

    with home_at(tmp_path / "helpdesk-home", _KEPT_VARIABLES) as home:
        yield home


@pytest.fixture(scope="session")
def _helpdesk_ground(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """Where the run's databases are made."""
    from helpdesk_desktop.testing import databases  # noqa: PLC0415  # as the module says

    engine, url = _named_database(request.config)
    try:
        ground: databases.FileGround | databases.ServerGround = (
            databases.FileGround(tmp_path_factory.mktemp("helpdesk"))
            if url is None
            else databases.ServerGround(
                engine, url, request.config.getoption("helpdesk_password_file")
            )
        )
    except databases.NotOursError as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
    yield ground
    ground.close()


@pytest.fixture
def helpdesk_database(
    request: pytest.FixtureRequest, tmp_path: Path, helpdesk_home: Path, _helpdesk_ground: Any
) -> Iterator[Any]:
    """A `databases.HelpdeskDatabase` of its own, with an administrator `boss`.

    `.desk` makes data by intention: `helpdesk_database.desk.create_ticket("Printer is on fire")`.
    """
    from helpdesk_desktop.testing.databases import Filling  # noqa: PLC0415  # as the module says

    del helpdesk_home  # asked for: drafts of the desk must not go to the tester's own
    asked = _asked(request)
    made = _helpdesk_ground.database(tmp_path, Filling(asked["tickets"], asked["seed"]))
    yield made
    made.close()
    _helpdesk_ground.take_back()


@pytest.fixture
def helpdesk_start(
    request: pytest.FixtureRequest, tmp_path: Path, helpdesk_home: Path
) -> Iterator[Callable[..., Any]]:
    """Starts the program: `helpdesk_start()` as on a fresh machine, `helpdesk_start(database)`.

    Answers a `pages.window.HelpdeskWindow`, and takes `login`, `theme`, `language` and `size`.
    """
    app = _application(request)
    from helpdesk_desktop.testing import waiting  # noqa: PLC0415  # as the module says
    from helpdesk_desktop.testing.pages.window import (  # noqa: PLC0415  # as the module says
        HelpdeskWindow,
    )
    from helpdesk_desktop.testing.program import Program, Start  # noqa: PLC0415  # as above

    del helpdesk_home  # asked for: nothing of the tester's own is read or written
    _hide_own_frames()
    waiting.wait_at_most(request.config.getoption("helpdesk_wait"))
    programs: list[Program] = []
    _programs[request.node] = programs

    def start(database: Any = None, **words: Any) -> HelpdeskWindow:
        asked = {name: value for name, value in _asked(request).items() if name in _START_WORDS}
        if database is None:
            asked.pop("login")  # who one is asked of a database that is named later
        else:
            asked |= {"database": database.url, "password_file": database.password_file}
        made = Start(tmp_path / f"windows-{len(programs)}.ini", **{**asked, **words})
        program = Program(app, made)
        programs.append(program)
        program.begin()
        return HelpdeskWindow(program)

    yield start
    for program in reversed(programs):
        program.end()


@pytest.fixture
def helpdesk_window(helpdesk_start: Callable[..., Any], helpdesk_database: Any) -> Iterator[Any]:
    """A `pages.window.HelpdeskWindow` on `helpdesk_database`, its list read."""
    window = helpdesk_start(helpdesk_database)
    yield window.wait_ready()
    window.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """Keep a picture of every window of a test that failed."""
    outcome = yield
    report = outcome.get_result()
    programs = _programs.get(item, [])
    if report.failed and any(program.is_running for program in programs):
        from helpdesk_desktop.testing.pictures import save_pictures  # noqa: PLC0415  # as above

        pictures = save_pictures(_picture_folder(item.config), item.nodeid)
        said = "\n".join(f"screenshot: {path}" for path in pictures)
        report.sections.append(("Helpdesk Desktop", said))
        # Reports such as JUnit's take them over when the test is torn down.
        item.user_properties += [("helpdesk_screenshot", str(path)) for path in pictures]


_START_WORDS = ("login", "theme", "language", "size")
_USUAL = {"tickets": 0, "seed": 7, "login": "boss"}


def _asked(request: pytest.FixtureRequest) -> dict[str, Any]:
    asked: dict[str, Any] = dict(_USUAL)
    for mark in reversed(list(request.node.iter_markers("helpdesk"))):
        asked.update(mark.kwargs)
    unknown = set(asked) - {*_USUAL, *_START_WORDS}
    if unknown:
        _refuse(f"the mark helpdesk knows no {', '.join(sorted(unknown))}")
    return asked


def _refuse(why: str) -> NoReturn:
    pytest.fail(why, pytrace=False)


def _named_database(config: pytest.Config) -> tuple[str, str | None]:
    engine: str = config.getoption("helpdesk_engine")
    url: str | None = config.getoption("helpdesk_url")
    if engine not in _ENGINES:  # of the variable: argparse looks at words alone
        _refuse(f"HELPDESK_QA_ENGINE is {engine}; there are {', '.join(_ENGINES)}")
    if engine == "sqlite":
        if url:
            _refuse("--helpdesk-url names a server's database; name its --helpdesk-engine too")
        return engine, None
    if not url:
        _refuse(
            f"--helpdesk-engine={engine} needs --helpdesk-url with an EMPTY database of a server"
        )
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and "{worker}" not in url:
        _refuse(
            "workers of xdist would take each other's tables: write {worker} into --helpdesk-url "
            "and make a database for each (gw0, gw1, …)"
        )
    return engine, url.replace("{worker}", worker or "main")


def _application(request: pytest.FixtureRequest) -> Any:
    screens = (os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    has_screen = sys.platform in {"win32", "darwin"} or any(screens)
    if not has_screen and not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # or Qt ends the whole run
    try:
        return request.getfixturevalue("qapp")
    except pytest.FixtureLookupError:
        pass
    _refuse(_EXTRA)


def _hide_own_frames() -> None:
    # What was waited for stands in the message; of the trace a tester needs their own lines.
    # `--full-trace` shows all, and so does an error of ours.
    for name, module in tuple(sys.modules.items()):
        if name.startswith("helpdesk_desktop.testing."):
            vars(module)["__tracebackhide__"] = _is_about_the_screen


def _is_about_the_screen(told: Any) -> bool:
    return told is not None and isinstance(told.value, AssertionError)


def _picture_folder(config: pytest.Config) -> Path:
    named: str | None = config.getoption("helpdesk_screenshots")
    if named is not None:
        return Path(named)
    for report in ("xmlpath", "htmlpath"):
        path: str | None = getattr(config.option, report, None)
        if path:
            return Path(path).parent / "screenshots"
    return config.rootpath / "helpdesk-screenshots"
