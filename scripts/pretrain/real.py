"""The development series of ../shared/data/forecast: training parts, and test parts for the last scoring alone."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CLASS_OF = {"Y": "yearly", "Q": "quarterly", "M": "monthly", "W": "weekly", "D": "daily"}


@dataclass
class RealSet:
    name: str
    kind: str
    season: int
    lag: int
    """Lag of the MASE scale."""
    horizon: int
    histories: list
    futures: list


def values_by_series(path: Path) -> dict:
    found = defaultdict(list)
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            found[row["series_id"]].append(float(row["y"]))
    return found


def read_sets(folder: str, kind: str, part: str) -> list[RealSet]:
    """part "held-out": the last h values of every training part are the future; "test": the test part is."""
    meta = defaultdict(list)
    with open(Path(folder) / "series.csv", newline="") as file:
        for row in csv.DictReader(file):
            if CLASS_OF[row["freq"]] == kind:
                meta[row["dataset"]].append(row)
    sets = []
    for name, rows in meta.items():
        train = values_by_series(Path(folder) / f"{name}_train.csv")
        test = values_by_series(Path(folder) / f"{name}_test.csv") if part == "test" else {}
        season, lag, h = (int(rows[0][key]) for key in ("season", "mase_m", "horizon"))
        one = RealSet(name, kind, season, lag, h, [], [])
        for row in rows:
            y = np.array(train[row["series_id"]])
            past, future = (y, np.array(test[row["series_id"]])) if part == "test" else (y[:-h], y[-h:])
            differ = len(past) > lag and np.abs(past[lag:] - past[:-lag]).mean() > 0
            if len(past) >= 6 and differ:
                one.histories.append(past)
                one.futures.append(future)
        sets.append(one)
    return sets
