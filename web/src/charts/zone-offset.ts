const DAY_SECONDS = 86_400;

/** The difference of a zone's clock to UTC, in seconds, at a time in seconds. */
export type ZoneOffset = (seconds: number) => number;

function exactOffset(format: Intl.DateTimeFormat, seconds: number): number {
  const found: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(seconds * 1000)) found[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - Math.floor(seconds);
}

/** Offsets of a zone. A day without a change of the clock is looked up once. */
export function zoneOffset(zone: string): ZoneOffset {
  if (zone === 'UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const days = new Map<number, number | null>();
  return (seconds) => {
    const day = Math.floor(seconds / DAY_SECONDS);
    let known = days.get(day);
    if (known === undefined) {
      const start = exactOffset(format, day * DAY_SECONDS);
      known = start === exactOffset(format, (day + 1) * DAY_SECONDS) ? start : null;
      days.set(day, known);
    }
    return known ?? exactOffset(format, seconds);
  };
}
