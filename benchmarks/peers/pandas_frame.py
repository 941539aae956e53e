"""The peer of FrameBenchmark: times pandas on the same prices, as often as requested.

Prints its version, then replies to each line `task rows times` on standard input with the CPU
milliseconds of one run and a figure of its result.
"""

import sys
import time

import numpy as np
import pandas as pd

WINDOW = 20
START_MICROS = 1_646_092_800_000_000
MINUTE_MICROS = 60_000_000


def prices(rows):
    """Returns a random walk in cents that FrameBenchmark generates too."""
    state, cents = 42, 4_300_000
    walk = np.empty(rows)
    for row in range(rows):
        state = (state * 1_103_515_245 + 12_345) & 0x7FFFFFFF
        cents = max(100_000, cents + (state >> 8) % 6001 - 3000)
        walk[row] = cents / 100
    times = START_MICROS + MINUTE_MICROS * np.arange(rows, dtype=np.int64)
    return pd.Series(walk, index=pd.to_datetime(times, unit="us"))


def frame(price):
    returns = price.pct_change()
    first = price.iloc[0]
    table = pd.DataFrame({"price": price})
    table["pct_change"] = returns * 100
    table["acum_pct_change"] = (price - first) / first * 100
    table[f"rolling_mean_{WINDOW}"] = price.rolling(WINDOW).mean()
    table[f"volatility_{WINDOW}"] = returns.rolling(WINDOW).std()
    table["normalized_price_base_100.0"] = price / first * 100.0
    return table


def statistics(price):
    first, last = price.iloc[0], price.iloc[-1]
    ends = [first, last, (last - first) / first * 100]
    moments = [price.mean(), price.median(), price.std(), price.var()]
    return [price.count(), price.min(), price.max(), *moments, *ends]


TASKS = {
    "frame": (frame, lambda table: table[f"volatility_{WINDOW}"].iloc[-1]),
    "statistics": (statistics, lambda figures: figures[5]),
    "daily": (lambda price: price.resample("D").last().ffill(), lambda days: days.sum()),
    "weekly": (lambda price: price.resample("W-SUN").last().ffill(), lambda weeks: weeks.sum()),
}


def main():
    print("pandas", pd.__version__, flush=True)
    made = {}
    for line in sys.stdin:
        task, rows, times = line.split()
        if rows not in made:
            made[rows] = prices(int(rows))
        price = made[rows]
        work, figure = TASKS[task]
        before = time.process_time()
        for _ in range(int(times)):
            result = work(price)
        millis = (time.process_time() - before) * 1000 / int(times)
        print(millis, float(figure(result)), flush=True)


if __name__ == "__main__":
    main()
