#!/usr/bin/env bash
# Measures the pages in Chromium: the first load, panning over 100,000 candles, 200 markets that change ten
# times a second for six minutes (as many messages as an hour has at one a second), and the markets request.
# All on loopback; the server is the packaged one, its venue benchmarks/…/LoopbackVenue.
#
#   make bench-build && benchmarks/pages.sh
#
# SECONDS_OF_TICKS, from the environment, is the time of the messages (360).
set -euo pipefail
cd "$(dirname "$0")/.."

die() {
  echo "pages.sh: $*" >&2
  exit 1
}

command -v node >/dev/null 2>&1 || die "Node is not installed."
[ -d web/node_modules ] || die "web/ has no packages: scripts/web prepare."
[ -d benchmarks/target/lib ] || die "the benchmarks are not built: make bench-build."

scratch=$(mktemp -d "${TMPDIR:-/tmp}/candlewick-pages.XXXXXX")
server_pid=
venue_pid=
clean() {
  for pid in $server_pid $venue_pid; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

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

. scripts/jdk
venue_port=$(free_port)
PORT=$(free_port)
export PORT
venue=http://127.0.0.1:$venue_port
server=http://127.0.0.1:$PORT

"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx128m -cp 'benchmarks/target/classes:benchmarks/target/lib/*' \
  dev.candlewick.benchmarks.venue.LoopbackVenue --port "$venue_port" --symbols 250 --prints-per-second 1 \
  >"$scratch/venue.log" 2>&1 &
venue_pid=$!
await "$venue/api/v3/ping" "$venue_pid"

export CANDLEWICK_HOME=$scratch/home PRICE_PROVIDER=simulated
export BINANCE_BASE_URL=$venue BINANCE_STREAM_URL=ws://127.0.0.1:$venue_port
mkdir -p "$CANDLEWICK_HOME"
./candlewick serve >"$scratch/server.log" 2>&1 &
server_pid=$!
await "$server/health/ready" "$server_pid"

# Starts a backfill of body $1 and waits until it is done.
backfill() {
  local job
  job=$(curl -sf -X POST -H 'Content-Type: application/json' -d "$1" "$server/api/v1/backfills" |
    node -p 'JSON.parse(require("fs").readFileSync(0)).id') || die "the backfill was rejected: $1"
  for _ in $(seq 1200); do
    case $(curl -sf "$server/api/v1/backfills/$job" | node -p 'JSON.parse(require("fs").readFileSync(0)).state') in
      done) return 0 ;;
      failed | cancelled) die "backfill $job has failed: $1" ;;
    esac
    sleep 0.5
  done
  die "backfill $job took more than ten minutes."
}

ago() {
  node -p "new Date(Date.now() - $1 * 60000).toISOString()"
}

symbols=$(node -p 'JSON.stringify([...Array(196).keys()].map(i => `B${String(i).padStart(3, "0")}USDT`))')
backfill '{"provider":"binance","symbols":'"$symbols"',"interval":"1m","from":"'"$(ago 30)"'","follow":true}'
# With the three polled prices 200 markets.
backfill '{"provider":"simulated","symbol":"BTCUSDT","interval":"1m","from":"'"$(ago 101000)"'"}'

echo "GET /api/v1/markets of 200 markets, after 20 requests:"
for i in $(seq 60); do
  curl -sf -o "$scratch/markets" -w '%{time_total}\n' "$server/api/v1/markets?limit=200"
done | tail -n 40 | sort -n | awk '{t[NR] = 1000 * $1} END {printf "  median %.1f ms, p95 %.1f ms; bar 50\n", t[int(NR / 2)], t[int(NR * 0.95)]}'

node benchmarks/pages.mjs "$server" "$venue"
