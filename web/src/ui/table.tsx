import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { preferences } from '@/lib/preferences';
import { t } from '@/lib/text';
import { classNames } from './class-names';
import { texts } from './texts';

const INTERACTIVE = 'button, a, input, select, label, [role="switch"]';

/** Moves between rows with the arrow keys, and with J and K unless single keys are turned off. */
function moveRow(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const single = preferences.get().shortcuts;
  const step =
    event.key === 'ArrowDown' || (single && event.key === 'j')
      ? 1
      : event.key === 'ArrowUp' || (single && event.key === 'k')
        ? -1
        : 0;
  if (step === 0 || !(event.target instanceof HTMLElement)) return;
  if (event.target.closest('input, select, textarea')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody tr[tabindex]')];
  const row = rows.indexOf(event.target.closest('tr') ?? event.target);
  const next = rows[row + step];
  if (row < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

interface TableProps {
  label: string;
  /** Live figures do not move columns: widths come from the head. */
  fixed?: boolean;
  /** Rows hold two lines. */
  twoLines?: boolean;
  /** Names the areas of a phone's rows in the feature's own styles. */
  className?: string;
  busy?: boolean;
  /** All rows with the head, when only those that are seen are in the document. */
  rowCount?: number;
  style?: CSSProperties;
  children: ReactNode;
}

/** A table for all widths; on a phone its rows become grids. */
export function Table({ label, fixed, twoLines, className, busy, rowCount, style, children }: TableProps) {
  return (
    <table
      className={classNames('data-table', fixed && 'fixed-columns', twoLines && 'two-lines', className)}
      aria-label={label}
      aria-busy={busy || undefined}
      aria-rowcount={rowCount}
      style={style}
      onKeyDown={moveRow}
    >
      {children}
    </table>
  );
}

export type Align = 'left' | 'right' | 'center';

export interface Sort<C extends string = string> {
  readonly column: C;
  readonly descending: boolean;
}

interface ThProps<C extends string> {
  children: ReactNode;
  align?: Align;
  /** In pixels, in a table with fixed columns. */
  width?: number;
  /** Makes the head a button that sorts. */
  column?: C;
  sort?: Sort<C> | null;
  onSort?: (sort: Sort<C>) => void;
  tip?: string;
  className?: string;
}

/** The head of a column; with `onSort` a button: first largest first, then the reverse. */
export function Th<C extends string = string>({
  children,
  align = 'left',
  width,
  column,
  sort,
  onSort,
  tip,
  className,
}: ThProps<C>) {
  const sorted = column !== undefined && sort?.column === column ? sort : null;
  const direction = sorted === null ? undefined : sorted.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={classNames(align !== 'left' && align, className) || undefined}
      style={width === undefined ? undefined : { width }}
      aria-sort={direction}
      data-tip={tip}
    >
      {column !== undefined && onSort ? (
        <button
          type="button"
          onClick={() => onSort({ column, descending: sorted === null || !sorted.descending })}
        >
          {children}
          {sorted && <span aria-hidden="true">{sorted.descending ? ' ↓' : ' ↑'}</span>}
        </button>
      ) : (
        children
      )}
    </th>
  );
}

interface TrProps {
  children: ReactNode;
  /** The selected row. */
  current?: boolean;
  /** Its figures are older than expected. */
  stale?: boolean;
  /** Click: selects, else opens. */
  onSelect?: (() => void) | undefined;
  /** Enter, and click without `onSelect`. */
  onOpen?: (() => void) | undefined;
  /** Names the row in the document, as `data-row`. */
  name?: string;
  /** Its place from 1, counting the head, when not all rows are in the document. */
  rowIndex?: number | undefined;
  className?: string;
}

export function Tr({ children, current, stale, onSelect, onOpen, name, rowIndex, className }: TrProps) {
  const active = onSelect !== undefined || onOpen !== undefined;
  const click = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest(INTERACTIVE)) return;
    if (getSelection()?.isCollapsed === false) return; // text is being selected
    (onSelect ?? onOpen)?.();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    (onOpen ?? onSelect)?.();
  };
  return (
    <tr
      className={classNames(stale && 'stale', className) || undefined}
      aria-current={current ? 'true' : undefined}
      aria-rowindex={rowIndex}
      data-row={name}
      {...(active ? { tabIndex: 0, onClick: click, onKeyDown: key } : {})}
    >
      {children}
    </tr>
  );
}

interface TdProps {
  children?: ReactNode;
  align?: Align;
  /** The grid area of the cell in a phone's row. */
  area?: 'a' | 'b' | 'c' | 'd' | 'e' | 'f';
  /** Before the value on a phone, where there is no head. */
  label?: string;
  className?: string;
}

export function Td({ children, align = 'left', area, label, className }: TdProps) {
  return (
    <td
      className={classNames(align !== 'left' && align, area && `area-${area}`, className) || undefined}
      data-label={label}
    >
      {children}
    </td>
  );
}

export interface SkeletonCell {
  /** The width of the grey bar in pixels; 0 is an empty cell. */
  readonly width: number;
  readonly height?: number;
  readonly align?: Align;
  readonly area?: TdProps['area'];
  readonly className?: string;
}

/** Rows in the table's own grid while it loads. */
export function SkeletonRows({ rows, cells }: { rows: number; cells: readonly SkeletonCell[] }) {
  return (
    <>
      {Array.from({ length: rows }, (_, row) => (
        <tr key={row} aria-busy="true">
          {cells.map((cell, at) => (
            <Td
              key={at}
              align={cell.align ?? 'left'}
              {...(cell.area ? { area: cell.area } : {})}
              {...(cell.className ? { className: cell.className } : {})}
            >
              {cell.width > 0 && (
                <Skeleton width={cell.width + ((row * 7) % 3) * 8 - 8} height={cell.height ?? 12} />
              )}
            </Td>
          ))}
        </tr>
      ))}
    </>
  );
}

export function Skeleton({ width, height = 12 }: { width: number | string; height?: number }) {
  return <span className="skeleton" style={{ width, height }} />;
}

/** For screen readers, while something loads. */
export function LoadingNote() {
  return (
    <span className="sr-only" role="status">
      {t(texts.loading)}
    </span>
  );
}
