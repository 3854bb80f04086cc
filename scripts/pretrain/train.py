"""Trains the network of one frequency class.

    python3 scripts/pretrain/train.py monthly --minutes 8 --out weights/monthly.pt
    python3 scripts/pretrain/train.py monthly --mix ../shared/data/forecast --start weights/monthly.pt ...

Generated series alone by default; --mix adds the training parts of the development sets, without their last
horizon, which only ever serves to compare (--check). Test parts are never read here. Needs PyTorch; runs on one CPU
thread (--threads) or, with --device cuda, on a GPU. Steps follow from --steps; --minutes ends earlier.
"""

import argparse
import copy
import math
import time
from pathlib import Path

import numpy as np
import torch

from accuracy import score
from classes import CLASSES, NetworkClass
from forecasting import quantiles_for
from network import Network, loss
from real import read_sets
from series import generate
from windows import error_weight, inputs_of

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


def check(network: Network, sets, kind: NetworkClass) -> str:
    cells = []
    for one in sets:
        s = score(one, quantiles_for(network, kind, one.histories, one.horizon))
        cells.append(f"{one.name} owa {s['owa']:.3f} mase {s['mase']:.3f} smape {s['smape']:.2f} "
                     f"c80 {s['coverage80']:.2f} c95 {s['coverage95']:.2f}")
    return "\n    ".join(cells)


def train(args) -> None:
    kind = CLASSES[args.kind]
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = args.device
    source = torch.Generator(device).manual_seed(args.seed)
    random = np.random.default_rng(args.seed)
    sets = read_sets(args.check, args.kind, "held-out") if args.check else []
    began = time.time()
    pool = Pool(kind, args.pool, 1000 * args.seed, device, args.pool_file)
    real = RealPool(read_sets(args.mix, args.kind, "held-out"), kind, device) if args.mix else None
    network = Network(kind).to(device)
    if args.start:
        network.load_state_dict(torch.load(args.start))
    average = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=args.rate, weight_decay=1e-3, betas=(0.9, 0.98))
    size = sum(p.numel() for p in network.parameters())
    print(f"{kind.name}: {size} weights, pool {pool.rows.shape[0]} in {time.time() - began:.0f} s", flush=True)
    began, step, total = time.time(), 0, 0.0
    while step < args.steps:
        progress = max(step / args.steps, (time.time() - began) / (60 * args.minutes))
        if progress >= 1:
            break
        warm = min(1.0, (step + 1) / 300)
        for group in optimiser.param_groups:
            group["lr"] = args.rate * warm * (0.5 + 0.5 * math.cos(math.pi * progress)) + 1e-6
        from_real = round(args.share * args.batch) if real else 0
        past, future, known, lengths = pool.draw(args.batch - from_real, source)
        if real:
            other = real.draw(from_real, random)
            past, future, known, lengths = (torch.cat(pair) for pair in zip((past, future, known, lengths), other))
        z, statics, level, scale, seasonal, mean_size = inputs_of(past, lengths, kind)
        safe = torch.where(scale > 0, scale, torch.ones_like(scale))
        target = ((future - level[:, None]) / safe[:, None]).clamp(-20, 20)
        with torch.autocast(device.split(":")[0], torch.bfloat16, enabled=not args.exact):
            out = network(z, statics)
        value = loss(out, target, error_weight(scale, seasonal, mean_size), known)
        optimiser.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        step += 1
        keep = min(0.998, step / (step + 20))
        with torch.no_grad():
            torch._foreach_mul_(list(average.parameters()), keep)
            torch._foreach_add_(list(average.parameters()), list(network.parameters()), alpha=1 - keep)
        total = 0.99 * total + 0.01 * value.item()
        if step % args.renew == 0:
            pool.refresh()
        if step % args.report == 0:
            print(f"  step {step} {time.time() - began:.0f} s loss {total / (1 - 0.99**step):.4f}\n    "
                  + check(average, sets, kind), flush=True)
            torch.save(average.state_dict(), args.out)
    torch.save(average.state_dict(), args.out)
    print(f"  end: {step} steps, {step * args.batch} windows, {time.time() - began:.0f} s\n    " + check(average, sets, kind), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=list(CLASSES))
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--pool", type=int, default=120_000)
    parser.add_argument("--pool-file", help="keeps the first pool there, to start faster the next time")
    parser.add_argument("--renew", type=int, default=150, help="steps after which a chunk of the pool is made anew")
    parser.add_argument("--report", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--exact", action="store_true", help="float32 instead of bfloat16 products")
    parser.add_argument("--check", help="folder of development sets: scores on held-out ends of the training parts")
    parser.add_argument("--mix", help="folder of development sets whose training parts are learned from too")
    parser.add_argument("--share", type=float, default=0.35, help="share of real windows in a mix")
    parser.add_argument("--start", help="weights to go on from")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
