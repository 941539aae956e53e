// Measures the pages in Chromium: node benchmarks/pages.mjs SERVER VENUE [load] [pan] [ticks], as benchmarks/pages.sh starts it.
import { chromium } from '../web/node_modules/playwright-core/index.mjs';

const [server, venue, ...wanted] = process.argv.slice(2);
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SECONDS = Number(process.env.SECONDS_OF_TICKS ?? 360);
const FRAME_MILLIS = 1000 / 60;
const MARKETS = 200;
const CANDLES = 100_000;
const LOADS = 7;

const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-gpu'] });
const system = await browser.newBrowserCDPSession();
let missed = 0;

function bar(what, value, unit, bound) {
  const kept = value <= bound;
  if (!kept) missed++;
  console.log(`  ${what}: ${value.toFixed(value < 10 ? 2 : 0)} ${unit}; bar ${bound}: ${kept ? 'reached' : 'MISSED'}`);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function open(path) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(server + path);
  return { context, page, devtools: await context.newCDPSession(page) };
}

// CPU seconds of the renderer processes.
async function rendererSeconds() {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

const recordFrames = (page) =>
  page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((task) => task.duration))).observe({ entryTypes: ['longtask'] });
    const gaps = (window.frameGaps = []);
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });

// Collects the gaps between frames since the last call.
const takeFrames = (page) => page.evaluate(() => window.frameGaps.splice(0));

// The share of frames of 60 a second that were not drawn.
function dropped(gaps) {
  const time = gaps.reduce((sum, gap) => sum + gap, 0);
  return 100 * Math.max(0, 1 - (gaps.length * FRAME_MILLIS) / time);
}

async function heap(devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

// From the start of the navigation, in a new browser profile, to the first price in a row.
async function measureLoad() {
  const times = [];
  for (let i = 0; i <= LOADS; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const look = () => {
        const price = document.querySelector('tr[data-row] td:nth-child(3)');
        if (price !== null && /\d/.test(price.textContent)) window.interactive = performance.now();
        else requestAnimationFrame(look);
      };
      look();
    });
    await page.goto(`${server}/app/markets`);
    await page.waitForFunction(() => window.interactive !== undefined);
    if (i > 0) times.push(await page.evaluate(() => window.interactive));
    await context.close();
  }
  console.log(`Markets with ${MARKETS} markets, ${LOADS} loads in new profiles, the last from ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms:`);
  bar('navigation to the first price, median', median(times), 'ms', 1000);
}

async function measureTicks() {
  const { context, page, devtools } = await open('/app/markets');
  await page.locator('tr[data-row]').first().waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  const rows = await page.locator('table').getAttribute('aria-rowcount');
  await fetch(`${venue}/burst?messages=${MARKETS * 10}&seconds=${SECONDS + 30}`);
  await page.waitForTimeout(10_000);
  let frames = 0;
  await devtools.send('Network.enable');
  devtools.on('Network.webSocketFrameReceived', () => frames++);
  await recordFrames(page);
  const before = await rendererSeconds();
  const begun = performance.now();
  const gaps = [];
  const heaps = [await heap(devtools)];
  for (let part = 0; part < 6; part++) {
    await page.waitForTimeout((SECONDS * 1000) / 6);
    gaps.push(...(await takeFrames(page)));
    heaps.push(await heap(devtools));
  }
  const seconds = (performance.now() - begun) / 1000;
  const cpu = (100 * ((await rendererSeconds()) - before)) / seconds;
  console.log(`Markets (${rows} rows with the head), the venue sends ${MARKETS * 10} messages a second for ${seconds.toFixed(0)} s; ${(frames / seconds).toFixed(0)} WebSocket frames a second:`);
  bar('frames dropped', dropped(gaps), '%', 5);
  bar('renderer', cpu, '% of a core', 25);
  console.log(`  heap after collection, MB: ${heaps.map((size) => size.toFixed(1)).join(' ')}`);
  bar('growth of the heap from the second to the last', heaps.at(-1) - heaps[1], 'MB', 1);
  await context.close();
}

async function measurePanning() {
  const { context, page } = await open('/app/chart?market=BTCUSDT@simulated&interval=1m');
  let rows = 0;
  page.on('response', async (response) => {
    if (!response.url().includes('/frame?') || !response.ok()) return;
    rows += (await response.json()).times.length;
  });
  const canvas = page.locator('canvas').first();
  await canvas.waitFor();
  await page.waitForTimeout(2000);
  const box = await canvas.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  for (let i = 0; i < 12; i++) await page.mouse.wheel(0, 200);
  await page.waitForTimeout(1000);
  await recordFrames(page);
  const gaps = [];
  let drags = 0;
  while (rows < CANDLES && drags < 400) {
    await page.mouse.move(box.x + 60, y);
    await page.mouse.down();
    for (let x = 60; x < box.width - 60; x += 40) await page.mouse.move(box.x + x, y);
    await page.mouse.up();
    drags++;
    gaps.push(...(await takeFrames(page)));
  }
  console.log(`Panning a chart by ${drags} drags over ${rows} loaded candles, ${gaps.length} frames:`);
  const tasks = await page.evaluate(() => window.longTasks);
  bar('longest time between frames', Math.max(...gaps), 'ms', 50);
  console.log(`  tasks of the page over 50 ms: ${tasks.length === 0 ? 'none' : tasks.map((time) => time.toFixed(0)).join(' ')}`);
  console.log(`  frames over 50 ms: ${gaps.filter((gap) => gap > 50).length}, over 25 ms: ${gaps.filter((gap) => gap > 25).length}`);
  bar('frames dropped', dropped(gaps), '%', 5);
  await context.close();
}

const parts = { load: measureLoad, pan: measurePanning, ticks: measureTicks };
for (const part of wanted.length > 0 ? wanted : Object.keys(parts)) await parts[part]();
await browser.close();
process.exitCode = missed > 0 ? 1 : 0;
