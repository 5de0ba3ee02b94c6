"""An empty project of another folder installs the wheel and drives the window by its plug-in."""

import importlib.util
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES = 10
# What a run of these tests has around it and a tester's project has not.
_OURS = ("PYTHON", "PYTEST", "COV_", "HELPDESK_")


def _shown_tests() -> list[str]:
    """The tests that CONTRIBUTING.md shows, as `dev.py build` takes them from there."""
    found = importlib.util.spec_from_file_location("qa_trial", ROOT / "packaging" / "qa_trial.py")
    assert found is not None
    assert found.loader is not None
    trial = importlib.util.module_from_spec(found)
    found.loader.exec_module(trial)
    sources: list[str] = trial.shown_tests()
    return sources


def _run(*words: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    environment = {name: text for name, text in os.environ.items() if not name.startswith(_OURS)}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    words = ("-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    done = _run(sys.executable, *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("helpdesk_desktop-*.whl")
    return made


@pytest.fixture(scope="module")
def project(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment that has the wheel, and what it needs from this one.

    `dev.py build` does it without borrowing: there pip installs all of it.
    """
    folder = tmp_path_factory.mktemp("their project")
    venv.create(folder / ".venv")
    python = _python(folder)
    words = ("install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check", wheel)
    done = _run(sys.executable, "-m", "pip", "--python", python, *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    asked = _run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    own = Path(asked.stdout.strip())
    # Behind what the wheel brought: a path in a .pth file stands last.
    borrowed = sysconfig.get_path("purelib")
    (own / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    return folder


def _python(folder: Path) -> Path:
    return folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def test_the_first_test_has_ten_lines() -> None:
    assert len([line for line in _shown_tests()[0].splitlines() if line]) <= LINES


@pytest.mark.timeout(180)
def test_a_ticket_is_created_through_the_dialog_from_another_project(project: Path) -> None:
    where = (
        "def test_it_is_the_wheel():\n    import helpdesk_desktop as it\n    print(it.__file__)\n"
    )
    first, longer = _shown_tests()
    (project / "test_first.py").write_text(f"{first}\n\n{where}", encoding="utf-8")
    (project / "test_longer.py").write_text(longer, encoding="utf-8")
    words = ("-m", "pytest", "-v", "-rA", "-p", "no:randomly", "-p", "no:cacheprovider")
    done = _run(_python(project), *words, "--rootdir", project, cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout
    assert str(project / ".venv") in done.stdout
    assert str(ROOT) not in done.stdout
    # Nothing is left in their folder but what they put there.
    left = {path.name for path in project.iterdir()} - {"__pycache__"}
    assert left == {".venv", "test_first.py", "test_longer.py"}
