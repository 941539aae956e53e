import { beforeEach, describe, expect, it } from 'vitest';
import { Stream } from './stream';
import type { Socket } from './stream';
import { parseMessage } from './stream-messages';

interface Sent {
  op: string;
  topics: string[];
  id: number;
  after?: string;
}

/** The server's side of one connection. */
class FakeConnection implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: Sent[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Sent);
  }
  close(): void {
    this.closed = true;
  }
  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  welcome(cursor = 'a.1'): void {
    this.say({ type: 'welcome', cursor, heartbeat_seconds: 15 });
  }
  update(cursor: string, updates: Record<string, unknown>): void {
    const list = Object.entries(updates).map(([topic, data]) => ({ topic, data }));
    this.say({ type: 'update', cursor, updates: list });
  }
  topicsOf(op: string): string[] {
    return this.sent.filter((message) => message.op === op).flatMap((message) => message.topics);
  }
}

/** A server, a clock and a screen that the test moves. */
class FakeWorld {
  readonly connections: FakeConnection[] = [];
  private time = 1_000_000;
  private timers: { at: number; act: () => void }[] = [];
  private frames: (() => void)[] = [];
  readonly stream = new Stream({
    connect: () => {
      const connection = new FakeConnection();
      this.connections.push(connection);
      return connection;
    },
    now: () => this.time,
    random: () => 1,
    after: (millis, act) => {
      const timer = { at: this.time + millis, act };
      this.timers.push(timer);
      return () => {
        this.timers = this.timers.filter((one) => one !== timer);
      };
    },
    frame: (act) => this.frames.push(act),
  });

  get connection(): FakeConnection {
    const newest = this.connections.at(-1);
    if (newest === undefined) throw new Error('not connected');
    return newest;
  }
  pass(millis: number): void {
    const end = this.time + millis;
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = next.at;
      next.act();
    }
    this.time = end;
  }
  /** The machine sleeps: time passes, and no timer fires. */
  sleep(millis: number): void {
    this.time += millis;
  }
  paint(): void {
    const due = this.frames;
    this.frames = [];
    for (const act of due) act();
  }
  get waitingFrames(): number {
    return this.frames.length;
  }
}

let world: FakeWorld;
beforeEach(() => {
  world = new FakeWorld();
});

/** Follows topics and counts how often they render. */
function follow(...topics: string[]) {
  const stops = topics.map((topic) => world.stream.follow(topic, () => seen.renders++));
  const seen = { renders: 0, stop: () => stops.forEach((stop) => stop()) };
  return seen;
}

describe('subscriptions', () => {
  it('of one render go out in one message after the welcome', () => {
    follow('last:A@x', 'last:B@x');
    world.pass(50);
    expect(world.connection.sent).toEqual([]);
    world.connection.welcome();
    expect(world.connection.sent).toMatchObject([{ op: 'subscribe', topics: ['last:A@x', 'last:B@x'] }]);
  });

  it('are counted: a topic is left when nothing shows it for a while', () => {
    const one = follow('last:A@x');
    const two = follow('last:A@x');
    world.pass(50);
    world.connection.welcome();
    one.stop();
    world.pass(10_000);
    expect(world.connection.topicsOf('unsubscribe')).toEqual([]);
    two.stop();
    world.pass(1_000);
    follow('last:A@x').stop();
    world.pass(4_900);
    expect(world.connection.topicsOf('unsubscribe')).toEqual([]);
    world.pass(10_000);
    expect(world.connection.topicsOf('unsubscribe')).toEqual(['last:A@x']);
    expect(world.connection.topicsOf('subscribe')).toEqual(['last:A@x']);
  });

  it('are split below the largest message', () => {
    follow(...Array.from({ length: 450 }, (_, at) => `last:M${at}@x`));
    world.pass(50);
    world.connection.welcome();
    expect(world.connection.sent.map((message) => message.topics.length)).toEqual([200, 200, 50]);
  });

  it('that are refused keep the reason, and the others are asked for again', () => {
    const seen = follow('last:A@x', 'last:NOPE@x');
    world.pass(50);
    world.connection.welcome();
    world.connection.say({
      type: 'error',
      id: world.connection.sent[0]?.id,
      error: {
        code: 'VALIDATION_ERROR',
        message: 'The request is not valid',
        details: { errors: [{ field: 'topics[1]', message: 'is not known' }] },
      },
    });
    world.paint();
    world.pass(50);
    expect(world.stream.fault('last:NOPE@x')).toBe('is not known');
    expect(world.stream.fault('last:A@x')).toBeNull();
    expect(seen.renders).toBe(1);
    expect(world.connection.sent.at(-1)).toMatchObject({ op: 'subscribe', topics: ['last:A@x'] });
  });
});

describe('a refused topic', () => {
  it('is asked for again on request, and on the next connection', () => {
    follow('last:A@x');
    world.pass(50);
    world.connection.welcome();
    const refuse = (id: number | undefined) =>
      world.connection.say({ type: 'error', id, error: { message: 'is not followed' } });
    refuse(world.connection.sent[0]?.id);
    world.pass(1_000);
    expect(world.connection.topicsOf('subscribe')).toHaveLength(1);
    world.stream.retryRefused();
    world.pass(50);
    expect(world.connection.topicsOf('subscribe')).toHaveLength(2);
    refuse(world.connection.sent[1]?.id);
    world.connection.onclose?.();
    world.pass(1_000);
    world.connection.welcome();
    expect(world.connection.topicsOf('subscribe')).toEqual(['last:A@x']);
  });
});

