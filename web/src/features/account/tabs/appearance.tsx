import { useMemo } from 'react';
import { useSession } from '@/api/session';
import { useNow } from '@/lib/clock';
import { changePreferences, localeOf, usePreferences, useZone, zoneOf } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime } from '@/lib/time';
import { SelectField } from '@/ui/field';
import { Change } from '@/ui/figure';
import { Section } from '@/ui/pane';
import { Segmented } from '@/ui/segmented';
import { Switch } from '@/ui/switch';
import { SideTag } from '@/ui/tag';
import { exampleNumber, localeOptions, zoneOptions } from './appearance-options';
import { texts } from '../texts';

function TimeThere() {
  const now = useNow();
  return <>{t(texts.zoneNow, { time: formatTime(now, useZone(), now, 'clock') })}</>;
}

function NumbersAndTime() {
  const { locale, zone } = usePreferences();
  const locales = useMemo(() => localeOptions(locale), [locale]);
  const zones = useMemo(() => zoneOptions(zone), [zone]);
  const browser = (example: string) => ({ value: '', label: t(texts.asBrowser, { example }) });
  return (
    <Section title={t(texts.numbers)}>
      <div className="pair max-w-160">
        <SelectField
          label={t(texts.numberFormat)}
          options={[browser(exampleNumber(localeOf(null))), ...locales]}
          value={locale ?? ''}
          onChange={(event) => changePreferences({ locale: event.target.value || null })}
        />
        <SelectField
          label={t(texts.zone)}
          options={[browser(zoneOf(null).replaceAll('_', ' ')), ...zones]}
          value={zone ?? ''}
          onChange={(event) => changePreferences({ zone: event.target.value || null })}
        />
      </div>
      <p className="mt-2 num text-12 text-text-3">
        <TimeThere />
      </p>
    </Section>
  );
}

/** How everything looks; each choice is shown at once. */
export function Appearance() {
  const { theme, palette, density, shortcuts } = usePreferences();
  const signedIn = useSession()?.account != null;
  return (
    <>
      <Section title={t(texts.theme)}>
        <Segmented
          label={t(texts.theme)}
          options={[
            { value: 'system', label: t(texts.themeSystem) },
            { value: 'dark', label: t(texts.themeDark) },
            { value: 'light', label: t(texts.themeLight) },
          ]}
          value={theme}
          onChange={(value) => changePreferences({ theme: value })}
        />
      </Section>
      <Section title={t(texts.palette)}>
        <div className="flex flex-wrap items-center gap-3">
          <Segmented
            label={t(texts.palette)}
            options={[
              { value: 'green-red', label: t(texts.greenRed) },
              { value: 'blue-orange', label: t(texts.blueOrange) },
            ]}
            value={palette}
            onChange={(value) => changePreferences({ palette: value })}
          />
          <span className="flex gap-3" aria-hidden="true">
            <Change percent="1.84" />
            <Change percent="-2.41" />
            <SideTag side="BUY" />
            <SideTag side="SELL" />
          </span>
        </div>
        <p className="mt-2 text-12 text-text-3">{t(texts.paletteText)}</p>
      </Section>
      <Section title={t(texts.density)}>
        <Segmented
          label={t(texts.density)}
          options={[
            { value: 'comfortable', label: t(texts.comfortable) },
            { value: 'compact', label: t(texts.compact) },
          ]}
          value={density}
          onChange={(value) => changePreferences({ density: value })}
        />
      </Section>
      <NumbersAndTime />
      <Section title={t(texts.keyboard)}>
        <div className="flex items-center gap-3">
          <Switch
            label={t(texts.singleKeys)}
            on={shortcuts}
            onChange={(on) => changePreferences({ shortcuts: on })}
          />
          <span className="font-medium">{t(texts.singleKeys)}</span>
        </div>
        <p className="account-text mt-2">{t(texts.singleKeysText, { key: '?' })}</p>
      </Section>
      <Section>
        <p className="text-12 text-text-3">{t(signedIn ? texts.keptWithAccount : texts.keptInBrowser)}</p>
      </Section>
    </>
  );
}
