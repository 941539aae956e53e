import { DAY, HOUR } from '@/lib/time';

const two = (count: number): string => String(count).padStart(2, '0');

/** The time left of a bar: 27:53, 3:27:53, 2 d 4 h. */
export function formatCountdown(millis: number): string {
  const seconds = Math.ceil(Math.max(0, millis) / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (millis >= DAY) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (millis >= HOUR) return `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return `${two(minutes)}:${two(seconds % 60)}`;
}
