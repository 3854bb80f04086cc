"""Quantile forecasts of histories of any length by a trained network."""

import numpy as np
import torch

from classes import MEDIAN, NetworkClass
from windows import inputs_of


@torch.no_grad()
def quantiles_for(network, kind: NetworkClass, histories, h: int) -> list[np.ndarray]:
    """[series][quantile × h] in the units of the series; beyond the network's horizon it goes on from its median,
    keeping the distances of the other quantiles of the last step at least. Not below 0 where the past never is."""
    past = np.zeros((len(histories), kind.past))
    lengths = np.array([min(len(y), kind.past) for y in histories])
    for i, y in enumerate(histories):
        past[i, kind.past - lengths[i] :] = y[-kind.past :]
    floors = np.array([0.0 if (y >= 0).all() else -np.inf for y in histories])[:, None, None]
    parts, done = [], 0
    while done < h:
        z, statics, level, scale, _, _ = inputs_of(torch.from_numpy(past), torch.from_numpy(lengths), kind)
        out = network(z.float(), statics.float()).double()
        part = (level[:, None, None] + scale[:, None, None] * out).numpy()
        part = np.maximum(np.sort(part, 1), floors)
        parts.append(part)
        done += kind.horizon
        past = np.concatenate([past, part[:, MEDIAN]], 1)[:, -kind.past :]
        lengths = np.minimum(lengths + kind.horizon, kind.past)
    return list(np.concatenate(parts, 2)[:, :, :h])
