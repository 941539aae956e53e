#!/usr/bin/env bash
# Measures the cost of /api/v1/stream: many clients, some of them stalled, idle ones, the path of a venue's
# message to a client, a burst at the venue, and a peer in Python. All on loopback; the server is the
# packaged one, its venue benchmarks/…/LoopbackVenue, its clients benchmarks/…/StreamLoad.
#
#   PEER_PYTHON=python benchmarks/stream.sh [path] [many] [idle] [burst] [peer]
#
# PEER_PYTHON is a Python with fastapi, uvicorn, uvloop and websockets. Settings, from the
# environment: SECONDS_A_RUN, CLIENTS, STALLED_PERCENT, IDLE, BURST, BURST_SECONDS, PEER_CLIENTS.
# FIGURES is the folder for each run's JSON (a temporary one unless set).
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${SECONDS_A_RUN:-300}
clients=${CLIENTS:-2000}
stalled=${STALLED_PERCENT:-10}
idle=${IDLE:-10000}
burst=${BURST:-5000}
burst_seconds=${BURST_SECONDS:-60}
burst_symbols=250
peer_clients=${PEER_CLIENTS:-$clients 500}
topics=prints:BTCUSDT@binance,last:BTCUSDT@binance,candles:1m:BTCUSDT@binance
runs=${*:-path many idle burst peer}

die() {
  echo "stream.sh: $*" >&2
  exit 1
}

command -v curl >/dev/null 2>&1 || die "curl is not installed (apt install curl, brew install curl)."
[ -n "${PEER_PYTHON:-}" ] || die "PEER_PYTHON must name a Python with fastapi, uvicorn, uvloop and websockets."
"$PEER_PYTHON" -c 'import fastapi, uvicorn, uvloop, websockets' ||
  die "$PEER_PYTHON lacks one of fastapi, uvicorn, uvloop, websockets."

# The clients and the server need a file for each connection.
files=$((idle + 2000))
[ "$clients" -le "$idle" ] || files=$((clients + 2000))
[ "$(ulimit -Hn)" = unlimited ] || [ "$(ulimit -Hn)" -ge "$files" ] ||
  die "ulimit -Hn is $(ulimit -Hn), too low for $files open files: raise it, or lower IDLE and CLIENTS."
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -ge "$files" ] || ulimit -n "$files"

scratch=$(mktemp -d "${TMPDIR:-/tmp}/candlewick-stream.XXXXXX")
figures=${FIGURES:-$scratch/figures}
mkdir -p "$figures"
ours_pid=
venue_pid=
peer_pid=

