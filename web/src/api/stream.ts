import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { parseMessage } from './stream-messages';
import type { ServerMessage, Update } from './stream-messages';

/**
 * Whether updates arrive. `connecting` is the first attempt or a short interruption; `offline` an interruption
 * that lasts; `since` is when updates stopped, `retryAt` when the next attempt is made.
 */
export type ConnectionState =
  | { readonly state: 'idle' }
  | { readonly state: 'connecting'; readonly since: number }
  | { readonly state: 'live'; readonly since: number }
  | { readonly state: 'offline'; readonly since: number; readonly retryAt: number };

/** The part of WebSocket that the stream uses. */
export interface Socket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

/** What differs between a browser and a test. */
export interface StreamSurroundings {
  readonly connect: () => Socket;
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly after: (millis: number, act: () => void) => () => void;
  /** Calls once before the next paint, or soon when nothing is painted. */
  readonly frame: (act: () => void) => void;
}

type Listener = () => void;
type EventListener = (updates: readonly unknown[]) => void;

interface Entry {
  /** Newest data, or undefined before the first update. */
  value: unknown;
  /** When the newest data arrived, milliseconds since 1970. */
  at: number;
  fault: string | null;
  count: number;
  /** Set while nothing shows the topic: calls off that it is forgotten. */
  keep: (() => void) | null;
  readonly listeners: Set<Listener>;
  readonly events: Set<EventListener>;
}

interface SubscribeRequest {
  readonly topics: readonly string[];
  readonly resumes: boolean;
}

const SETTLE_MILLIS = 30; // subscriptions of one render go out in one frame
const KEEP_MILLIS = 5_000; // a topic that nothing shows any more is kept for the next page
const TOPICS_PER_MESSAGE = 200; // below the server's 16 kB of a message
const SHORT_INTERRUPTION_MILLIS = 3_000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 30_000;
const KEPT_EVENTS = 5_000; // while the page is hidden
const HEARTBEAT_SECONDS = 15;

/**
 * One connection to `/api/v1/stream` for the whole page. Topics are counted by use. Updates are kept per topic and
 * given out once per frame, so that any number of updates costs one render.
 */
export class Stream {
  readonly connection: Store<ConnectionState> = createStore<ConnectionState>({ state: 'idle' });
  /** Counts the times when prints or closed candles may have been missed; what shows them then reads them anew. */
  readonly gaps: Store<number> = createStore(0);

  private readonly entries = new Map<string, Entry>();
  private readonly pending = new Map<string, unknown[]>();
  private readonly confirmed = new Set<string>();
  private readonly requests = new Map<number, SubscribeRequest>();
  private readonly around: StreamSurroundings;
  private socket: Socket | null = null;
  private started = false;
  private welcomed = false;
  private cursor: string | null = null;
  private resumeFrom: string | null = null;
  private nextId = 1;
  private failures = 0;
  private silence = 2 * HEARTBEAT_SECONDS * 1000;
  private lastMessage = 0;
  private framed = false;
  private cancelSettle: (() => void) | null = null;
  private cancelRetry: (() => void) | null = null;
  private cancelWatch: (() => void) | null = null;

  constructor(around: StreamSurroundings) {
    this.around = around;
  }

  /** The newest data of a topic, with when it arrived. */
  value(topic: string): unknown {
    return this.entries.get(topic)?.value;
  }

  /** When the newest data of a topic arrived, or null. */
  arrival(topic: string): number | null {
    const entry = this.entries.get(topic);
    return entry === undefined || entry.value === undefined ? null : entry.at;
  }

  /** Why the server does not send the topic, or null. */
  fault(topic: string): string | null {
    return this.entries.get(topic)?.fault ?? null;
  }

  /** Calls at most once per frame when the topic has new data, until the returned function is called. */
  follow(topic: string, listener: Listener): () => void {
    const entry = this.retain(topic);
    entry.listeners.add(listener);
    return this.releaser(topic, () => entry.listeners.delete(listener));
  }

  /** Gives every update of a topic (prints, closed candles), those of a frame together. */
  listen(topic: string, listener: EventListener): () => void {
    const entry = this.retain(topic);
    entry.events.add(listener);
    return this.releaser(topic, () => entry.events.delete(listener));
  }

  /** Connects, and stays connected without a topic too. */
  start(): void {
    this.started = true;
    if (this.socket === null && this.cancelRetry === null) this.connect();
  }

