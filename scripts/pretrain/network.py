"""Doubly residual dense network (Oreshkin et al. 2020, generic blocks) with a linear path and quantile heads."""

import torch
from torch import nn

from classes import MEDIAN, QUANTILES, NetworkClass


class Block(nn.Module):
    def __init__(self, kind: NetworkClass, outputs: int, last: bool):
        super().__init__()
        sizes = [kind.window + kind.statics] + [kind.width] * kind.layers
        self.dense = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.backcast = None if last else nn.Linear(kind.width, kind.window, bias=False)
        self.forecast = nn.Linear(kind.width, outputs, bias=False)
        nn.init.zeros_(self.forecast.weight)

    def forward(self, values, statics):
        a = torch.cat([values, statics], 1)
        for layer in self.dense:
            a = torch.relu(layer(a))
        rest = values if self.backcast is None else values - self.backcast(a)
        return rest, self.forecast(a)


class Network(nn.Module):
    """Scaled quantiles [b × quantiles × horizon] from scaled windows. All blocks but the last add to the median only;
    the last one adds to the median and to the distances of the other quantiles from it."""

    def __init__(self, kind: NetworkClass):
        super().__init__()
        self.kind = kind
        h = kind.horizon
        last = kind.blocks - 1
        self.blocks = nn.ModuleList(
            Block(kind, h * len(QUANTILES) if i == last else h, i == last) for i in range(kind.blocks)
        )
        self.linear = nn.Linear(kind.window + kind.statics, h)
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)

    def forward(self, values, statics):
        b, h = values.shape[0], self.kind.horizon
        median = self.linear(torch.cat([values, statics], 1))
        for block in self.blocks:
            values, part = block(values, statics)
            if part.shape[1] == h:
                median = median + part
        spread = part.view(b, len(QUANTILES), h)
        centre = median + spread[:, MEDIAN]
        rows = [centre if q == MEDIAN else centre + spread[:, q] for q in range(len(QUANTILES))]
        return torch.stack(rows, 1).float()


def loss(quantiles, target, weight, known):
    """Pinball loss; the median counts as much as all other quantiles together."""
    total = 0.0
    for i, q in enumerate(QUANTILES):
        error = target - quantiles[:, i]
        pinball = torch.maximum(q * error, (q - 1) * error)
        total = total + (1.0 if i == MEDIAN else 0.5) * pinball
    return (total * weight[:, None] * known).sum() / known.sum().clamp(min=1)
