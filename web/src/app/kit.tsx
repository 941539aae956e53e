import { useState } from 'react';
import type { ReactNode } from 'react';
import { messages } from '@/lib/text';
import { RichText } from '@/ui/rich-text';
import { changePreferences, usePreferences } from '@/lib/preferences';
import { Banner } from '@/ui/banner';
import { Button, IconButton } from '@/ui/button';
import { Chip, ToggleChip } from '@/ui/chip';
import { CoverageBar, CoverageLegend } from '@/ui/coverage-bar';
import { Dialog, Drawer } from '@/ui/dialog';
import { AreaField, NumberField, PasswordField, SearchField, SelectField, TextField } from '@/ui/field';
import { Change, Figure, LiveFigure, Money, NotKnown, Volume } from '@/ui/figure';
import { Icon } from '@/ui/icon';
import { InstrumentName } from '@/ui/instrument-name';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/ui/menu';
import { Empty, ErrorPane, LoadingLines, Pane, PaneHead, Section } from '@/ui/pane';
import { Popover } from '@/ui/popover';
import { Progress } from '@/ui/progress';
import { RangeMarker } from '@/ui/range-marker';
import { Segmented } from '@/ui/segmented';
import { Sparkline } from '@/ui/sparkline';
import { Switch } from '@/ui/switch';
import type { Sort } from '@/ui/table';
import { SkeletonRows, Table, Td, Th, Tr } from '@/ui/table';
import { Tabs } from '@/ui/tabs';
import { SideTag, SimulatedTag, Tag } from '@/ui/tag';
import { VirtualRows } from '@/ui/virtual-rows';
import { Age, Time, ZoneName } from '@/ui/time';
import { showToast } from '@/ui/toast';

/* Every component in every state; only while developing, so its words are not texts. */

const example = messages('kit', { rich: 'Nothing is called <0>{name}</0>.' }).rich;

const Row = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-3">{children}</div>
);

function Buttons() {
  return (
    <Section title="Buttons">
      <Row>
        <Button kind="primary">Primary</Button>
        <Button>Secondary</Button>
        <Button kind="ghost">Ghost</Button>
        <Button kind="buy">▲ Log BUY</Button>
        <Button kind="sell">▼ Log SELL</Button>
        <Button kind="danger">Revoke</Button>
        <Button reason="A token needs a name.">Not possible</Button>
        <Button kind="primary" icon="plus" busy>
          Busy
        </Button>
        <Button busy>Busy without icon</Button>
        <Button small icon="download">
          Small
        </Button>
        <IconButton icon="camera" label="Save picture" />
        <IconButton icon="star" label="Watch" aria-pressed filled />
        <IconButton icon="star" label="Watch" aria-pressed={false} filled />
        <IconButton icon="bell" label="3 new alerts" count={3} />
        <IconButton icon="trash" label="Delete" reason="Only the owner can." />
      </Row>
    </Section>
  );
}

const INTERVALS = ['1m', '5m', '15m', '1h', '4h', '1d', '1w'].map((value) => ({ value, label: value }));

function Controls() {
  const [interval, setInterval] = useState('1h');
  const [on, setOn] = useState(true);
  return (
    <Section title="Choices">
      <Row>
        <Segmented label="Interval" options={INTERVALS} value={interval} onChange={setInterval} />
        <Segmented
          label="Scope"
          value="a"
          onChange={() => undefined}
          options={[
            { value: 'a', label: 'All' },
            { value: 'b', label: 'Held', reason: 'Sign in to see what you hold.' },
          ]}
        />
        <Switch label="Follow" on={on} onChange={setOn} />
        <Switch label="Follow" on={!on} onChange={(next) => setOn(!next)} />
        <Switch label="Follow" on={false} onChange={() => undefined} reason="Posted candles have no feed." />
        <Chip label="SMA 20" swatch="ind-1" onRemove={() => undefined} />
        <Chip label="RSI 14" swatch="ind-3" />
        <ToggleChip label="Closed" on={on} onChange={setOn} />
      </Row>
      <Tabs
        label="Example"
        tabs={[
          { id: 'a', label: 'Holdings', content: <p className="py-2">The first.</p> },
          { id: 'b', label: 'Transactions', content: <p className="py-2">The second.</p> },
        ]}
      />
    </Section>
  );
}

