import { Plural, Trans } from '@lingui/react/macro';
import { waiting } from '~/app/title';
import { useReader } from '~/session/reader';
import { useStore } from '~/shared/lib/store';
import { browserZone, clocksDiffer, longDay, offset, startOf, zoneName } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { Icon } from '~/shared/ui/Icon';
import { LiveDot } from '~/shared/ui/LiveDot';

/** The day, whether it is followed live, and what waits for an answer. */
export function TodayHead({ day }: { day: string }) {
  const reader = useReader();
  const began = startOf(day, reader.zone);
  return (
    <header className="today-head">
      <div>
        <h1>
          <Trans>Hoje</Trans>
        </h1>
        <p className="muted">
          <time dateTime={day}>{longDay(began, reader)}</time>
          {clocksDiffer(began, reader.zone, browserZone()) && (
            <>
              {' · '}
              {zoneName(began, reader)} ({offset(began, reader)})
            </>
          )}
        </p>
      </div>
      <div className="row">
        <LiveDot />
        <RequestsLink />
      </div>
    </header>
  );
}

function RequestsLink() {
  const count = useStore(waiting);
  if (!count) return null;
  return (
    <Go to="requests" className="button">
      <Icon name="inbox" />
      <Plural value={count} one="# pedido" other="# pedidos" />
      <Icon name="forward" />
    </Go>
  );
}
