"""The only place for what the combo boxes of the settings offer."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate

_CODE_LETTERS = 2


def setting_choices() -> dict[str, tuple[tuple[str, Any], ...]]:
    """For each setting its choices as words and value."""
    system = translate("SettingsDialog", "Like the system")
    return {
        "theme": (
            (system, "system"),
            (translate("SettingsDialog", "Light"), "light"),
            (translate("SettingsDialog", "Dark"), "dark"),
            (translate("SettingsDialog", "High contrast"), "contrast"),
        ),
        "density": (
            (translate("SettingsDialog", "Comfortable rows"), "comfortable"),
            (translate("SettingsDialog", "Compact rows"), "compact"),
        ),
        # Each language in its own words: who cannot read the others finds theirs.
        "language": ((system, "system"), ("English", "en"), ("Tiếng Việt", "vi")),
        "time_zone": ((system, None),),
        "phone_region": ((translate("SettingsDialog", "Usual: Vietnam"), None), *_regions()),
    }


def _regions() -> tuple[tuple[str, str], ...]:
    """Every country by name, with its code of two letters."""
    found = {
        code: QLocale.territoryToString(territory)
        for territory in QLocale.Country
        if len(code := QLocale.territoryToCode(territory)) == _CODE_LETTERS and code.isalpha()
    }
    ordered = sorted(found.items(), key=lambda pair: pair[1])
    return tuple((f"{name} ({code})", code) for code, name in ordered)
