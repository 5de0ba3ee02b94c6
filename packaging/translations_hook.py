"""Makes the .qm files when a wheel is built from a checkout that has none, or older ones.

`dev.py` has made them already, and says HATCH_BUILD_NO_HOOKS for its own environment: then nothing
is to do, and PySide6 need not be fetched for it.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path(__file__).resolve().parent


class TranslationsHook(BuildHookInterface):  # type: ignore[type-arg]  # generic in its stubs alone
    """Compiles `resources/translations` before the wheel takes the resources in."""

    # No @override: a build on Python 3.11 has hatchling and nothing else.
    def dependencies(self) -> list[str]:  # type: ignore[explicit-override]  # no `override` at build
        """PySide6's tools, while a .qm is missing or older than its .ts."""
        return ["PySide6-Essentials>=6.11.3,<7"] if _translations().stale() else []

    def initialize(  # type: ignore[explicit-override]  # as above
        self,
        version: str,  # noqa: ARG002  # the hook's own signature
        build_data: dict[str, Any],  # noqa: ARG002  # as above
    ) -> None:
        """Make what is stale; `pip install -e` runs from the checkout and needs it too."""
        _translations().compile_all()


def _translations() -> Any:
    spec = importlib.util.spec_from_file_location("translations", FOLDER / "translations.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("packaging/translations.py is missing")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclass looks for its own module
    spec.loader.exec_module(module)
    return module
