"""Generated series: mixtures of structural models, exponential smoothing and ARIMA processes, kernel compositions,
intermittent demand and counts. No real value enters them."""

import math
from dataclasses import dataclass

import torch

import components as part
from dice import Dice


@dataclass(frozen=True)
class Rhythm:
    """What a frequency is to the generator."""

    year: float
    """Steps in a year."""
    season: int
    """Seasonal period to model, 1 = none."""

    @property
    def weekly(self) -> bool:
        return self.season == 7


def seasonal_part(dice: Dice, n: int, steps: int, rhythm: Rhythm) -> torch.Tensor:
    """All seasons of a frequency, in units of the level."""
    out = torch.zeros(n, steps, device=dice.device)
    if rhythm.year > 1:
        often = 0.7 if not rhythm.weekly else 0.6
        size = dice.lognormal(0.1 if not rhythm.weekly else 0.08, 1.0, n, 1) * dice.chance(often, n, 1)
        out += size * part.yearly_season(dice, n, steps, rhythm.year)
    if rhythm.weekly:
        size = dice.lognormal(0.18, 0.8, n, 1) * dice.chance(0.85, n, 1)
        week = part.table_season(dice, n, steps, 7)
        wander = torch.cumsum(dice.normal(n, steps) * 0.02, 1)
        out += size * week * torch.exp(dice.chance(0.4, n, 1) * wander)
    if rhythm.year > 50:
        position = torch.arange(steps, device=dice.device) / (rhythm.year / 12) + dice.uniform(n, 1)
        size = dice.lognormal(0.04, 0.7, n, 1) * dice.chance(0.15, n, 1)
        out += size * part.wave_season(dice, n, position, rhythm.year / 12)
    return out.clamp(-4, 4)


def structural(dice: Dice, n: int, steps: int, rhythm: Rhythm) -> torch.Tensor:
    """trend + season + noise, on the scale of the values or of their logarithms."""
    trend = part.trend(dice, n, steps, rhythm.year) * dice.chance(0.9, n, 1)
    season = seasonal_part(dice, n, steps, rhythm)
    # Sums over quarters and years are smoother.
    typical = max(0.03, min(0.05, 0.05 * (rhythm.year / 12) ** 0.33))
    sigma = dice.lognormal(typical, 1.0, n, 1)
    error = sigma * part.noise(dice, n, steps)
    total = trend.clamp(-6, 6) + season + error
    multiplied = torch.exp(total.clamp(-8, 5))
    added = 1 + total
    # Sales do not fall below nothing; some measures do.
    signed = dice.chance(0.15, n, 1)
    added = torch.where(signed > 0, added, added.clamp(min=0))
    return part.disturb(dice, torch.where(dice.chance(0.6, n, 1) > 0, multiplied, added))


def smoothing(dice: Dice, n: int, steps: int, rhythm: Rhythm) -> torch.Tensor:
    """ETS processes: additive error, damped trend, season; on values or logarithms."""
    m = rhythm.season
    alpha = dice.uniform(n) ** 0.8
    beta = alpha * dice.uniform(n, high=0.35) * dice.chance(0.5, n)
    gamma = (1 - alpha) * dice.uniform(n, high=0.4) * dice.chance(0.6, n)
    phi = dice.uniform(n, low=0.8, high=1.0)
    phi = torch.where(dice.chance(0.25, n) > 0, torch.ones_like(phi), phi)
    sigma = dice.lognormal(0.04, 0.9, n)
    level = torch.ones(n, device=dice.device)
    slope = dice.chance(0.6, n) * dice.normal(n) * 0.08 / rhythm.year**0.8
    cycle = dice.normal(n, m) * (dice.lognormal(0.1, 1.0, n, 1) * dice.chance(0.7, n, 1) if m > 1 else torch.zeros(n, 1))
    cycle = cycle.to(dice.device) - cycle.mean(1, keepdim=True)
    shocks = part.noise(dice, n, steps)
    out = torch.empty(n, steps, device=dice.device)
    for t in range(steps):
        error = sigma * shocks[:, t]
        out[:, t] = level + phi * slope + cycle[:, t % m] + error
        level = level + phi * slope + alpha * error
        slope = phi * slope + beta * error
        cycle[:, t % m] += gamma * error
    logged = torch.exp((out - 1).clamp(-8, 5))
    return torch.where(dice.chance(0.5, n, 1) > 0, logged, out)