function Fields() {
  return (
    <Section title="Fields">
      <div className="grid gap-3 tab:grid-cols-2 desk:grid-cols-4">
        <SearchField label="Search" placeholder="Any name: bitcoin, XBT, BTC-USD" after={<kbd>/</kbd>} />
        <TextField label="Name" placeholder="Any name" hint="Shown to you only" />
        <NumberField label="Quantity" defaultValue="0" after="BTC" error="Must be more than 0." />
        <PasswordField label="Password" defaultValue="hunter2hunter2" />
        <SelectField
          label="Venue"
          options={[
            { value: 'binance', label: 'Binance' },
            { value: 'kraken', label: 'Kraken' },
          ]}
        />
        <TextField label="Read-only" defaultValue="cw_…3JgU" readOnly />
        <AreaField label="Note" placeholder="Why this trade?" />
      </div>
    </Section>
  );
}

function Figures() {
  const [price, setPrice] = useState('89450.12');
  return (
    <Section title="Tags and figures">
      <Row>
        <SideTag side="BUY" />
        <SideTag side="SELL" />
        <SimulatedTag />
        <Tag kind="waiting">waiting</Tag>
        <Tag kind="failed">failed</Tag>
        <Tag kind="done">done</Tag>
        <Tag kind="running">running</Tag>
        <Tag>trend</Tag>
        <Figure value="0.35000000" unit="BTC" />
        <Figure value="0.00001234" unit="USDT" />
        <Money value="1132.5351" unit="USD" toned />
        <Money value="-815.61" unit="USD" toned />
        <Money value="0.0004" unit="USD" toned />
        <Change percent="1.84" />
        <Change percent="-2.41" />
        <Change percent="0" />
        <Figure value="0.438215" stale />
        <NotKnown reason="No venue has published a price of KAS yet. CoinGecko is read again in 48 s." />
        <Volume value="1904812377.40" unit="USDT" />
        <span className="big">
          <LiveFigure value={price} unit="USDT" />
        </span>
        <Button
          small
          onClick={() =>
            setPrice((old) =>
              old === '89450.12' ? '89451.30' : old === '89451.30' ? '89400.05' : '89450.12',
            )
          }
        >
          Tick
        </Button>
        <Time at="2025-11-19T10:02:00Z" />
        <RichText
          text={example}
          values={{ name: 'dodge' }}
          parts={[<b key="0" className="font-semibold" />]}
        />
        <Time at="2026-03-12T14:32:07Z" style="exact" zoned />
        <ZoneName />
        <span className="dot" />
        <span className="dot waiting" />
        <span className="dot down" />
        <span className="dot idle" />
      </Row>
    </Section>
  );
}

interface MarketLine {
  base: string;
  quote: string;
  name: string;
  price: string | null;
  change: string | null;
  low: string;
  high: string;
  volume: string | null;
  ageSeconds: number;
}

const LINES: readonly MarketLine[] = [
  { base: 'BTC', quote: 'USDT', name: 'Bitcoin · Binance', price: '89450.12', change: '1.84', low: '87218.40', high: '90104.77', volume: '1904812377.40', ageSeconds: 0 },
  { base: 'ETH', quote: 'USDT', name: 'Ethereum · Binance', price: '3184.57', change: '-0.62', low: '3141.02', high: '3229.90', volume: '996471204.11', ageSeconds: 1 },
  { base: 'ADA', quote: 'USD', name: 'Cardano · Kraken', price: '0.438215', change: '-0.27', low: '0.432100', high: '0.444900', volume: '16704952.49', ageSeconds: 248 },
  { base: 'SHIB', quote: 'USDT', name: 'Shiba Inu · Binance', price: '0.00001234', change: '4.66', low: '0.00001172', high: '0.00001249', volume: '18290349.29', ageSeconds: 2 },
  { base: 'KAS', quote: 'USD', name: 'Kaspa · CoinGecko', price: null, change: null, low: '0', high: '0', volume: null, ageSeconds: 0 },
]; // prettier-ignore

const CELLS = [
  { width: 80, area: 'a' },
  { width: 84, align: 'right', area: 'b' },
  { width: 56, align: 'right', area: 'c' },
  { width: 104, className: 'max-tab:hidden' },
  { width: 86, align: 'right', className: 'max-tab:hidden' },
  { width: 100, height: 20, className: 'max-tab:hidden' },
  { width: 34, align: 'right', className: 'max-tab:hidden' },
] as const;

const COURSE = Array.from({ length: 42 }, (_, at) =>
  at > 17 && at < 22 ? null : Math.sin(at / 5) + at / 20,
);

