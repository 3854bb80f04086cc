"""Scores trained networks on development sets: alone, with their own quantiles.

    python3 scripts/pretrain/score.py --weights weights --data ../shared/data/forecast --part test

--part held-out (default) forecasts the last horizon of the training parts and is what choices go by; --part test is
for the last scoring of a finished network alone. --json writes the point forecasts, to be combined with others.
"""

import argparse
import json
from pathlib import Path

from accuracy import score
from classes import CLASSES, MEDIAN
from export import Mean, load_members, round_weights
from forecasting import quantiles_for
from real import read_sets


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--part", choices=["held-out", "test"], default="held-out")
    parser.add_argument("--kinds", default=",".join(CLASSES))
    parser.add_argument("--exact", action="store_true", help="before rounding to int8")
    parser.add_argument("--json")
    args = parser.parse_args()
    points = {}
    print(f"{'set':22}{'owa':>8}{'mase':>8}{'smape':>8}{'80 %':>7}{'95 %':>7}{'msis':>8}")
    for name in args.kinds.split(","):
        kind = CLASSES[name]
        members = load_members(Path(args.weights), kind)
        if not args.exact:
            for member in members:
                round_weights(member)
        for one in read_sets(args.data, name, args.part):
            q = quantiles_for(Mean(members), kind, one.histories, one.horizon)
            s = score(one, q)
            print(f"{one.name:22}{s['owa']:8.3f}{s['mase']:8.3f}{s['smape']:8.2f}{s['coverage80']:7.3f}{s['coverage95']:7.3f}{s['msis']:8.2f}", flush=True)
            points[one.name] = [row[MEDIAN].tolist() for row in q]
    if args.json:
        Path(args.json).write_text(json.dumps(points))


if __name__ == "__main__":
    main()