  /** Connects now: the page returned, the network returned, or the person asked. */
  wake(): void {
    if (!this.isNeeded()) return;
    const silent = this.around.now() - this.lastMessage > this.silence;
    if (this.socket !== null && !silent) return;
    this.failures = 0;
    if (this.socket !== null) this.drop(this.socket);
    this.connect();
  }

  /** Asks again for topics that were refused, as after a series is followed. */
  retryRefused(): void {
    for (const entry of this.entries.values()) entry.fault = null;
    this.settle();
  }

  /** Connects anew, for other credentials. Topics that were refused are tried again. */
  restart(): void {
    this.cursor = null;
    if (this.socket !== null) this.drop(this.socket);
    if (this.isNeeded()) this.connect();
  }

  private isNeeded(): boolean {
    return this.started || this.entries.size > 0;
  }

  private retain(topic: string): Entry {
    let entry = this.entries.get(topic);
    if (entry === undefined) {
      entry = {
        value: undefined,
        at: 0,
        fault: null,
        count: 0,
        keep: null,
        listeners: new Set(),
        events: new Set(),
      };
      this.entries.set(topic, entry);
    }
    entry.count++;
    entry.keep?.();
    entry.keep = null;
    this.settle();
    return entry;
  }

  private releaser(topic: string, remove: () => void): () => void {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      remove();
      const entry = this.entries.get(topic);
      if (entry === undefined) return;
      entry.count--;
      if (entry.count === 0) entry.keep = this.around.after(KEEP_MILLIS, () => this.forget(topic));
    };
  }

  private forget(topic: string): void {
    if (this.entries.get(topic)?.count !== 0) return;
    this.entries.delete(topic);
    this.pending.delete(topic);
    this.settle();
  }

  /** Sends what changed in the set of topics, once for a burst of changes. */
  private settle(): void {
    if (this.cancelSettle !== null) return;
    this.cancelSettle = this.around.after(SETTLE_MILLIS, () => {
      this.cancelSettle = null;
      if (this.socket === null && this.cancelRetry === null && this.entries.size > 0) this.connect();
      else if (this.welcomed) this.sendTopics();
    });
  }

  private sendTopics(): void {
    const wanted = [...this.entries].filter(([, entry]) => entry.fault === null).map(([topic]) => topic);
    const added = wanted.filter((topic) => !this.confirmed.has(topic));
    const gone = [...this.confirmed].filter((topic) => !this.entries.has(topic));
    for (const topics of chunks(gone)) {
      for (const topic of topics) this.confirmed.delete(topic);
      this.send({ op: 'unsubscribe', topics, id: this.nextId++ });
    }
    const after = this.resumeFrom;
    this.resumeFrom = null;
    // After a cursor only what is newer is sent, so that topics without a value yet go without one.
    const known = after === null ? [] : added.filter((topic) => this.value(topic) !== undefined);
    this.request(known, after);
    this.request(
      added.filter((topic) => !known.includes(topic)),
      null,
    );
  }

  private request(added: readonly string[], after: string | null): void {
    for (const topics of chunks(added)) {
      for (const topic of topics) this.confirmed.add(topic);
      const id = this.nextId++;
      this.requests.set(id, { topics, resumes: after !== null });
      this.send({ op: 'subscribe', topics, id, ...(after === null ? {} : { after }) });
    }
  }

  private send(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }

  private connect(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    this.confirmed.clear();
    this.requests.clear();
    this.welcomed = false;
    this.resumeFrom = this.cursor;
    for (const entry of this.entries.values()) entry.fault = null;
    const before = this.connection.get();
    if (before.state === 'idle') this.connection.set({ state: 'connecting', since: this.around.now() });
    const socket = this.around.connect();
    this.socket = socket;
    this.lastMessage = this.around.now();
    socket.onmessage = ({ data }) => {
      if (this.socket === socket && typeof data === 'string') this.receive(parseMessage(data));
    };
    socket.onclose = () => {
      if (this.socket === socket) this.lose();
    };
    this.watch();
  }

  private drop(socket: Socket): void {
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    this.socket = null;
  }

  /** Ends a connection on which nothing arrives any more; a sleeping machine does not see it close. */
  private watch(): void {
    this.cancelWatch?.();
    this.cancelWatch = this.around.after(this.silence / 2, () => {
      if (this.socket === null) return;
      if (this.around.now() - this.lastMessage <= this.silence) return this.watch();
      this.drop(this.socket);
      this.lose();
    });
  }

  private lose(): void {
    this.socket = null;
    this.welcomed = false;
    this.cancelWatch?.();
    this.cancelWatch = null;
    if (!this.isNeeded()) return this.connection.set({ state: 'idle' });
    const now = this.around.now();
    const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** this.failures);
    const wait = longest / 2 + (this.around.random() * longest) / 2;
    this.failures++;
    const before = this.connection.get();
    const since = before.state === 'live' || before.state === 'idle' ? now : before.since;
    const retryAt = now + wait;
    // The first attempts of a lost connection are made quietly: a restarted server is back within seconds.
    const quiet = retryAt - since < SHORT_INTERRUPTION_MILLIS;
    this.connection.set(quiet ? { state: 'connecting', since } : { state: 'offline', since, retryAt });
    this.cancelRetry = this.around.after(wait, () => {
      this.cancelRetry = null;
      this.connect();
    });
  }

  private receive(message: ServerMessage): void {
    this.lastMessage = this.around.now();
    switch (message.type) {
      case 'welcome':
        this.silence = 2 * message.heartbeat_seconds * 1000;
        this.cursor ??= message.cursor;
        this.welcomed = true;
        this.failures = 0;
        this.connection.set({ state: 'live', since: this.lastMessage });
        return this.sendTopics();
      case 'subscribed':
        return this.confirm(message.id, message.resumed);
      case 'snapshot':
        this.cursor = message.cursor;
        return this.collect(message.updates);
      case 'update':
        this.cursor = message.cursor;
        if (message.lost !== undefined) this.gaps.set((count) => count + 1);
        return this.collect(message.updates);
      case 'heartbeat':
        this.cursor = message.cursor;
        return;
      case 'error':
        return this.refuse(message);
      case 'pong':
      case 'closing':
        return;
    }
  }

  private confirm(id: number | null, resumed: boolean): void {
    if (id === null) return;
    if (this.requests.get(id)?.resumes === true && !resumed) this.gaps.set((count) => count + 1);
    this.requests.delete(id);
  }

  /** Keeps the reason with the topics that the server refused, and asks again for the others. */
  private refuse(message: Extract<ServerMessage, { type: 'error' }>): void {
    const topics = message.id === null ? undefined : this.requests.get(message.id)?.topics;
    if (topics === undefined || message.id === null) return;
    this.requests.delete(message.id);
    const faults = new Map<number, string>();
    for (const { field, message: text } of message.error.details?.errors ?? []) {
      const index = /\[(\d+)\]$/.exec(field)?.[1];
      if (index !== undefined) faults.set(Number(index), text);
    }
    topics.forEach((topic, index) => {
      this.confirmed.delete(topic);
      const fault = faults.get(index) ?? (faults.size === 0 ? message.error.message : undefined);
      const entry = this.entries.get(topic);
      if (fault === undefined || entry === undefined) return;
      entry.fault = fault;
      this.queue(topic);
    });
    this.settle();
  }

  private collect(updates: readonly Update[]): void {
    for (const { topic, data } of updates) {
      this.queue(topic, data);
      if (topic.startsWith('ticks:')) this.queue('ticks:*', data);
    }
  }

  private queue(topic: string, data?: unknown): void {
    const entry = this.entries.get(topic);
    if (entry === undefined) return;
    const waiting = this.pending.get(topic) ?? [];
    this.pending.set(topic, waiting);
    if (data !== undefined) {
      if (entry.events.size === 0) waiting.length = 0;
      else if (waiting.length >= KEPT_EVENTS) waiting.shift();
      waiting.push(data);
    }
    if (this.framed) return;
    this.framed = true;
    this.around.frame(() => {
      this.framed = false;
      this.deliver();
    });
  }

  private deliver(): void {
    const batch = [...this.pending];
    this.pending.clear();
    const now = this.around.now();
    for (const [topic, updates] of batch) {
      const entry = this.entries.get(topic);
      if (entry === undefined) continue;
      if (updates.length > 0) {
        entry.value = updates.at(-1);
        entry.at = now;
        entry.fault = null;
      }
      for (const listener of [...entry.events]) if (updates.length > 0) listener(updates);
      for (const listener of [...entry.listeners]) listener();
    }
  }
}

function chunks(topics: readonly string[]): string[][] {
  const out: string[][] = [];
  for (let at = 0; at < topics.length; at += TOPICS_PER_MESSAGE)
    out.push(topics.slice(at, at + TOPICS_PER_MESSAGE));
  return out;
}