describe('updates', () => {
  it('of two hundred topics, ten times a second, render once per frame', () => {
    const topics = Array.from({ length: 200 }, (_, at) => `last:M${at}@x`);
    const seen = follow(...topics);
    world.pass(50);
    world.connection.welcome();
    for (let tick = 0; tick < 10; tick++) {
      world.connection.update(
        `a.${tick}`,
        Object.fromEntries(topics.map((topic) => [topic, { price: tick }])),
      );
      expect(world.waitingFrames).toBe(1);
    }
    expect(seen.renders).toBe(0);
    world.paint();
    expect(seen.renders).toBe(200);
    expect(world.stream.value('last:M7@x')).toEqual({ price: '9' });
  });

  it('are given all to a listener, in order', () => {
    const heard: unknown[] = [];
    world.stream.listen('prints:A@x', (updates) => heard.push([...updates]));
    world.pass(50);
    world.connection.welcome();
    world.connection.update('a.2', { 'prints:A@x': { trade_id: '1' } });
    world.connection.update('a.3', { 'prints:A@x': { trade_id: '2' } });
    world.paint();
    world.connection.update('a.4', { 'prints:A@x': { trade_id: '3' } });
    world.paint();
    expect(heard).toEqual([[{ trade_id: '1' }, { trade_id: '2' }], [{ trade_id: '3' }]]);
  });

  it('keep the exact digits of market figures', () => {
    const message = parseMessage(
      '{"type":"update","cursor":"a","updates":[{"topic":"last:A@x","data":{"price":0.100000000000000000001,' +
        '"open_24h":null,"symbol":"x\\"price\\":1","trades":412,"qty":12345678901234567890.5}}]}',
    );
    expect(message).toMatchObject({
      updates: [
        {
          data: {
            price: '0.100000000000000000001',
            open_24h: null,
            symbol: 'x"price":1',
            trades: 412,
            qty: '12345678901234567890.5',
          },
        },
      ],
    });
  });
});

describe('a lost connection', () => {
  function goLive(): void {
    follow('last:A@x');
    world.pass(50);
    world.connection.welcome();
    world.connection.update('a.7', { 'last:A@x': { price: '1' } });
    world.paint();
  }

  it('is resumed after its cursor', () => {
    goLive();
    world.connection.onclose?.();
    expect(world.stream.connection.get()).toMatchObject({ state: 'connecting' });
    world.pass(600);
    expect(world.connections).toHaveLength(2);
    follow('last:NEW@x');
    world.connection.welcome('a.9');
    expect(world.connection.sent).toMatchObject([
      { topics: ['last:A@x'], after: 'a.7' },
      { topics: ['last:NEW@x'] },
    ]);
    expect(world.connection.sent[1]).not.toHaveProperty('after');
    expect(world.stream.connection.get()).toMatchObject({ state: 'live' });
  });

  it('counts as a gap when the server cannot resume', () => {
    goLive();
    expect(world.stream.gaps.get()).toBe(0);
    world.connection.onclose?.();
    world.pass(600);
    world.connection.welcome('b.1');
    const id = world.connection.sent[0]?.id;
    world.connection.say({ type: 'subscribed', id, topics: ['last:A@x'], resumed: false });
    expect(world.stream.gaps.get()).toBe(1);
  });

  it('is tried less often each time, and says since when it is offline', () => {
    goLive();
    const waits: number[] = [];
    world.connection.onclose?.();
    for (let attempt = 0; attempt < 9; attempt++) {
      const before = world.connections.length;
      let waited = 0;
      while (world.connections.length === before) {
        world.pass(250);
        waited += 250;
      }
      waits.push(waited);
      world.connection.onclose?.();
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(world.stream.connection.get()).toMatchObject({ state: 'offline', since: 1_000_050 });
  });

  it('is noticed when nothing arrives for two heartbeats', () => {
    goLive();
    const silent = world.connection;
    world.pass(29_000);
    expect(silent.closed).toBe(false);
    world.pass(20_000);
    expect(silent.closed).toBe(true);
    expect(world.connections.length).toBeGreaterThan(1);
  });

  it('lives on while heartbeats arrive', () => {
    goLive();
    for (let beat = 0; beat < 20; beat++) {
      world.pass(15_000);
      world.connection.say({ type: 'heartbeat', cursor: `a.${10 + beat}` });
    }
    expect(world.connections).toHaveLength(1);
  });

  it('is replaced at once when the machine wakes up', () => {
    goLive();
    const asleep = world.connection;
    world.sleep(3_600_000);
    world.stream.wake();
    expect(asleep.closed).toBe(true);
    expect(world.connections).toHaveLength(2);
  });

  it('is left alone when the page returns and all is well', () => {
    goLive();
    world.stream.wake();
    expect(world.connections).toHaveLength(1);
  });

  it('is tried at once when the network returns', () => {
    goLive();
    world.connection.onclose?.();
    for (let attempt = 0; attempt < 6; attempt++) {
      world.pass(30_000);
      world.connection.onclose?.();
    }
    const before = world.connections.length;
    world.stream.wake();
    expect(world.connections).toHaveLength(before + 1);
  });
});
