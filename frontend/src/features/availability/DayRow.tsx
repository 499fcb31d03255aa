import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '~/shared/ui/Button';
import { Icon } from '~/shared/ui/Icon';
import { Switch } from '~/shared/ui/Switch';
import { CopySheet } from './CopySheet';
import { DayPreview } from './DayPreview';
import { PeriodRow } from './PeriodRow';
import { type Minutes, periodsOn, type Weekday } from './template';
import type { Template } from './useTemplate';
import { useWeekdayNames } from './words';
import './DayRow.css';

interface DayRowProps {
  weekday: Weekday;
  template: Template;
  minutes: Minutes;
  each: boolean;
  /** Saving was tried: what is missing is said too. */
  tried: boolean;
}

/** A weekday: whether one works on it, from when to when, and the visits which that makes. */
export function DayRow({ weekday, template, minutes, each, tried }: DayRowProps) {
  const { t } = useLingui();
  const { week, change } = template;
  const name = useWeekdayNames()[weekday];
  const [copying, setCopying] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const periods = periodsOn(week, weekday);

  function focus(selector: string) {
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>(selector)?.focus());
  }
  function add() {
    change({ do: 'add', weekday, minutes });
    focus('.period:last-child input');
  }
  function remove(key: number) {
    change({ do: 'remove', weekday, key });
    focus(periods.length > 1 ? '.day-add' : '[role=switch]');
  }

  return (
    <li className="day-row" ref={row}>
      <div className="day-name">
        <h3>{name}</h3>
        <Switch
          on={week[weekday].on}
          onTurn={(on) => change({ do: 'turn', weekday, on, minutes })}
          label={t`Atendo ${name}`}
        >
          {week[weekday].on ? <Trans>Atendo</Trans> : <Trans>Não atendo</Trans>}
        </Switch>
      </div>
      {periods.length > 0 && (
        <>
          <div className="day-periods">
            {periods.map((period, at) => (
              <PeriodRow
                key={period.key}
                period={period}
                name={t`${name}, período ${at + 1}`}
                template={template}
                weekday={weekday}
                each={each}
                tried={tried}
                onRemove={() => remove(period.key)}
              />
            ))}
          </div>
          <div className="day-actions">
            <Button kind="bare" className="day-add" aria-label={t`Mais um período, ${name}`} onClick={add}>
              <Icon name="plus" /> <Trans>Período</Trans>
            </Button>
            <Button
              kind="bare"
              aria-label={t`Copiar ${name} para outros dias`}
              onClick={() => setCopying(true)}
            >
              <Trans>Copiar</Trans>
            </Button>
          </div>
          <DayPreview week={week} weekday={weekday} />
        </>
      )}
      {copying && <CopySheet weekday={weekday} change={change} onClose={() => setCopying(false)} />}
    </li>
  );
}
