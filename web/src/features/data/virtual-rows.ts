export type RowStretch =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'space'; readonly from: number; readonly to: number };

/** The rows that are drawn, with empty space for the ones before, between and after them. */
export function stretchesOf(indexes: readonly number[], count: number): RowStretch[] {
  const parts: RowStretch[] = [];
  let next = 0;
  const skipTo = (to: number) => {
    if (to > next) parts.push({ kind: 'space', from: next, to });
  };
  for (const index of indexes) {
    skipTo(index);
    parts.push({ kind: 'row', index });
    next = index + 1;
  }
  skipTo(count);
  return parts;
}