stop() {
  [ -n "$1" ] || return 0
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

clean() {
  stop "$peer_pid"
  stop "$ours_pid"
  stop "$venue_pid"
  rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
  "$PEER_PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

. scripts/jdk

java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp 'benchmarks/target/classes:benchmarks/target/lib/*')

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

# Prints a member of the JSON in file $1, in Python's notation: '["burst"]["closed"]'.
member() {
  "$PEER_PYTHON" -c "import json, sys; print(json.load(open(sys.argv[1]))$2)" "$1"
}

venue_port=$(free_port)
PORT=$(free_port)
peer_port=$(free_port)
export PORT
venue=http://127.0.0.1:$venue_port
ours=http://127.0.0.1:$PORT/api/v1

# Polled prices are simulated, so no request leaves the machine.
export CANDLEWICK_HOME=$scratch/home
export PRICE_PROVIDER=simulated POLL_INTERVAL=${POLL_INTERVAL:-5s}
export BINANCE_BASE_URL=$venue BINANCE_STREAM_URL=ws://127.0.0.1:$venue_port
export STREAM_CONNECTIONS=$((files * 2)) STREAM_CONNECTIONS_PER_ADDRESS=$((files * 2))
mkdir -p "$CANDLEWICK_HOME"

start_venue() {
  "${java[@]}" -Xmx128m dev.candlewick.benchmarks.venue.LoopbackVenue \
    --port "$venue_port" --symbols "$burst_symbols" --prints-per-second 25 >"$scratch/venue.log" 2>&1 &
  venue_pid=$!
  await "$venue/api/v3/ping" "$venue_pid"
}

# Starts the server alone, whose memory is measured from here; $1 is its flush interval.
start_ours() {
  STREAM_FLUSH=$1 ./candlewick serve >"$scratch/ours.log" 2>&1 &
  ours_pid=$!
  await "${ours%/api/v1}/health/ready" "$ours_pid"
}

stop_ours() {
  stop "$ours_pid"
  ours_pid=
}

post() {
  curl -sf -o "$scratch/posted" -X POST -H 'Content-Type: application/json' -d "$2" "$ours/$1" ||
    die "POST $1 was rejected: $(curl -s -X POST -H 'Content-Type: application/json' -d "$2" "$ours/$1")"
}

minutes_ago() {
  "$PEER_PYTHON" -c "import datetime as d; print((d.datetime.now(d.timezone.utc) - d.timedelta(minutes=$1)).strftime('%Y-%m-%dT%H:%M:%SZ'))"
}

# Follows the feed of one symbol: its prints and its candles of a minute.
follow_one() {
  post feeds/prints '{"provider":"binance","symbol":"BTCUSDT"}'
  post backfills '{"provider":"binance","symbol":"BTCUSDT","interval":"1m","from":"'"$(minutes_ago 30)"'","follow":true}'
  sleep 5
}

# Runs clients, named $1; the remaining arguments go to StreamLoad. Its last line is JSON.
load() {
  local name=$1
  shift
  "${java[@]}" -Xmx256m dev.candlewick.benchmarks.stream.StreamLoad "$@" >"$scratch/$name.txt" || {
    cat "$scratch/$name.txt" "$scratch"/*.log >&2
    die "the clients of $name failed."
  }
  tail -n 1 "$scratch/$name.txt" >"$figures/$name.json"
  sed '$d' "$scratch/$name.txt"
}

# Checks a bar: $1 is the file, $2 the member, $3 a comparison, $4 the bar, $5 the label.
bar() {
  "$PEER_PYTHON" - "$1" "$2" "$3" "$4" "$5" <<'END'
import functools, json, sys
file, path, comparison, bar, what = sys.argv[1:]
value = functools.reduce(lambda at, key: at[key], path.split("."), json.load(open(file)))
kept = value < float(bar) if comparison == "<" else value >= float(bar)
print(f"  {what}: {value:.2f}; bar {comparison} {bar}: {'reached' if kept else 'MISSED'}")
END
}

# Measures from the venue's message to the client's frame, with a flush interval of 10 ms.
run_path() {
  echo "A venue's message to a client's frame, 20 clients, gathered for 10 ms:"
  start_ours 10ms
  follow_one
  load path --url "ws://127.0.0.1:$PORT/api/v1/stream" --topics prints:BTCUSDT@binance --pid "$ours_pid" \
    --clients 20 --warm-up 20 --seconds 30
  curl -sf "$venue/counts" >"$figures/path-venue.json"
  echo "  the venue itself was late by p50 $(member "$figures/path-venue.json" '["lateness"]["p50_ms"]') ms," \
    "p99 $(member "$figures/path-venue.json" '["lateness"]["p99_ms"]')"
  bar "$figures/path.json" latency.p50_ms '<' 15 "p50, less than 5 ms and the 10"
  stop_ours
}

run_many() {
  echo "$clients clients, $stalled % stalled, ten frames a second to each, gathered for 100 ms:"
  start_ours 100ms
  follow_one
  load many --url "ws://127.0.0.1:$PORT/api/v1/stream" --topics "$topics" --pid "$ours_pid" \
    --clients "$clients" --stalled-percent "$stalled" --warm-up 20 --seconds "$seconds"
  bar "$figures/many.json" server_cpu_percent '<' 40 "server, percent of a core"
  bar "$figures/many.json" latency.p99_ms '<' 150 "p99, less than 50 ms and the 100"
  bar "$figures/many.json" spread.p99_ms '<' 50 "p99 of first to last client"
  bar "$figures/many.json" frames_per_reader_second.median '>=' 9 "frames a second and client"
  stop_ours
}

run_idle() {
  echo "$idle idle clients:"
  start_ours 100ms
  load idle --url "ws://127.0.0.1:$PORT/api/v1/stream" --pid "$ours_pid" \
    --clients "$idle" --ramp 1000 --seconds "${SECONDS_IDLE:-60}"
  "$PEER_PYTHON" - "$figures/idle.json" <<'END'
import json, sys
run = json.load(open(sys.argv[1]))
most = max(sample["megabytes"] for sample in run["samples"])
print(f"  resident: {most:.0f} MB at most; bar < 400: {'reached' if most < 400 else 'MISSED'}")
END
  stop_ours
}

stored() {
  curl -sf -D "$scratch/head" -o "$scratch/body" \
    "$ours/candles?provider=binance&interval=1s&from=$1&to=$2&limit=1"
  tr -d '\r' <"$scratch/head" | awk 'tolower($1) == "x-total-count:" { print $2 }'
}

iso() {
  "$PEER_PYTHON" -c "import datetime as d; print(d.datetime.fromtimestamp($1 / 1000, d.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'))"
}

pages_asked() {
  curl -sf "$venue/counts" >"$scratch/counts.json"
  member "$scratch/counts.json" '["questions"].get("/api/v3/klines", 0)'
}

# All symbols at 1s. Pages of history would repair losses of the feed, so the number of pages requested in
# the burst is printed too.
run_burst() {
  local symbols closed kept first last before
  echo "A burst of $burst messages a second for $burst_seconds s, $burst_symbols candles closing each second:"
  start_ours 100ms
  post feeds/prints '{"provider":"binance","symbol":"BTCUSDT"}'
  symbols=$(seq -f '"B%03.0fUSDT"' -s, 0 $((burst_symbols - 1)))
  post backfills '{"provider":"binance","symbols":['"$symbols"'],"interval":"1s","from":"'"$(minutes_ago 2)"'","follow":true}'
  sleep "${SECONDS_TO_FOLLOW:-60}"
  before=$(pages_asked)
  curl -sf -o "$scratch/burst" "$venue/burst?messages=$burst&seconds=$burst_seconds"
  load burst --url "ws://127.0.0.1:$PORT/api/v1/stream" --pid "$ours_pid" \
    --topics candles:1s:B000USDT@binance,prints:BTCUSDT@binance --clients 20 --warm-up 0 --seconds "$((burst_seconds + 5))"
  echo "  pages of candles requested meanwhile: $(($(pages_asked) - before))"
  cp "$scratch/counts.json" "$figures/burst-venue.json"
  closed=$(member "$scratch/counts.json" '["burst"]["closed"]')
  first=$(iso "$(member "$scratch/counts.json" '["burst"]["first_open_ms"]')")
  last=$(iso "$(member "$scratch/counts.json" '["burst"]["last_open_ms"]')")
  for _ in $(seq 30); do
    kept=$(stored "$first" "$last")
    [ "$kept" -lt "$closed" ] || break
    sleep 1
  done
  echo "  the venue sent $(member "$scratch/counts.json" '["burst"]["messages"]') messages and closed $closed candles;" \
    "stored: $kept: $([ "$kept" = "$closed" ] && [ "$closed" -gt 0 ] && echo reached || echo MISSED)"
  stop_ours
}

run_peer() {
  local count
  "$PEER_PYTHON" -c 'import fastapi, uvicorn
print("Peer: FastAPI", fastapi.__version__, "on uvicorn", uvicorn.__version__, "with uvloop, ten messages a second to each:")'
  for count in $peer_clients; do
    "$PEER_PYTHON" -B -m uvicorn stream_peer:app --app-dir benchmarks/peers --host 127.0.0.1 --port "$peer_port" \
      --loop uvloop --ws websockets-sansio --log-level error --no-access-log >"$scratch/peer.log" 2>&1 &
    peer_pid=$!
    await "http://127.0.0.1:$peer_port/ready" "$peer_pid"
    load "peer-$count" --url "ws://127.0.0.1:$peer_port/ws/prices/" --pid "$peer_pid" --cursor-field timestamp \
      --clients "$count" --seconds "${SECONDS_OF_PEER:-30}"
    stop "$peer_pid"
    peer_pid=
    [ ! -f "$figures/many.json" ] || ratio "$figures/many.json" "$figures/peer-$count.json"
  done
}

ratio() {
  "$PEER_PYTHON" - "$1" "$2" <<'END'
import json, sys
ours, peer = (json.load(open(file)) for file in sys.argv[1:])
cpu = ours["frames_per_cpu_second"] / peer["frames_per_cpu_second"]
print(f"  frames a second of CPU, ours : peer's: {cpu:.1f}; p99 ours {ours['latency']['p99_ms']:.1f} ms "
      f"(gathered for 100), peer's {peer['latency']['p99_ms']:.1f} ms")
END
}

echo "Machine: $(getconf _NPROCESSORS_ONLN) cores, load $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime), ulimit -n $(ulimit -n)"
make -s bench-build
./candlewick version
start_venue
for run in $runs; do
  case $run in
    path | many | idle | burst | peer) "run_$run" ;;
    *) die "there are path, many, idle, burst and peer, not $run." ;;
  esac
done
[ -z "${FIGURES:-}" ] || echo "Figures: $figures"
