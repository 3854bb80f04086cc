"""One network per frequency class: how far it sees, how far it forecasts, how large it is."""

from dataclasses import dataclass

from series import Rhythm

QUANTILES = (0.025, 0.1, 0.5, 0.9, 0.975)
MEDIAN = QUANTILES.index(0.5)
LENGTH_CODES = 12
"""Inputs that tell how much of the window is known."""
SCALARS = 5
YEAR_WEEKS = 8
"""Weeks of last year, before and after this day, that the daily network sees."""


@dataclass(frozen=True)
class NetworkClass:
    name: str
    season: int
    year: float
    window: int
    horizon: int
    level_span: int
    """Values whose mean is the level of a window."""
    last_year: bool
    """Also sees weekly means around the same day a year ago."""
    width: int
    shortest: int = 5
    blocks: int = 4
    layers: int = 3

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.year, self.season)

    @property
    def past(self) -> int:
        """Values before the forecast that can matter."""
        return max(self.window, 364 + 7 * YEAR_WEEKS) if self.last_year else self.window

    @property
    def statics(self) -> int:
        return LENGTH_CODES + SCALARS + (2 * YEAR_WEEKS + 1 if self.last_year else 0)


CLASSES = {
    "yearly": NetworkClass("yearly", 1, 1.0, 24, 8, 1, False, 128),
    "quarterly": NetworkClass("quarterly", 4, 4.0, 40, 12, 4, False, 176),
    "monthly": NetworkClass("monthly", 12, 12.0, 72, 24, 12, False, 192),
    "weekly": NetworkClass("weekly", 52, 52.18, 156, 26, 13, False, 192),
    "daily": NetworkClass("daily", 7, 365.25, 112, 56, 28, True, 192),
}
