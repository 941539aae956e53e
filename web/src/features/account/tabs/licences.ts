/** What the interface is built with: the library, its licence, and where it is. */
export const LICENCES: readonly (readonly [library: string, licence: string, address: string])[] = [
  ['TradingView Lightweight Charts™', 'Apache 2.0', 'https://github.com/tradingview/lightweight-charts'],
  ['React', 'MIT', 'https://react.dev'],
  ['TanStack Query, Router, Table and Virtual', 'MIT', 'https://tanstack.com'],
  ['Radix Primitives', 'MIT', 'https://www.radix-ui.com/primitives'],
  ['React Hook Form', 'MIT', 'https://react-hook-form.com'],
  ['Lingui', 'MIT', 'https://lingui.dev'],
  ['cmdk', 'MIT', 'https://github.com/pacocoursey/cmdk'],
  ['openapi-fetch', 'MIT', 'https://openapi-ts.dev'],
  ['big.js', 'MIT', 'https://github.com/MikeMcl/big.js'],
  ['Tailwind CSS', 'MIT', 'https://tailwindcss.com'],
  ['IBM Plex Sans', 'SIL Open Font License 1.1', 'https://github.com/IBM/plex'],
];
