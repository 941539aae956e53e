"""The peer of http.sh: the same figures of the same prices by FastAPI, Pydantic and pandas.

PEER_POINTS names a file with a market chart in Candlewick's response format. The prices stay in memory;
each request computes its response, those under /kept send bytes that were built once. Endpoints are
plain functions, which FastAPI runs in its threads; with PEER_ASYNC=1 they run on the event loop.
"""

import functools
import json
import os
import pathlib

import pandas as pd
from fastapi import FastAPI, Response
from pydantic import BaseModel


class Statistics(BaseModel):
    count: int
    min_price: float
    max_price: float
    mean_price: float
    median_price: float
    std_dev: float
    variance: float
    first_price: float
    last_price: float
    percent_change: float
    provider: str
    quote: str
    as_of: str
    stale: bool


class Table(BaseModel):
    columns: list[str]
    rows: list[list[str | float | None]]
    provider: str
    quote: str
    as_of: str
    stale: bool


CHART = json.loads(pathlib.Path(os.environ["PEER_POINTS"]).read_text())
ORIGIN = {name: CHART[name] for name in ("provider", "quote", "as_of", "stale")}
POINTS = pd.DataFrame(CHART["points"])
PRICES = pd.Series(
    POINTS["price"].to_numpy(),
    index=pd.DatetimeIndex(pd.to_datetime(POINTS["timestamp"]), name="timestamp"),
    name="price",
)


def statistics():
    first, last = PRICES.iloc[0], PRICES.iloc[-1]
    return Statistics(
        count=PRICES.count(),
        min_price=PRICES.min(),
        max_price=PRICES.max(),
        mean_price=PRICES.mean(),
        median_price=PRICES.median(),
        std_dev=PRICES.std(),
        variance=PRICES.var(),
        first_price=first,
        last_price=last,
        percent_change=(last - first) / first * 100,
        **ORIGIN,
    )


def table(window, volatility, base):
    returns = PRICES.pct_change()
    first = PRICES.iloc[0]
    frame = pd.DataFrame({"price": PRICES})
    frame["pct_change"] = returns * 100
    frame["acum_pct_change"] = (PRICES - first) / first * 100
    frame[f"rolling_mean_{window}"] = PRICES.rolling(window).mean()
    frame[f"volatility_{volatility}"] = returns.rolling(volatility).std()
    frame[f"normalized_price_base_{base}"] = PRICES / first * base
    frame.insert(0, "timestamp", PRICES.index.strftime("%Y-%m-%dT%H:%M:%S"))
    cells = frame.astype(object).where(frame.notna(), None)
    return Table(columns=list(frame.columns), rows=cells.values.tolist(), **ORIGIN)


def endpoint(function):
    if os.environ.get("PEER_ASYNC") != "1":
        return function

    @functools.wraps(function)
    async def on_the_loop(*given, **named):
        return function(*given, **named)

    return on_the_loop


app = FastAPI()
KEPT = {
    "stats": statistics().model_dump_json().encode(),
    "dataframe": table(20, 20, 100.0).model_dump_json().encode(),
}


@app.get("/api/v1/market_chart/stats", response_model=Statistics)
@endpoint
def answer_statistics():
    return statistics()


@app.get("/api/v1/market_chart/dataframe", response_model=Table)
@endpoint
def answer_table(
    window_size: int = 20, volatility_window: int = 20, normalize_base: float = 100.0
):
    return table(window_size, volatility_window, normalize_base)


@app.get("/kept/{what}")
@endpoint
def answer_kept(what: str):
    return Response(KEPT[what], media_type="application/json")
