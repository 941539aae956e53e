import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../candlewick', import.meta.url));
const UNREACHABLE = 'http://127.0.0.1:9';
const START_MILLIS = 90_000;
const STOP_MILLIS = 30_000;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  probe.close();
  await once(probe, 'close');
  return address.port;
}

/** Waits until a condition holds, and fails with what it waited for. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  millis = 20_000,
): Promise<void> {
  const end = Date.now() + millis;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited ${millis} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The packaged server with a data home of its own. No venue is reachable but the simulated one. */
export class Server {
  private process: ChildProcess | null = null;
  private output = '';

  private constructor(
    readonly home: string,
    readonly port: number,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Server> {
    const home = await mkdtemp(join(tmpdir(), 'candlewick-browse-'));
    const server = new Server(home, await freePort(), settings);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The code that makes the first administrator, which the server has printed. */
  get setupCode(): string {
    const code = /"setup_code": "(setup_[\w-]+)"/.exec(this.output)?.[1];
    if (code === undefined) throw new Error(`no setup code in\n${this.output}`);
    return code;
  }

  async start(): Promise<void> {
    const child = spawn(launcher, ['serve'], {
      env: {
        ...process.env,
        CANDLEWICK_HOME: this.home,
        CANDLEWICK_STARTUP_CACHE: 'off',
        PORT: String(this.port),
        BINANCE_BASE_URL: UNREACHABLE,
        COINBASE_BASE_URL: UNREACHABLE,
        KRAKEN_BASE_URL: UNREACHABLE,
        CRYPTO_API_BASE_URL: UNREACHABLE,
        PRICE_PROVIDER: 'simulated',
        POLL_INTERVAL: '5s',
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => (this.output += text));
    }
    try {
      await until('the server to be ready', () => this.isReady(child), START_MILLIS);
    } catch (error) {
      await this.stop();
      throw new Error(`the server did not start:\n${this.output}`, { cause: error });
    }
  }

  private async isReady(child: ChildProcess): Promise<boolean> {
    if (child.exitCode !== null) throw new Error('the server has ended');
    const response = await fetch(`${this.url}/health/ready`).catch(() => null);
    return response?.ok === true;
  }

  /** Ends the process without a chance to clean up. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Stops the server and removes its home. */
  async close(): Promise<void> {
    await this.stop();
    await rm(this.home, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    this.process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MILLIS);
    await ended;
    clearTimeout(hard);
  }

  /** Sends a request as a program of this machine and returns the answer's JSON. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** Fetches simulated candles and waits until they are stored. */
  async backfill(order: Readonly<Record<string, unknown>>): Promise<void> {
    const job = (await this.send('POST', '/api/v1/backfills', { provider: 'simulated', ...order })) as {
      id: number;
    };
    await until(`backfill ${job.id}`, async () => {
      const now = (await this.send('GET', `/api/v1/backfills/${job.id}`)) as {
        state: string;
        error: string | null;
      };
      if (now.state === 'failed') throw new Error(`backfill ${job.id} failed: ${now.error ?? ''}`);
      return now.state === 'done';
    });
  }
}
