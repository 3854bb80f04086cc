"""Parts that generated series are made of. All are [n × steps]; time is counted in years, so that one set of
priors serves every frequency."""

import math

import torch

from dice import Dice


def accumulate(step: torch.Tensor, keep: torch.Tensor) -> torch.Tensor:
    """x_t = keep·x_(t−1) + step_t for step [n × T], keep [n × 1]."""
    out = torch.empty_like(step)
    state = torch.zeros_like(step[:, 0])
    rate = keep.squeeze(1)
    for t in range(step.shape[1]):
        state = rate * state + step[:, t]
        out[:, t] = state
    return out


def smooth_curve(dice: Dice, n: int, years: torch.Tensor) -> torch.Tensor:
    """A draw of a Gaussian process with a squared-exponential kernel, by random Fourier features; unit variance."""
    features = 12
    length = dice.lognormal(1.5, 0.8, n, 1)
    frequency = dice.normal(n, features) / length
    phase = dice.uniform(n, features, high=2 * math.pi)
    wave = torch.cos(frequency[:, :, None] * years + phase[:, :, None])
    return math.sqrt(2 / features) * wave.sum(1)


def trend(dice: Dice, n: int, steps: int, year: float) -> torch.Tensor:
    """Sum of trends, each present in some of the series; in units of the level, centred at the end of the series."""
    years = torch.arange(steps, device=dice.device) / year
    span = steps / year
    out = torch.zeros(n, steps, device=dice.device)
    # Straight growth.
    slope = 0.025 + 0.06 * dice.student(2.5, n, 1).clamp(-8, 8)
    out += dice.chance(0.6, n, 1) * slope * years
    # Level that wanders.
    sigma = dice.lognormal(0.07, 1.0, n, 1) / math.sqrt(year)
    shocks = torch.where(dice.chance(0.2, n, 1) > 0, dice.student(3, n, steps).clamp(-9, 9), dice.normal(n, steps))
    out += dice.chance(0.6, n, 1) * torch.cumsum(sigma * shocks, 1)
    # Slope that wanders and is damped.
    keep = dice.uniform(n, 1, low=0.3, high=0.98) ** (4 / year)
    push = dice.lognormal(0.06, 1.0, n, 1) / year * torch.sqrt(1 - keep**2)
    out += dice.chance(0.4, n, 1) * torch.cumsum(accumulate(push * dice.normal(n, steps), keep), 1)
    # Kinks: the slope changes now and then.
    kinks = dice.chance(min(0.5, 0.25 / year), n, steps) * dice.normal(n, steps) * 0.12 / year
    out += dice.chance(0.35, n, 1) * torch.cumsum(torch.cumsum(kinks, 1), 1)
    # S-shaped growth or decline.
    middle = dice.uniform(n, 1, low=-0.3 * span, high=1.3 * span)
    width = dice.lognormal(0.15 * span + 0.1, 0.6, n, 1)
    rise = dice.normal(n, 1) * 0.8
    out += dice.chance(0.12, n, 1) * rise * torch.sigmoid((years - middle) / width)
    # Smooth curves and business cycles.
    out += dice.chance(0.25, n, 1) * dice.lognormal(0.08, 0.8, n, 1) * smooth_curve(dice, n, years)
    period = dice.uniform(n, 1, low=2.0, high=9.0)
    drift = torch.cumsum(dice.normal(n, steps) * 0.6 / math.sqrt(year), 1)
    cycle = torch.cos(2 * math.pi * years / period + dice.uniform(n, 1, high=2 * math.pi) + drift)
    out += dice.chance(0.15, n, 1) * dice.lognormal(0.05, 0.7, n, 1) * cycle
    # Level shifts.
    shifts = dice.chance(min(0.3, 0.12 / year), n, steps) * dice.normal(n, steps) * 0.3
    out += dice.chance(0.3, n, 1) * torch.cumsum(shifts, 1)
    return out - out[:, -1:]


def table_season(dice: Dice, n: int, steps: int, period: int) -> torch.Tensor:
    """One independent value per phase; unit size."""
    table = dice.normal(n, period)
    if period == 7:
        # Weekends differ from working days together.
        weekend = dice.integers(0, 7, n, 1)
        day = (torch.arange(7, device=dice.device) - weekend) % 7
        table = 0.6 * table + dice.normal(n, 1) * 1.2 * (day < 2)
    table = table - table.mean(1, keepdim=True)
    phase = (torch.arange(steps, device=dice.device) + dice.integers(0, period, n, 1)) % period
    return torch.gather(table, 1, phase)


