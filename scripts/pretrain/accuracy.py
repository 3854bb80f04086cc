"""M4 measures and Naive2, as in src/lib/core/forecast."""

import numpy as np


def naive2(y: np.ndarray, m: int, h: int) -> np.ndarray:
    if m == 1 or len(y) < 3 * m or not seasonal(y, m):
        return np.full(h, y[-1])
    indices = multiplicative_indices(y, m)
    n = len(y)
    return y[-1] / indices[(n - 1) % m] * indices[(n + np.arange(h)) % m]


def seasonal(y: np.ndarray, m: int) -> bool:
    centred = y - y.mean()
    power = (centred**2).sum()
    if power == 0:
        return False
    r = np.array([(centred[k:] * centred[:-k]).sum() / power for k in range(1, m + 1)])
    return abs(r[-1]) > 1.645 * np.sqrt((1 + 2 * (r[:-1] ** 2).sum()) / len(y))


def multiplicative_indices(y: np.ndarray, m: int) -> np.ndarray:
    kernel = np.ones(m) / m if m % 2 else np.r_[0.5, np.ones(m - 1), 0.5] / m
    smooth = np.convolve(y, kernel, "valid")
    skip = len(kernel) // 2
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = y[skip : skip + len(smooth)] / smooth
    phase = (np.arange(len(smooth)) + skip) % m
    found = np.array([np.mean(ratio[phase == p]) for p in range(m)])
    found = found * m / found.sum()
    return found if np.isfinite(found).all() and (np.abs(found) > 1e-6).all() else np.ones(m)


def smape(actual, forecast) -> float:
    size = np.abs(actual) + np.abs(forecast)
    return float(np.mean(np.where(size > 0, 200 * np.abs(actual - forecast) / np.where(size > 0, size, 1), 0)))


def scale_of(y: np.ndarray, lag: int) -> float:
    return float(np.abs(y[lag:] - y[:-lag]).mean())


def score(one, quantiles) -> dict:
    """Scores quantile forecasts [series][quantile × h] (0.025, 0.1, 0.5, 0.9, 0.975) of a set."""
    h = one.horizon
    rows = []
    for y, actual, q in zip(one.histories, one.futures, quantiles):
        scale, base = scale_of(y, one.lag), naive2(y, one.season, h)
        low, high = q[0], q[4]
        outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
        rows.append(
            (
                smape(actual, q[2]),
                np.abs(actual - q[2]).mean() / scale,
                smape(actual, base),
                np.abs(actual - base).mean() / scale,
                ((actual >= q[1]) & (actual <= q[3])).mean(),
                ((actual >= low) & (actual <= high)).mean(),
                (high - low + 40 * outside).mean() / scale,
            )
        )
    a, b, c, d, e, f, g = np.mean(rows, 0)
    return {"smape": a, "mase": b, "owa": (a / c + b / d) / 2, "coverage80": e, "coverage95": f, "msis": g}