function Head({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  return (
    <thead>
      <tr>
        <Th>Instrument</Th>
        <Th align="right" width={128} column="last" sort={sort} onSort={onSort}>
          Last price
        </Th>
        <Th align="right" width={96} column="change" sort={sort} onSort={onSort}>
          24 h
        </Th>
        <Th width={126}>Range 24 h</Th>
        <Th align="right" width={132}>
          Volume 24 h
        </Th>
        <Th width={134}>7 days</Th>
        <Th align="right" width={92}>
          Age
        </Th>
      </tr>
    </thead>
  );
}

function Tables() {
  const [sort, setSort] = useState<Sort>({ column: 'change', descending: true });
  const [current, setCurrent] = useState(0);
  const [now] = useState(() => Date.now());
  return (
    <>
      <Table label="Example" fixed twoLines className="price-rows">
        <Head sort={sort} onSort={setSort} />
        <tbody>
          {LINES.map((line, at) => (
            <Tr
              key={line.base}
              current={at === current}
              stale={line.ageSeconds > 100}
              onSelect={() => setCurrent(at)}
              onOpen={() => showToast(`${line.base} opened.`)}
            >
              <Td area="a">
                <InstrumentName base={line.base} quote={line.quote}>
                  {line.name}
                </InstrumentName>
              </Td>
              <Td align="right" area="b">
                <LiveFigure
                  value={line.price}
                  reason="No venue has published a price yet."
                  className="text-14"
                />
              </Td>
              <Td align="right" area="c">
                <Change percent={line.change} reason="A change needs a price 24 hours ago." />
              </Td>
              <Td className="max-tab:hidden">
                <RangeMarker low={line.low} high={line.high} value={line.price} unit={line.quote} />
              </Td>
              <Td align="right" className="max-tab:hidden">
                <Volume value={line.volume} unit={line.quote} reason="No volume without a venue." />
              </Td>
              <Td className="max-tab:hidden">
                <Sparkline values={COURSE} />
              </Td>
              <Td align="right" className="max-tab:hidden">
                <Age
                  at={line.price === null ? null : now - line.ageSeconds * 1000}
                  expectedSeconds={10}
                  staleReason="Kraken’s feed is silent."
                />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <Table label="Loading" fixed twoLines busy className="price-rows">
        <Head sort={sort} onSort={setSort} />
        <tbody>
          <SkeletonRows rows={3} cells={CELLS} />
        </tbody>
      </Table>
    </>
  );
}

const MANY = Array.from({ length: 2000 }, (_, at) => ({ name: `C${at}`, price: `${at}.50` }));

function LongTable() {
  return (
    <Table label="Many" fixed className="price-rows" rowCount={MANY.length + 1}>
      <thead>
        <tr>
          <Th>2,000 rows</Th>
          <Th align="right" width={128}>
            Last price
          </Th>
        </tr>
      </thead>
      <VirtualRows rows={MANY} rowHeight={40}>
        {(row, index) => (
          <Tr key={row.name} rowIndex={index + 2} onOpen={() => undefined}>
            <Td area="a">{row.name}</Td>
            <Td area="b" align="right">
              <Figure value={row.price} />
            </Td>
          </Tr>
        )}
      </VirtualRows>
    </Table>
  );
}

const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString();
const SPANS = [
  { from: day(0), to: day(20), state: 'confirmed_empty' },
  { from: day(20), to: day(160), state: 'covered' },
  { from: day(160), to: day(161), state: 'failed' },
  { from: day(161), to: day(180), state: 'covered' },
  { from: day(180), to: day(200), state: 'missing' },
  { from: day(200), to: day(220), state: 'unavailable' },
] as const;

function Coverage() {
  return (
    <Section title="Coverage and progress" className="grid gap-3">
      <CoverageLegend />
      <CoverageBar label="91.83% covered, 9,120 missing, 1 failed" spans={SPANS} />
      <CoverageBar label="91.83% covered, 9,120 missing, 1 failed" spans={SPANS} tall />
      <Progress label="SOL/USDT 15m" share={0.56} />
      <Progress label="XBT/USD 1m" share={0.18} state="waiting" />
      <Progress label="PEPE/USDT 5m" share={0.48} state="failed" />
      <Progress label="BTC/USDT 1m" share={1} state="done" />
    </Section>
  );
}

function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'drawer' | null>(null);
  const [choice, setChoice] = useState('a');
  const close = () => setOpen(null);
  return (
    <Section title="Overlays">
      <Row>
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button onClick={() => setOpen('drawer')}>Drawer</Button>
        <Popover label="Alerts" trigger={<Button>Popover</Button>}>
          <PaneHead>
            <h2>Alerts</h2>
          </PaneHead>
          <p className="p-4">Nothing is waiting.</p>
        </Popover>
        <Menu
          label="Export"
          trigger={
            <Button kind="ghost">
              Menu <Icon name="chevron" />
            </Button>
          }
        >
          <MenuItem icon="download">CSV</MenuItem>
          <MenuItem icon="download" disabled>
            Parquet
          </MenuItem>
          <MenuLine />
          <MenuChoice
            label="Scale"
            value={choice}
            onChange={setChoice}
            options={[
              { value: 'a', label: 'Linear' },
              { value: 'b', label: 'Logarithmic' },
            ]}
          />
          <MenuLine />
          <MenuItem icon="trash" danger>
            Delete
          </MenuItem>
        </Menu>
        <Button onClick={() => showToast('Revoked.', { undo: () => showToast('It is back.') })}>Toast</Button>
        <Button onClick={() => showToast('Binance did not answer.', { wrong: true })}>Failed toast</Button>
      </Row>
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title="Log a trade"
        aside={<SideTag side="BUY" />}
        onSubmit={close}
        foot={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button kind="buy" type="submit">
              ▲ Log BUY
            </Button>
          </>
        }
      >
        <TextField label="Instrument" defaultValue="BTC/USDT" />
        <NumberField label="Quantity" defaultValue="0.12500000" after="BTC" hint="up to 18 decimals" />
        <p className="text-12 text-text-3">Candlewick records trades. It never sends an order.</p>
      </Dialog>
      <Drawer open={open === 'drawer'} onClose={close} title="Total value">
        <Section>
          <span className="big">
            <Money value="63457.081" unit="USD" />
          </span>
        </Section>
        <Section title="Where it comes from">
          <dl className="facts">
            <dt>Prices</dt>
            <dd>CoinGecko, polled every 60 s</dd>
            <dt>Valued at</dt>
            <dd>
              <Time at="2026-03-12T14:32:07Z" style="exact" zoned />
            </dd>
          </dl>
        </Section>
      </Drawer>
    </Section>
  );
}

const FAILURE = {
  message: 'Binance did not answer within 10 seconds.',
  code: 'PROVIDER_TIMEOUT',
  requestId: '7f3a-19c2',
  at: 1_773_325_927_000,
};

function Looks() {
  const { theme, palette, density } = usePreferences();
  const options = <T extends string>(...values: T[]) => values.map((value) => ({ value, label: value }));
  return (
    <PaneHead>
      <h1>Kit</h1>
      <div className="flex flex-wrap gap-2">
        <Segmented
          label="Theme"
          options={options('system', 'dark', 'light')}
          value={theme}
          onChange={(next) => changePreferences({ theme: next })}
        />
        <Segmented
          label="Palette"
          options={options('green-red', 'blue-orange')}
          value={palette}
          onChange={(next) => changePreferences({ palette: next })}
        />
        <Segmented
          label="Density"
          options={options('comfortable', 'compact')}
          value={density}
          onChange={(next) => changePreferences({ density: next })}
        />
      </div>
    </PaneHead>
  );
}

export function KitPage() {
  return (
    <>
      <Banner kind="stale" action={<Button small>Venues</Button>}>
        <b className="font-semibold">Kraken has been silent since 14:27:59 UTC.</b> Its last price is shown.
      </Banner>
      <Banner kind="offline" action={<Button small>Try now</Button>}>
        <b className="font-semibold">No connection to the server since 14:31:40 UTC.</b> What you see is from
        then.
      </Banner>
      <Banner kind="simulated" action={<Button small>Remove it all</Button>}>
        These prices are invented and the account is a demo.
      </Banner>
      <div className="panes">
        <Pane label="Kit">
          <Looks />
          <Buttons />
          <Controls />
          <Fields />
          <Figures />
          <Tables />
          <Coverage />
          <Overlays />
          <LoadingLines />
        </Pane>
        <div className="panes tab:grid-cols-2">
          <Pane label="Empty">
            <Empty
              icon="chart"
              title="No candles of BTC/USDT 1h yet"
              actions={<Button kind="primary">Fetch two years</Button>}
            >
              A backfill fetches the past from Binance and keeps it here. Two years of 1h candles are 17,520
              candles.
            </Empty>
          </Pane>
          <Pane label="Error">
            <ErrorPane title="The candles did not load" error={FAILURE} onRetry={() => undefined}>
              Binance did not answer within 10 seconds. What is stored, up to 10 Mar 20:00, can still be
              shown.
            </ErrorPane>
          </Pane>
        </div>
        <Pane label="A long table">
          <LongTable />
        </Pane>
      </div>
    </>
  );
}
