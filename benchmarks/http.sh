#!/usr/bin/env bash
# Compares Candlewick over HTTP with FastAPI, Pydantic and pandas on the same prices, both loaded by
# wrk in turn; then reports the latency of statistics while pictures of a million candles are drawn.
#
#   PEER_PYTHON=python benchmarks/http.sh
#
# PEER_PYTHON is a Python with fastapi, uvicorn, uvloop, httptools and pandas.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${SECONDS_A_RUN:-4}
warm_up=${SECONDS_OF_WARM_UP:-15}
rounds=3
pictures=8
days=695
chart="symbol=btc&currency=usd&days=45&provider=simulated"
windows="window_size=20&volatility_window=20"

die() {
  echo "http.sh: $*" >&2
  exit 1
}

for tool in wrk curl; do
  command -v "$tool" >/dev/null 2>&1 || die "$tool is not installed (apt install $tool, brew install $tool)."
done
[ -n "${PEER_PYTHON:-}" ] ||
  die "PEER_PYTHON must name a Python with fastapi, uvicorn, uvloop, httptools and pandas."
"$PEER_PYTHON" -c 'import fastapi, httptools, pandas, uvicorn, uvloop' ||
  die "$PEER_PYTHON lacks one of fastapi, uvicorn, uvloop, httptools, pandas."

scratch=$(mktemp -d "${TMPDIR:-/tmp}/candlewick-http.XXXXXX")
ours_pid=
peer_pid=
wrk_pid=