def wave_season(dice: Dice, n: int, position: torch.Tensor, period: float) -> torch.Tensor:
    """Harmonics with falling amplitudes; position [n × T] in periods."""
    most = max(1, min(8, int(period // 2)))
    falling = dice.uniform(n, 1, low=0.3, high=2.0)
    out = torch.zeros_like(position)
    for k in range(1, most + 1):
        size = dice.normal(n, 1) / k**falling
        out += size * torch.cos(2 * math.pi * (k * position + dice.uniform(n, 1)))
    return out


def holiday_season(dice: Dice, n: int, position: torch.Tensor, period: float) -> torch.Tensor:
    """A few narrow peaks and dips a year; some move from year to year as a lunar calendar does."""
    out = torch.zeros_like(position)
    for _ in range(3):
        centre = dice.uniform(n, 1)
        width = torch.clamp(dice.lognormal(0.016, 0.7, n, 1), min=0.22 / period)
        lunar = dice.chance(0.2, n, 1)
        cycle = torch.floor(position - centre + 0.5)
        moved = ((-10.9 * cycle + 30 * dice.uniform(n, 1)) % 29.53 - 14.8) / 365.25
        distance = (position - centre - lunar * moved + 0.5) % 1 - 0.5
        size = dice.chance(0.75, n, 1) * dice.lognormal(1.6, 0.6, n, 1) * torch.where(dice.chance(0.7, n, 1) > 0, 1, -0.6)
        # Every year is a little different.
        kept = 1 + 0.15 * torch.sin(12.9898 * cycle + 6.28 * dice.uniform(n, 1))
        out += size * kept * torch.exp(-0.5 * (distance / width) ** 2)
    return out


def yearly_season(dice: Dice, n: int, steps: int, period: float) -> torch.Tensor:
    """A season of one year, of one of three shapes or their mixture, that changes slowly; about unit size."""
    position = torch.arange(steps, device=dice.device) / period + dice.uniform(n, 1)
    kind = dice.choose([0.4, 0.35, 0.25] if period > 4 else [0.3, 0.7, 0.0], n)[:, None]
    wave = wave_season(dice, n, position, period)
    flat = table_season(dice, n, steps, round(period)) if period < 13 else wave_season(dice, n, position, period)
    spikes = holiday_season(dice, n, position, period) if period > 4 else torch.zeros_like(wave)
    shape = torch.where(kind == 0, wave, torch.where(kind == 1, flat, 0.5 * wave + spikes))
    other = wave_season(dice, n, position, period)
    change = dice.chance(0.3, n, 1) * dice.uniform(n, 1) * torch.linspace(0, 1, steps, device=dice.device)
    shape = shape * (1 - 0.5 * change) + 0.5 * change * other
    wander = torch.cumsum(dice.normal(n, steps) * 0.12 / math.sqrt(period), 1)
    shape = shape * torch.exp(dice.chance(0.4, n, 1) * wander)
    return shape - shape.mean(1, keepdim=True)


def noise(dice: Dice, n: int, steps: int) -> torch.Tensor:
    """Unit noise: normal or heavy-tailed, white or correlated."""
    raw = torch.where(dice.chance(0.25, n, 1) > 0, dice.student(4, n, steps).clamp(-10, 10), dice.normal(n, steps))
    memory = dice.chance(0.4, n, 1) * dice.uniform(n, 1, low=-0.4, high=0.9)
    return accumulate(raw * torch.sqrt(1 - memory**2), memory)


def disturb(dice: Dice, y: torch.Tensor) -> torch.Tensor:
    """Outliers, and promotions that last a few steps, in some of the series."""
    n, steps = y.shape
    hit = dice.chance(0.15, n, 1) * dice.chance(0.02, n, steps)
    y = y * torch.exp(hit * dice.normal(n, steps) * 0.6)
    start = dice.chance(0.12, n, 1) * dice.chance(0.04, n, steps)
    lift = dice.lognormal(0.35, 0.6, n, 1)
    promoted = accumulate(start, torch.full((n, 1), 0.4, device=dice.device)).clamp(max=1)
    return y * (1 + lift * promoted)
