"""Where training windows come from: generated series, and in a mix the training parts of real ones."""

import math
from pathlib import Path

import numpy as np
import torch

from classes import NetworkClass
from series import generate

SLACK = 24
"""Steps by which generated series are longer than a window, so that one gives many."""


class Pool:
    """Generated series, replaced bit by bit while training goes on."""

    def __init__(self, kind: NetworkClass, size: int, seed: int, device: str, file: str | None = None):
        self.kind, self.seed, self.device = kind, seed, device
        self.steps = kind.past + kind.horizon + SLACK
        self.chunk = 4096
        if file and Path(file).exists():
            self.rows = torch.load(file)
        else:
            self.rows = torch.cat([self.fresh() for _ in range(math.ceil(size / self.chunk))])
        if file:
            torch.save(self.rows, file)
        self.place = 0

    def fresh(self) -> torch.Tensor:
        self.seed += 1
        return generate(self.seed, self.chunk, self.steps, self.kind.rhythm, self.device)[: self.chunk - 8]

    def refresh(self) -> None:
        rows = self.fresh()
        self.place = (self.place + rows.shape[0]) % (self.rows.shape[0] - rows.shape[0] + 1)
        self.rows[self.place : self.place + rows.shape[0]] = rows

    def draw(self, b: int, source: torch.Generator):
        kind = self.kind
        pick = torch.randint(0, self.rows.shape[0], (b,), generator=source, device=self.device)
        begin = torch.randint(0, SLACK + 1, (1,), generator=source, device=self.device).item()
        y = self.rows[pick, begin : begin + kind.past + kind.horizon]
        past, future = y[:, : kind.past], y[:, kind.past :]
        lengths = draw_lengths(kind, b, source, self.device)
        return past, future, torch.ones_like(future), lengths


def draw_lengths(kind: NetworkClass, b: int, source: torch.Generator, device: str) -> torch.Tensor:
    """How much past a window has: all of it in a good third, else anything from the shortest on."""
    u = torch.rand(b, generator=source, device=device)
    short = kind.shortest + torch.floor((kind.window - kind.shortest + 1) * u).long()
    any_past = kind.window + torch.floor((kind.past - kind.window + 1) * u).long()
    full = torch.rand(b, generator=source, device=device)
    return torch.where(full < 0.4, torch.full_like(short, kind.past), torch.where(full < 0.5, any_past, short))


class RealPool:
    """Windows of real training parts; each set counts as the square root of its number of series."""

    def __init__(self, sets, kind: NetworkClass, device: str):
        self.kind, self.device = kind, device
        pad = kind.past
        self.series = [np.concatenate([np.zeros(pad), y / (np.abs(y).mean() + 1e-9), np.zeros(kind.horizon)]).astype("f4")
                       for one in sets for y in one.histories]
        self.odds = np.concatenate([np.full(len(one.histories), len(one.histories) ** -0.5) for one in sets])
        self.odds /= self.odds.sum()

    def draw(self, b: int, random: np.random.Generator):
        kind = self.kind
        picks = random.choice(len(self.series), b, p=self.odds)
        rows = np.empty((b, kind.past + kind.horizon), "f4")
        known = np.zeros((b, kind.horizon), "f4")
        lengths = np.empty(b, "i8")
        for i, p in enumerate(picks):
            y = self.series[p]
            n = len(y) - kind.past - kind.horizon
            least = min(kind.shortest, n - 1)
            cut = int(random.integers(least, n)) if random.random() < 0.7 else int(random.integers(max(least, n - kind.horizon), n))
            rows[i] = y[cut : cut + kind.past + kind.horizon]
            known[i, : min(kind.horizon, n - cut)] = 1
            lengths[i] = min(cut, kind.past)
        y = torch.from_numpy(rows).to(self.device)
        return (y[:, : kind.past], y[:, kind.past :], torch.from_numpy(known).to(self.device),
                torch.from_numpy(lengths).to(self.device))
