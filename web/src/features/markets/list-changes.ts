/** Changes of an ordered list of names, each once; pure, so that they can be made before the server confirms. */

export const added = (list: readonly string[], market: string): readonly string[] =>
  list.includes(market) ? list : [...list, market];

export const removed = (list: readonly string[], market: string): readonly string[] =>
  list.filter((one) => one !== market);

/** The list with a market at a place; the last one when the list is shorter. */
export function placed(list: readonly string[], market: string, place: number): readonly string[] {
  const others = removed(list, market);
  const at = Math.min(others.length, Math.max(0, place));
  return [...others.slice(0, at), market, ...others.slice(at)];
}

/** The list with those of another list that it lacks at its end, up to the most it may have. */
export const joined = (list: readonly string[], more: readonly string[], most: number): readonly string[] =>
  [...list, ...more.filter((one) => !list.includes(one))].slice(0, most);
