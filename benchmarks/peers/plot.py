"""Draws the three panels of an enriched plot with matplotlib, as PNG of 1200x900, once for each
number of points read from standard input; prints the CPU milliseconds and the bytes of each."""

import io
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd


def frame(points):
    steps = np.random.default_rng(7).normal(0, 0.6 / np.sqrt(points), points)
    index = pd.date_range("2024-01-01", periods=points, freq="min")
    table = pd.DataFrame({"price": 65_000 * np.exp(np.cumsum(steps))}, index=index)
    change = table["price"].pct_change()
    table["change"] = change * 100
    table["total"] = ((1 + change).cumprod() - 1) * 100
    table["mean"] = table["price"].rolling(20).mean()
    table["volatility"] = change.rolling(20).std()
    table["normal"] = table["price"] / table["price"].iloc[0] * 100
    return table


def draw(table):
    figure, (upper, middle, lower) = plt.subplots(
        3, 1, figsize=(12, 9), dpi=100, sharex=True
    )
    panels = (
        (upper, ("price", "mean")),
        (middle, ("change", "total")),
        (lower, ("normal",)),
    )
    for axes, columns in panels:
        for column in columns:
            axes.plot(table.index, table[column], lw=1, label=column)
        axes.legend(loc="upper left")
        axes.grid(alpha=0.3)
    right = lower.twinx()
    right.plot(table.index, table["volatility"], lw=1, color="tab:red", label="volatility")
    right.legend(loc="upper right")
    upper.set_title("BTC/USD")
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    plt.close(figure)
    return picture.getbuffer().nbytes


print("matplotlib", matplotlib.__version__, "pandas", pd.__version__, flush=True)
tables = {}
for line in sys.stdin:
    count = int(line)
    if count not in tables:
        tables[count] = frame(count)
        draw(tables[count])
    before = time.process_time()
    size = draw(tables[count])
    print((time.process_time() - before) * 1000, size, flush=True)
