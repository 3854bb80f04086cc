"""Writes trained networks as the files that the app reads: static/networks/NAME.bin and manifest.json, and the
figures for its tests.

    python3 scripts/pretrain/export.py --weights weights --networks static/networks --fixture tests/fixtures/...

Layout of a .bin, little endian, members one after the other; per dense layer: a float32 scale per output, an int8 per
weight [inputs × outputs] padded to 4 bytes, a float32 per bias where there is one. Order: the linear path; then per
block its dense layers, its backcast (not in the last), its forecast.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from classes import CLASSES, QUANTILES, NetworkClass
from forecasting import quantiles_for
from network import Network

GRAIN = {"yearly": "year", "quarterly": "quarter", "monthly": "month", "weekly": "week", "daily": "day"}


def rounded(layer: torch.nn.Linear) -> tuple[np.ndarray, np.ndarray]:
    """Scale per output and int8 weights [outputs × inputs]."""
    weight = layer.weight.detach().double().numpy()
    scale = np.maximum(np.abs(weight).max(1) / 127, 1e-12).astype("<f4")
    return scale, np.clip(np.rint(weight / scale[:, None]), -127, 127).astype("i1")


def layers_of(network: Network) -> list[torch.nn.Linear]:
    found = [network.linear]
    for block in network.blocks:
        found += list(block.dense) + ([block.backcast] if block.backcast is not None else []) + [block.forecast]
    return found


def round_weights(network: Network) -> bytes:
    """The network's bytes; its own weights become what the app will read from them."""
    parts = []
    for layer in layers_of(network):
        scale, small = rounded(layer)
        data = np.ascontiguousarray(small.T).tobytes()
        parts += [scale.tobytes(), data, b"\0" * (-len(data) % 4)]
        layer.weight.data = torch.from_numpy(small.astype("f4") * scale[:, None])
        if layer.bias is not None:
            parts.append(layer.bias.detach().numpy().astype("<f4").tobytes())
    return b"".join(parts)


def load_members(folder: Path, kind: NetworkClass) -> list[Network]:
    """NAME.pt, NAME-2.pt, … as far as there are any."""
    paths = [folder / f"{kind.name}.pt"]
    while (more := folder / f"{kind.name}-{len(paths) + 1}.pt").exists():
        paths.append(more)
    members = []
    for path in paths:
        network = Network(kind)
        network.load_state_dict(torch.load(path, map_location="cpu"))
        members.append(network.eval())
    return members


class Mean(torch.nn.Module):
    def __init__(self, members):
        super().__init__()
        self.members = torch.nn.ModuleList(members)

    def forward(self, values, statics):
        return torch.stack([member(values, statics) for member in self.members]).mean(0)


def examples(kind: NetworkClass) -> list[np.ndarray]:
    """Made-up histories of several lengths and shapes, from a formula."""
    lengths = [kind.shortest, kind.window // 2, kind.window, kind.past + 30]
    found = []
    for i, n in enumerate(lengths):
        t = np.arange(n)
        wave = np.sin(2 * np.pi * t / max(kind.season, 5) + i)
        wiggle = np.sin(t * 12.9898 + i) * np.cos(t * 78.233)
        y = (50 * 10**i) * (1 + 0.01 * t + 0.3 * wave) + 5 * wiggle * 10**i
        found.append(np.round(np.maximum(0, y if i != 1 else y * (wiggle > 0)), 3))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", required=True)
    parser.add_argument("--networks", required=True)
    parser.add_argument("--fixture", required=True)
    args = parser.parse_args()
    out = Path(args.networks)
    out.mkdir(parents=True, exist_ok=True)
    cards, fixture = [], []
    for kind in CLASSES.values():
        members = load_members(Path(args.weights), kind)
        data = b"".join(round_weights(member) for member in members)
        (out / f"{kind.name}.bin").write_bytes(data)
        cards.append(
            {
                "grain": GRAIN[kind.name],
                "season": kind.season,
                "window": kind.window,
                "horizon": kind.horizon,
                "levelSpan": kind.level_span,
                "lastYear": kind.last_year,
                "width": kind.width,
                "blocks": kind.blocks,
                "layers": kind.layers,
                "members": len(members),
                "file": f"{kind.name}.bin",
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
        )
        h = kind.horizon + 3
        histories = examples(kind)
        for y, q in zip(histories, quantiles_for(Mean(members), kind, histories, h)):
            fixture.append({"grain": GRAIN[kind.name], "history": y.tolist(),
                            "quantiles": [[float(f"{v:.7g}") for v in row] for row in q]})
        print(kind.name, len(members), len(data))
    manifest = {"format": 1, "quantiles": list(QUANTILES), "networks": cards}
    text = json.dumps(manifest, indent="\t")
    spread, tight = json.dumps(list(QUANTILES), indent="\t").replace("\n", "\n\t"), json.dumps(list(QUANTILES))
    (out / "manifest.json").write_text(text.replace(spread, tight) + "\n")
    Path(args.fixture).write_text(json.dumps(fixture) + "\n")
    print("total", sum(card["bytes"] for card in cards))


if __name__ == "__main__":
    main()
