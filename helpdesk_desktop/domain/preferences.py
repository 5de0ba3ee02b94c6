"""The only place for the words of a person's preferences: looks, language, zone, backups."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

ThemeName = Literal["system", "light", "dark", "contrast"]
DensityName = Literal["comfortable", "compact"]
LanguageName = Literal["system", "en", "vi"]

THEMES: Final[tuple[ThemeName, ...]] = get_args(ThemeName)
DENSITIES: Final[tuple[DensityName, ...]] = get_args(DensityName)
LANGUAGES: Final[tuple[LanguageName, ...]] = get_args(LanguageName)


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one person wants the program; None leaves it to the system.

    `phone_region` is a country of two letters: how numbers without a country code are read.
    `backup_folder` None is a folder beside the database; `backup_keep` counts the daily ones.
    """

    theme: ThemeName = "system"
    density: DensityName = "comfortable"
    language: LanguageName = "system"
    time_zone: str | None = None
    phone_region: str | None = None
    notifications: bool = True
    backup_folder: str | None = None
    backup_keep: int = 7
