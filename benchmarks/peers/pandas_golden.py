"""Writes the results of pandas for the recorded closes, for PandasGoldenTest.

    python pandas_golden.py SHARED_DATA server/src/test/resources/dev/candlewick/analytics [EVERY]

A few rows of each frame are kept, or each EVERY-th.
"""

import gzip
import json
import math
import pathlib
import sys
from fractions import Fraction

import numpy as np
import pandas as pd

SERIES = ["BTCUSDT-1h", "BTCUSDT-15m"]
RULES = {"NONE": None, "DAILY": "D", "WEEKLY": "W-SUN", "MONTHLY": "ME", "YEARLY": "YE"}
EVERY = {"NONE": 997, "DAILY": 97, "WEEKLY": 29, "MONTHLY": 7, "YEARLY": 1}
WINDOW = {"NONE": 20, "DAILY": 20, "WEEKLY": 5, "MONTHLY": 5, "YEARLY": 3}
LEAST_MICROS = 100_000_000_000_000
BASE = 100.0


def closes(folder, series):
    times, prices = [], []
    with gzip.open(folder / "binance-klines" / f"{series}.jsonl.gz", "rt") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                times.append(row[0] if row[0] >= LEAST_MICROS else row[0] * 1000)
                prices.append(float(row[4]))
    return pd.Series(prices, index=pd.to_datetime(np.array(times), unit="us"))


def frame(prices, window):
    returns = prices.pct_change()
    first = prices.iloc[0]
    return pd.DataFrame(
        {
            "pct_change": returns * 100,
            "acum_pct_change": (prices - first) / first * 100,
            "rolling_mean": prices.rolling(window).mean(),
            "volatility": returns.rolling(window).std(),
            "normalized_price": prices / first * BASE,
        }
    )


def number(value):
    return repr(float(value))


def frame_lines(series, prices, every):
    for frequency, rule in RULES.items():
        rows = prices if rule is None else prices.resample(rule).last().ffill()
        window = WINDOW[frequency]
        table = frame(rows, window)
        times = rows.index.as_unit("us").asi8
        step = every or EVERY[frequency]
        for row in range(len(rows)):
            if row % step == 0 or row >= len(rows) - 3:
                cells = [series, frequency, window, len(rows), row, times[row]]
                yield ",".join(map(str, cells)) + "," + ",".join(map(number, table.iloc[row]))


def stats_line(series, p):
    first, last = p.iloc[0], p.iloc[-1]
    figures = [p.min(), p.max(), p.mean(), p.median(), p.std(), p.var(), first, last]
    figures.append((last - first) / first * 100)
    return f"{series},{p.count()}," + ",".join(map(number, figures))


def hard_prices():
    """Returns a spread of 1e-3 on 1e9, and one bad tick; all of them exact doubles."""
    prices = np.array([1e9 + (i * 7919 % 4099 - 2049) / 1048576 for i in range(20_000)])
    prices[10_000] = 1e15
    return prices


def hard_lines(every):
    window = 20
    prices = hard_prices()
    deviation = pd.Series(prices).rolling(window).std()
    worst = 0.0
    for row in range(window - 1, len(prices)):
        values = [Fraction(p) for p in prices[row - window + 1 : row + 1].tolist()]
        mean = sum(values) / window
        exact = math.sqrt(sum((v - mean) ** 2 for v in values) / (window - 1))
        worst = max(worst, abs(deviation[row] - exact) / exact)
        if row % (every or 199) == 0 or abs(row - 10_020) < 3:
            yield f"{row},{number(deviation[row])}"
    print("hard case: greatest relative error of pandas", worst)


def write(file, header, lines):
    made = f"# pandas {pd.__version__}, numpy {np.__version__}, by benchmarks/peers/pandas_golden.py\n"
    file.write_text(made + header + "\n" + "\n".join(lines) + "\n")


def main():
    data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    every = int(sys.argv[3]) if len(sys.argv) > 3 else None
    recorded = {series: closes(data, series) for series in SERIES}
    names = "series,frequency,window,rows,row,time_micros,pct_change,acum_pct_change,rolling_mean,volatility,normalized_price"
    rows = [line for s, p in recorded.items() for line in frame_lines(s, p, every)]
    write(out / "pandas_frame.csv", names, rows)
    names = "series,count,min,max,mean,median,std_dev,variance,first,last,percent_change"
    write(out / "pandas_statistics.csv", names, [stats_line(s, p) for s, p in recorded.items()])
    write(out / "pandas_hard_rolling.csv", "row,deviation", hard_lines(every))


if __name__ == "__main__":
    main()
