import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '~/shared/ui/Button';
import { Sheet } from '~/shared/ui/Sheet';
import type { Change } from './edit';
import { WEEKDAYS, type Weekday } from './template';
import { useWeekdayNames } from './words';

interface CopySheetProps {
  weekday: Weekday;
  change: (change: Change) => void;
  onClose: () => void;
}

/** A day's periods, put in the place of other days'. */
export function CopySheet({ weekday, change, onClose }: CopySheetProps) {
  const names = useWeekdayNames();
  const name = names[weekday];
  const [to, setTo] = useState<readonly Weekday[]>([]);
  const others = WEEKDAYS.filter((each) => each !== weekday);

  function copy() {
    change({ do: 'copy', weekday, to });
    onClose();
  }

  return (
    <Sheet title={<Trans>Copiar {name} para</Trans>} onClose={onClose}>
      <fieldset>
        <legend className="sr-only">
          <Trans>Dias</Trans>
        </legend>
        {others.map((each) => (
          <label key={each} className="tick">
            <input
              type="checkbox"
              checked={to.includes(each)}
              onChange={({ target }) =>
                setTo(target.checked ? [...to, each] : to.filter((other) => other !== each))
              }
            />
            {names[each]}
          </label>
        ))}
      </fieldset>
      <p className="muted">
        <Trans>Os períodos desses dias são substituídos. Nada vale antes de salvar.</Trans>
      </p>
      <div className="row">
        <Button kind="primary" disabled={to.length === 0} onClick={copy}>
          <Trans>Copiar</Trans>
        </Button>
        <Button onClick={onClose}>
          <Trans>Voltar</Trans>
        </Button>
      </div>
    </Sheet>
  );
}
