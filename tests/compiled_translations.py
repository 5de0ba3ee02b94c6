"""The .qm files, made where a run by hand finds none: `dev.py` makes them before its tests."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def load_translations() -> ModuleType:
    """`packaging/translations.py`: its folder has a library's name, so it is no package."""
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


def compile_translations() -> None:
    """Make what is missing or older than its .ts."""
    load_translations().compile_all()
