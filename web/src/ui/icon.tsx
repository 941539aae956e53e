/** Shapes on a 16 px grid, 1.5 px strokes. */
const shapes = {
  markets: (
    <>
      <path d="M2 4h12M2 8h12M2 12h8" />
    </>
  ),
  chart: (
    <>
      <path d="M4.5 2v2m0 7v3M3 4h3v7H3zM11.5 1v4m0 6v3M10 5h3v6h-3z" />
    </>
  ),
  portfolio: (
    <>
      <path d="M8 2a6 6 0 1 0 6 6H8z" />
      <path d="M10.5 2.6A6 6 0 0 1 13.4 5.5h-2.9z" />
    </>
  ),
  journal: (
    <>
      <path d="M3.5 2h9v12h-9zM6 5h4M6 8h4" />
    </>
  ),
  data: (
    <>
      <path d="M2 4h12M2 8h5m3 0h4M2 12h8m3 0h1" />
    </>
  ),
  more: (
    <>
      <circle cx="3" cy="8" r=".8" />
      <circle cx="8" cy="8" r=".8" />
      <circle cx="13" cy="8" r=".8" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3.5 3.5" />
    </>
  ),
  bell: (
    <>
      <path d="M3 11.5h10c-1-1-1.3-2-1.3-4.2C11.7 4.5 10 3 8 3S4.3 4.5 4.3 7.3c0 2.2-.3 3.2-1.3 4.2zM6.7 13.7h2.6" />
    </>
  ),
  theme: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1v1.5m0 11V15M1 8h1.5m11 0H15M3 3l1 1m8 8 1 1m0-10-1 1m-8 8-1 1" />
    </>
  ),
  account: (
    <>
      <circle cx="8" cy="5.5" r="2.7" />
      <path d="M2.8 14c.5-3 2.5-4.3 5.2-4.3s4.7 1.3 5.2 4.3" />
    </>
  ),
  star: (
    <>
      <path d="m8 2 1.8 3.8 4.200.5-3.1 2.900.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z" />
    </>
  ),
  close: (
    <>
      <path d="m4 4 8 8m0-8-8 8" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3v10M3 8h10" />
    </>
  ),
  check: (
    <>
      <path d="m3 8.5 3.3 3.3L13 5" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2 1.5 13.5h13zM8 6.5v3.2m0 1.9v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.3v3.7M8 5v.1" />
    </>
  ),
  download: (
    <>
      <path d="M8 2.5v8m-3.5-3L8 11l3.5-3.5M3 13.5h10" />
    </>
  ),
  copy: (
    <>
      <path d="M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1" />
    </>
  ),
  chevron: (
    <>
      <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
    </>
  ),
  camera: (
    <>
      <path d="M2 5h3l1-1.5h4L11 5h3v8H2z" />
      <circle cx="8" cy="8.7" r="2.3" />
    </>
  ),
  offline: (
    <>
      <path d="M2 2l12 12M4 7.5a6 6 0 0 1 2-1.3m3.5-.2c1 .3 1.800.8 2.5 1.5M6.2 10a3 3 0 0 1 3 0M1.5 5A9 9 0 0 1 4 3.4M7.5 2.5c2.6-.1 5 .8 7 2.5" />
    </>
  ),
  arrow: (
    <>
      <path d="M3 8h10m-4-4 4 4-4 4" />
    </>
  ),
  compare: (
    <>
      <path d="m1.5 11 4-5 3 3 6-6M1.5 14h13" />
    </>
  ),
  flask: (
    <>
      <path d="M6.5 2v4L2.8 13.5h10.4L9.5 6V2M5.5 2h5M4.5 10.5h7" />
    </>
  ),
  upload: (
    <>
      <path d="M8 11V3M4.5 6 8 2.5 11.5 6M3 13.5h10" />
    </>
  ),
  formula: (
    <>
      <path d="M9.5 3c-2 0-2 1-2.3 3L6 12c-.3 1.5-1 2-2 2M5 7h4.5M9 9l4 4.5M13 9l-4 4.5" />
    </>
  ),
  spinner: (
    <>
      <path d="M8 2a6 6 0 1 1-6 6" />
    </>
  ),
  trash: (
    <>
      <path d="M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9" />
    </>
  ),
  pencil: (
    <>
      <path d="m3 13 .6-2.8L10.8 3 13 5.2 5.8 12.4zM9.5 4.3l2.2 2.2" />
    </>
  ),
  refresh: (
    <>
      <path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3" />
    </>
  ),
  external: (
    <>
      <path d="M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5" />
    </>
  ),
  keyboard: (
    <>
      <path d="M1.5 4h13v8h-13zM4 6.5h.1m2.5 0h.1m2.6 0h.1m2.5 0h.1M5 9.5h6" />
    </>
  ),
  eye: (
    <>
      <path d="M1.5 8s2.3-4.5 6.5-4.5S14.5 8 14.5 8 12.2 12.5 8 12.5 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.8" />
    </>
  ),
} as const;

export type IconName = keyof typeof shapes;

/** A picture beside a text; never alone without a name on its control. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={className ? `icon ${className}` : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}

/** A candle with a flame. */
export function Logo() {
  return (
    <svg width="18" height="22" viewBox="0 0 18 22" aria-hidden="true">
      <path d="M9 4.5v4M9 18.5v3" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <rect
        x="4.8"
        y="8.5"
        width="8.4"
        height="10"
        rx="1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <circle cx="9" cy="2.4" r="2.2" fill="var(--accent)" />
    </svg>
  );
}
