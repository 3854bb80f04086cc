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

import numpy as np
import torch

from accuracy import score
from classes import CLASSES, NetworkClass
from forecasting import quantiles_for
from network import Network, loss
from pools import Pool, RealPool
from real import read_sets
from windows import error_weight, inputs_of

def check(network: Network, sets, kind: NetworkClass) -> str:
    cells = []
    for one in sets:
        s = score(one, quantiles_for(network, kind, one.histories, one.horizon))
        cells.append(f"{one.name} owa {s['owa']:.3f} mase {s['mase']:.3f} smape {s['smape']:.2f} "
                     f"c80 {s['coverage80']:.2f} c95 {s['coverage95']:.2f}")
    return "\n    ".join(cells)


class Batches:
    """Training windows: generated ones and, in a mix, some of real series."""

    def __init__(self, args, kind: NetworkClass):
        self.kind, self.size = kind, args.batch
        self.source = torch.Generator(args.device).manual_seed(args.seed)
        self.random = np.random.default_rng(args.seed)
        self.pool = Pool(kind, args.pool, 1000 * args.seed, args.device, args.pool_file)
        self.real = RealPool(read_sets(args.mix, args.kind, "held-out"), kind, args.device) if args.mix else None
        self.from_real = round(args.share * args.batch) if self.real else 0

    def draw(self):
        made = self.pool.draw(self.size - self.from_real, self.source)
        if not self.real:
            return made
        return tuple(torch.cat(pair) for pair in zip(made, self.real.draw(self.from_real, self.random)))


class Learner:
    """A network, the average of its weights over the last steps, and how it learns."""

    def __init__(self, args, kind: NetworkClass):
        self.kind, self.rate, self.exact = kind, args.rate, args.exact
        self.device = args.device.split(":")[0]
        self.network = Network(kind).to(args.device)
        if args.start:
            self.network.load_state_dict(torch.load(args.start))
        self.average = copy.deepcopy(self.network)
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=args.rate, weight_decay=1e-3, betas=(0.9, 0.98))
        self.steps = 0

    def step(self, batch, progress: float) -> float:
        """Learns from one batch; progress in [0, 1) sets the rate. Returns the loss."""
        warm = min(1.0, (self.steps + 1) / 300)
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * warm * (0.5 + 0.5 * math.cos(math.pi * progress)) + 1e-6
        value = self.loss(*batch)
        self.optimiser.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.steps += 1
        self.follow()
        return value.item()

    def loss(self, past, future, known, lengths) -> torch.Tensor:
        z, statics, level, scale, seasonal, mean_size = inputs_of(past, lengths, self.kind)
        safe = torch.where(scale > 0, scale, torch.ones_like(scale))
        target = ((future - level[:, None]) / safe[:, None]).clamp(-20, 20)
        with torch.autocast(self.device, torch.bfloat16, enabled=not self.exact):
            out = self.network(z, statics)
        return loss(out, target, error_weight(scale, seasonal, mean_size), known)

    @torch.no_grad()
    def follow(self) -> None:
        keep = min(0.998, self.steps / (self.steps + 20))
        torch._foreach_mul_(list(self.average.parameters()), keep)
        torch._foreach_add_(list(self.average.parameters()), list(self.network.parameters()), alpha=1 - keep)


def train(args) -> None:
    kind = CLASSES[args.kind]
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    sets = read_sets(args.check, args.kind, "held-out") if args.check else []
    began = time.time()
    batches = Batches(args, kind)
    learner = Learner(args, kind)
    size = sum(p.numel() for p in learner.network.parameters())
    print(f"{kind.name}: {size} weights, pool {batches.pool.rows.shape[0]} in {time.time() - began:.0f} s", flush=True)
    began, total = time.time(), 0.0
    while (progress := max(learner.steps / args.steps, (time.time() - began) / (60 * args.minutes))) < 1:
        total = 0.99 * total + 0.01 * learner.step(batches.draw(), progress)
        if learner.steps % args.renew == 0:
            batches.pool.refresh()
        if learner.steps % args.report == 0:
            print(f"  step {learner.steps} {time.time() - began:.0f} s loss {total / (1 - 0.99**learner.steps):.4f}\n    "
                  + check(learner.average, sets, kind), flush=True)
            torch.save(learner.average.state_dict(), args.out)
    torch.save(learner.average.state_dict(), args.out)
    print(f"  end: {learner.steps} steps, {learner.steps * args.batch} windows, {time.time() - began:.0f} s\n    "
          + check(learner.average, sets, kind), flush=True)


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