stop() {
  [ -n "$1" ] || return 0
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

clean() {
  stop "$wrk_pid"
  stop "$peer_pid"
  stop "$ours_pid"
  rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
  "$PEER_PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Prices come from the simulated venue only, so no request leaves the machine.
export CANDLEWICK_HOME=$scratch/home
export PRICE_PROVIDER=simulated
PORT=$(free_port)
export PORT
peer_port=$(free_port)
ours=http://127.0.0.1:$PORT/api/v1
peer=http://127.0.0.1:$peer_port
mkdir -p "$CANDLEWICK_HOME"

# Waits until $1 responds, while process $2 is running and at most a minute.
await() {
  for _ in $(seq 300); do
    curl -sf -o "$scratch/ready" "$1" && return 0
    kill -0 "$2" 2>/dev/null || break
    sleep 0.2
  done
  cat "$scratch"/*.log >&2
  die "no response from $1."
}

start_ours() {
  ./candlewick serve >"$scratch/ours.log" 2>&1 &
  ours_pid=$!
  await "${ours%/api/v1}/health/ready" "$ours_pid"
}

# As many workers as cores, because the server uses all cores too.
start_peer() {
  curl -sf "$ours/market_chart?$chart" >"$scratch/points.json"
  PEER_POINTS=$scratch/points.json "$PEER_PYTHON" -B -m uvicorn http_app:app --app-dir benchmarks/peers \
    --host 127.0.0.1 --port "$peer_port" --workers "${PEER_WORKERS:-$(getconf _NPROCESSORS_ONLN)}" \
    --loop uvloop --http httptools --log-level warning --no-access-log >"$scratch/peer.log" 2>&1 &
  peer_pid=$!
  await "$peer/kept/stats" "$peer_pid"
}

resident() {
  ps -o rss= -p "$ours_pid" | awk '{ printf "%.0f MB\n", $1 / 1024 }'
}

# Prints wrk's report in file $1 as requests per second and p99 in milliseconds.
figures() {
  ! grep -E 'Non-2xx|Socket errors' "$1" >&2 || die "some requests failed."
  awk '$1 == "99%" { unit = $2; sub(/^[0-9.]+/, "", unit)
         p99 = $2 * (unit == "us" ? 0.001 : unit == "s" ? 1000 : 1) }
       $1 == "Requests/sec:" { rate = $2 }
       END { printf "%.1f %.3f\n", rate, p99 }' "$1"
}

# Requests $1 in one of four ways for $3 seconds: cached, and computed each time, by both servers.
load() {
  local what=$1 kind=$2 lasting=$3
  case $kind in
    ours-kept) set -- "$ours/market_chart/$what?$chart&$windows&normalize_base=100" ;;
    ours-computed) set -- -s benchmarks/other-base.lua "$ours/market_chart/$what?$chart&$windows" ;;
    peer-kept) set -- "$peer/kept/$what" ;;
    peer-computed) set -- "$peer/api/v1/market_chart/$what?$windows&normalize_base=100" ;;
  esac
  wrk -t1 -c8 "-d${lasting}s" --latency "$@" >"$scratch/wrk"
  figures "$scratch/wrk"
}

# Prints median, least and greatest of the numbers in column $2 of file $1.
spread() {
  awk -v column="$2" '{ print $column }' "$1" | sort -g |
    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)], v[1], v[NR] }'
}

# Prints the ratio of $2 to $3 for requests of $1, round by round.
ratio() {
  paste -d' ' "$scratch/$1.$2" "$scratch/$1.$3" | awk '{ print $1 / $3 }' >"$scratch/ratios"
  spread "$scratch/ratios" 1 |
    awk -v of="$2 : $3" -v bar="$4" '{ printf "  %-30s %.1f (%.1f to %.1f)%s\n", of, $1, $2, $3,
      bar == "" ? "" : sprintf("; bar %d: %s", bar, $1 >= bar ? "reached" : "MISSED") }'
}

# The compiler of the JVM needs time under load; Python does not.
warm() {
  load "$1" ours-computed "$warm_up" >/dev/null
  load "$1" ours-kept "$warm_up" >/dev/null
}

compare() {
  local what=$1 kind round
  warm "$what"
  for round in $(seq "$rounds"); do
    for kind in ours-kept peer-computed ours-computed peer-kept; do
      load "$what" "$kind" "$seconds" >>"$scratch/$what.$kind"
    done
  done
  echo "/$what, $round rounds of $seconds s, 8 connections:"
  for kind in ours-kept ours-computed peer-kept peer-computed; do
    echo "$kind $(spread "$scratch/$what.$kind" 1) $(spread "$scratch/$what.$kind" 2)" |
      awk '{ printf "  %-14s %9.1f requests/s (%.1f to %.1f), p99 %.2f ms\n", $1, $2, $3, $4, $5 }'
  done
  ratio "$what" ours-kept peer-computed 20
  ratio "$what" ours-computed peer-computed ""
  ratio "$what" ours-kept peer-kept ""
}

# Both must compute the same figures.
agree() {
  curl -sf "$ours/market_chart/stats?$chart" >"$scratch/ours.json"
  curl -sf "$peer/api/v1/market_chart/stats" >"$scratch/peer.json"
  "$PEER_PYTHON" - "$scratch/ours.json" "$scratch/peer.json" <<'EOF'
import json, math, sys
ours, peer = (json.load(open(file)) for file in sys.argv[1:])
for name, value in peer.items():
    same = math.isclose(value, ours[name], rel_tol=1e-9) if isinstance(value, float) else value == ours[name]
    if not same:
        sys.exit(f"http.sh: {name} is {ours[name]}, the peer's {value}")
print(f"Both agree on {peer['count']} points: deviation {peer['std_dev']:.9f}")
EOF
}

# Draws eight pictures of all candles concurrently, $1 times.
draw() {
  local turn picture drawn
  for turn in $(seq "$1"); do
    drawn=()
    for picture in $(seq "$pictures"); do
      curl -sf -o "$scratch/picture.$picture" \
        "$ours/candles/plot?symbol=BTCUSDT&interval=1m&provider=simulated&from=$from&to=$to&width=$((800 + 100 * picture))" &
      drawn+=($!)
    done
    for picture in "${drawn[@]}"; do wait "$picture" || die "a picture failed in turn $turn."; done
  done
}

# Loads /stats while pictures are drawn; $1 is the label, $2 how often they are drawn.
# The remaining arguments go to wrk.
under_pictures() {
  local label=$1 turns=$2 begin
  shift 2
  wrk -t1 -c8 -d120s --latency "$@" >"$scratch/wrk" &
  wrk_pid=$!
  sleep 0.2
  begin=$(date +%s%N)
  draw "$turns"
  echo "$label $(((($(date +%s%N) - begin) / turns) / 1000000))" >"$scratch/took"
  kill -INT "$wrk_pid"
  wait "$wrk_pid" || true
  wrk_pid=
  echo "$(cat "$scratch/took") $(figures "$scratch/wrk")" |
    awk '{ printf "  %-24s eight pictures %5d ms; /stats p99 %.2f ms at %.1f requests/s\n", $1, $2, $4, $3 }'
}

echo "Machine: $(getconf _NPROCESSORS_ONLN) cores, load $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime)"
"$PEER_PYTHON" -c 'import fastapi, pandas, pydantic, uvicorn
print("Peer: FastAPI", fastapi.__version__, "Pydantic", pydantic.VERSION, "pandas", pandas.__version__, "uvicorn", uvicorn.__version__)'
from=$("$PEER_PYTHON" -c "import datetime as d; print(d.date.today() - d.timedelta($days))")
to=$("$PEER_PYTHON" -c "import datetime as d; print(d.date.today())")
./candlewick backfill BTCUSDT 1m --from "$from" --provider simulated >"$scratch/backfill.log" 2>&1 ||
  { cat "$scratch/backfill.log" >&2 && die "the backfill failed."; }
grep 'candles from' "$scratch/backfill.log"

start_ours
sleep 5
echo "Resident after five idle seconds: $(resident)"
start_peer
agree
compare stats
compare dataframe
echo "Resident after that load: $(resident)"
stop "$peer_pid"
peer_pid=

stop "$ours_pid"
start_ours
kept="$ours/market_chart/stats?$chart"
warm stats
echo "/stats while $pictures pictures of the 1m candles from $from to $to are drawn concurrently:"
under_pictures cold,kept 1 "$kept"
draw 5
under_pictures hot,kept 10 "$kept"
under_pictures hot,computed 10 -s benchmarks/other-base.lua "$kept"
echo "Resident after that: $(resident)"
