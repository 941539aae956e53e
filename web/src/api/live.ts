import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { useStore } from '@/lib/store';
import { streamUrl } from './base';
import { answeredAt, reachOf } from './reach';
import type { Reach } from './reach';
import { Stream } from './stream';
import type { ConnectionState, Socket } from './stream';
import type { TopicData } from './stream-messages';

function frame(act: () => void): void {
  if (document.hidden) setTimeout(act, 250);
  else requestAnimationFrame(act);
}

/** The page's one stream. */
export const stream = new Stream({
  connect: () => new WebSocket(streamUrl) as unknown as Socket,
  now: () => Date.now(),
  random: () => Math.random(),
  after: (millis, act) => {
    const timer = setTimeout(act, millis);
    return () => clearTimeout(timer);
  },
  frame,
});

/** Connects at once when the page or the network returns. */
export function startStream(): void {
  stream.start();
  addEventListener('online', () => stream.wake());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) stream.wake();
  });
}

const NOTHING = () => () => undefined;

/**
 * The newest data of a topic, or undefined before the first update and for null. Renders at most once per frame.
 *
 *     const last = useTopic(`last:${market}`);  // LastData | undefined
 */
export function useTopic<T extends string>(topic: T | null): TopicData<T> | undefined {
  const subscribe = useCallback(
    (listener: () => void) => (topic === null ? NOTHING() : stream.follow(topic, listener)),
    [topic],
  );
  const read = () => (topic === null ? undefined : stream.value(topic));
  return useSyncExternalStore(subscribe, read) as TopicData<T> | undefined;
}

/**
 * A part of a topic's newest data. Renders when the part is another one, not at each update, so `select` returns
 * a primitive.
 */
export function useTopicPart<T extends string, R extends string | number | boolean | null>(
  topic: T | null,
  select: (data: TopicData<T> | undefined) => R,
): R {
  const subscribe = useCallback(
    (listener: () => void) => (topic === null ? NOTHING() : stream.follow(topic, listener)),
    [topic],
  );
  const read = () => select(topic === null ? undefined : (stream.value(topic) as TopicData<T> | undefined));
  return useSyncExternalStore(subscribe, read);
}

/** Every update of a topic in order, those of a frame together; for prints and closed candles. */
export function useTopicEvents<T extends string>(
  topic: T | null,
  onUpdates: (updates: readonly TopicData<T>[]) => void,
): void {
  const handler = useRef(onUpdates);
  useEffect(() => {
    handler.current = onUpdates;
  });
  useEffect(() => {
    if (topic === null) return undefined;
    return stream.listen(topic, (updates) => handler.current(updates as readonly TopicData<T>[]));
  }, [topic]);
}

/** A number that grows when prints or closed candles may have been missed: read them anew when it changes. */
export const useStreamGaps = (): number => useStore(stream.gaps);

/** The state of the stream's connection. */
export const useConnection = (): ConnectionState => useStore(stream.connection);

/** Whether the server answers, and whether updates arrive. */
export const useReach = (): Reach => reachOf(useConnection(), useStore(answeredAt));
