import { ApiError } from '@/api/error';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { ErrorPane } from '@/ui/pane';
import { LoadingNote, Skeleton } from '@/ui/table';
import type { SourceState } from './candle-source';
import { texts } from './texts';

const LINES = ['70%', '52%', '61%', '40%', '56%'];

/** Grey lines where the candles will be. */
export function PlotLoading() {
  return (
    <div className="plot-cover plot-loading" aria-busy="true">
      <LoadingNote />
      {LINES.map((width) => (
        <Skeleton key={width} width={width} height={10} />
      ))}
      <Skeleton width="100%" height={180} />
    </div>
  );
}

interface PlotStatesProps {
  state: SourceState;
  pair: string;
  onRetry: () => void;
  empty: React.ReactNode;
}

/** What lies over the plot while it has no candles, or while more of them load. */
export function PlotStates({ state, pair, onRetry, empty }: PlotStatesProps) {
  switch (state.kind) {
    case 'loading':
      return <PlotLoading />;
    case 'empty':
      return <div className="plot-cover">{empty}</div>;
    case 'failed': {
      const error =
        state.error instanceof ApiError ? state.error : { message: String(state.error), code: 'ERROR' };
      return (
        <div className="plot-cover">
          <ErrorPane title={t(texts.loadFailed, { pair })} error={error} onRetry={onRetry}>
            {error.code === 'UNREACHABLE' ? t(texts.unreachable) : undefined}
          </ErrorPane>
        </div>
      );
    }
    case 'ready':
      if (state.fault)
        return (
          <div className="plot-note" role="status">
            <Icon name="warning" />
            {t(texts.pageFault)}
            <Button small onClick={onRetry}>
              {t(texts.again)}
            </Button>
          </div>
        );
      return state.loading ? (
        <div className="plot-note quiet" role="status">
          <Icon name="spinner" className="spinner" />
          {t(texts.loadingPage)}
        </div>
      ) : null;
  }
}