def arima(dice: Dice, n: int, steps: int, rhythm: Rhythm) -> torch.Tensor:
    """Seasonal ARIMA(p,d,q)(0,D,1) with random parameters; on values or logarithms."""
    m, burn = rhythm.season, 2 * rhythm.season
    total = steps + burn
    shocks = dice.student(5, n, total + m + 1).clamp(-8, 8)
    theta = dice.uniform(n, 1, low=-0.3, high=0.95)
    seasonal_theta = dice.uniform(n, 1, low=0.2, high=0.95)
    now = shocks[:, m + 1 :]
    w = now - theta * shocks[:, m:-1]
    if m > 1:
        w = w - seasonal_theta * (shocks[:, 1:-m] - theta * shocks[:, : -m - 1])
    w = part.accumulate(w, dice.chance(0.5, n, 1) * dice.uniform(n, 1, low=-0.5, high=0.9))
    seasonal = dice.chance(0.65 if m > 1 else 0.0, n, 1)
    cycles = -(-total // m)
    padded = torch.nn.functional.pad(w, (0, cycles * m - total))
    summed = padded.view(n, cycles, m).cumsum(1).reshape(n, -1)[:, :total]
    plain = now - theta * shocks[:, m:-1]
    x = torch.where(seasonal > 0, summed, part.accumulate(plain, dice.uniform(n, 1, low=0.0, high=0.97)))
    # d = 0, 1 or 2, the last with a damped slope.
    d = dice.choose([0.25, 0.6, 0.15], n)[:, None]
    once = torch.cumsum(x, 1)
    twice = torch.cumsum(part.accumulate(0.3 * x, torch.full((n, 1), 0.93, device=dice.device)), 1)
    x = torch.where(d == 0, x, torch.where(d == 1, once, twice))[:, burn:]
    x = x - x.mean(1, keepdim=True)
    x = x / (x.abs().mean(1, keepdim=True) + 1e-6)
    profile = part.table_season(dice, n, steps, m) if m > 1 else torch.zeros(n, steps, device=dice.device)
    x = x + dice.chance(0.5, n, 1) * dice.lognormal(0.5, 0.8, n, 1) * profile
    x = x + dice.chance(0.4, n, 1) * dice.normal(n, 1) * 2 * torch.linspace(-1, 1, steps, device=dice.device)
    size = dice.lognormal(0.12, 0.9, n, 1)
    return torch.where(dice.chance(0.5, n, 1) > 0, torch.exp((size * x).clamp(-8, 5)), 1 + size * x)


def kernels(dice: Dice, n: int, steps: int, rhythm: Rhythm) -> torch.Tensor:
    """Compositions of linear, smooth, periodic and white kernels, added or multiplied."""
    years = torch.arange(steps, device=dice.device) / rhythm.year
    span = steps / rhythm.year
    slow = part.smooth_curve(dice, n, years / (0.3 * span))
    slower = part.smooth_curve(dice, n, years / (0.8 * span))
    season = part.yearly_season(dice, n, steps, rhythm.year) if rhythm.year > 1 else torch.zeros_like(slow)
    if rhythm.weekly:
        season = season + part.table_season(dice, n, steps, 7)
    line = dice.normal(n, 1) * (years / span - 0.5)
    x = dice.normal(n, 1) * slow + dice.normal(n, 1) * slower + 1.5 * line
    added = x + dice.normal(n, 1) * season
    grown = x + dice.normal(n, 1) * season * (1 + 0.5 * slower)
    x = torch.where(dice.chance(0.5, n, 1) > 0, added, grown) + dice.lognormal(0.2, 0.9, n, 1) * part.noise(dice, n, steps)
    return dice.lognormal(4, 0.8, n, 1) + x


def intermittent(dice: Dice, n: int, steps: int, rhythm: Rhythm) -> torch.Tensor:
    """Counts with many zeros: negative binomial sizes at random times; some fade away or start late."""
    years = torch.arange(steps, device=dice.device) / rhythm.year
    rate = dice.lognormal(0.7, 1.0, n, 1) * torch.exp(0.6 * part.trend(dice, n, steps, rhythm.year).clamp(-3, 3))
    rate = rate * torch.exp((0.6 * seasonal_part(dice, n, steps, rhythm)).clamp(-3, 3))
    end = dice.uniform(n, 1, low=0.3, high=2.0) * years[-1]
    fading = torch.exp(-(years - end).clamp(min=0) * dice.lognormal(3, 0.7, n, 1))
    rate = rate * torch.where(dice.chance(0.15, n, 1) > 0, fading, torch.ones_like(fading))
    shape = dice.lognormal(1.5, 0.9, n, 1).expand(n, steps).clamp(0.1, 50)
    counts = dice.poisson((rate * dice.gamma(shape) / shape).clamp(0, 1e4))
    lot = torch.where(dice.chance(0.25, n, 1) > 0, torch.ceil(dice.lognormal(4, 0.8, n, 1)), torch.ones(n, 1, device=dice.device))
    open_days = 1 - dice.chance(0.3, n, 1) * dice.chance(0.3, n, steps)
    return counts * lot * open_days


def counted(dice: Dice, y: torch.Tensor) -> torch.Tensor:
    """The series as counts around it."""
    level = dice.lognormal(20, 1.3, y.shape[0], 1)
    mean = (level * y.clamp(min=0) / (y.abs().mean(1, keepdim=True) + 1e-6)).clamp(0, 1e6)
    return torch.where(mean > 1e4, torch.round(mean), dice.poisson(mean.clamp(max=1e4)))


def closed(dice: Dice, y: torch.Tensor, rhythm: Rhythm) -> torch.Tensor:
    """Days without business: one weekday, and now and then any day."""
    n, steps = y.shape
    day = (torch.arange(steps, device=dice.device) + dice.integers(0, 7, n, 1)) % 7
    kept = 1 - dice.chance(0.3, n, 1) * (day == 0)
    kept = kept * (1 - dice.chance(0.3, n, 1) * dice.chance(0.03, n, steps))
    return y * kept


FAMILIES = [(structural, 0.50), (smoothing, 0.16), (arima, 0.14), (kernels, 0.08), (intermittent, 0.12)]


def generate(seed: int, n: int, steps: int, rhythm: Rhythm, device: str = "cpu") -> torch.Tensor:
    """[n × steps] series in random order, with levels of any size taken out (mean absolute value 1)."""
    dice = Dice(seed, device)
    parts = [family(dice, max(2, round(share * n)), steps, rhythm) for family, share in FAMILIES]
    y = torch.nan_to_num(torch.cat(parts), nan=0.0, posinf=0.0, neginf=0.0)
    n = y.shape[0]
    y = torch.where(dice.chance(0.12, n, 1) > 0, counted(dice, y), y)
    if rhythm.weekly:
        y = torch.where(dice.chance(0.35, n, 1) > 0, closed(dice, y, rhythm), y)
    y = y / (y.abs().mean(1, keepdim=True) + 1e-9)
    # Mixtures of two series.
    other = y[torch.randperm(n, generator=dice.source, device=device)]
    share = dice.uniform(n, 1, low=0.0, high=0.5) * dice.chance(0.12, n, 1)
    y = (1 - share) * y + share * other
    return y[torch.randperm(n, generator=dice.source, device=device)].float()
