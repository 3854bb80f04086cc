"""Windows as the network sees them. The same arithmetic is in src/lib/core/forecast/pretrained/window.ts."""

import torch

from classes import LENGTH_CODES, YEAR_WEEKS, NetworkClass

CLIP = 12.0


def mean_where(values: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    return (values * known).sum(1) / known.sum(1).clamp(min=1)


def inputs_of(past: torch.Tensor, length: torch.Tensor, kind: NetworkClass):
    """past [b × kind.past], right-aligned; length [b] known values, at least 2.
    Returns values [b × window], statics [b × s], level [b], scale [b] (0 = constant) and the size of the seasonal
    differences [b]."""
    w = kind.window
    y = past[:, -w:]
    n = length.clamp(max=w)
    at = torch.arange(w, device=y.device)
    known = (at >= (w - n)[:, None]).to(y.dtype)
    recent = known * (at >= w - kind.level_span)
    level = mean_where(y, recent)
    scale = mean_where((y - level[:, None]).abs(), known)
    safe = torch.where(scale > 0, scale, torch.ones_like(scale))
    z = ((y - level[:, None]) / safe[:, None]).clamp(-CLIP, CLIP) * known
    size = mean_where(y.abs(), known)
    step = mean_where((y[:, 1:] - y[:, :-1]).abs(), known[:, :-1])
    m = kind.season
    seasonal = mean_where((y[:, m:] - y[:, :-m]).abs(), known[:, :-m]) if m > 1 else step
    seasonal = torch.where(n > m, seasonal, step)
    lowest = torch.where(known > 0, y, torch.full_like(y, float("inf"))).amin(1)
    zeros = mean_where((y == 0).to(y.dtype), known)
    scalars = [
        torch.asinh(level / safe) / 3,
        ((lowest - level) / safe).clamp(-CLIP, 0) / 3,
        zeros,
        torch.log1p(step / safe),
        torch.log1p(seasonal / safe),
    ]
    codes = (n[:, None] / w * LENGTH_CODES - torch.arange(LENGTH_CODES, device=y.device)).clamp(0, 1)
    statics = [codes, torch.stack(scalars, 1)]
    if kind.last_year:
        statics.append(last_year_of(past, length, level, safe))
    return z, torch.cat(statics, 1), level, scale, seasonal, size


def last_year_of(past: torch.Tensor, length: torch.Tensor, level: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    """Weekly means of the 8 weeks before and after the same weekday 364 days ago, and whether they are known."""
    days = 7 * YEAR_WEEKS
    end = past.shape[1] - 364 + days
    weeks = past[:, end - 2 * days : end].reshape(past.shape[0], 2 * YEAR_WEEKS, 7).mean(2)
    known = (length >= 364 + days).to(past.dtype)[:, None]
    scaled = ((weeks - level[:, None]) / scale[:, None]).clamp(-CLIP, CLIP)
    return torch.cat([scaled * known, known], 1)


def error_weight(scale: torch.Tensor, seasonal: torch.Tensor, size: torch.Tensor) -> torch.Tensor:
    """Half asks for small errors in seasonal differences (MASE), half for small relative ones (sMAPE)."""
    by_season = (scale / seasonal.clamp(min=1e-9)).clamp(0.1, 6)
    relative = (scale / size.clamp(min=1e-9)).clamp(0.005, 1)
    return torch.where(scale > 0, 0.5 * by_season + 3.5 * relative, torch.zeros_like(scale))
