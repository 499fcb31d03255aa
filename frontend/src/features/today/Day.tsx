import { Trans } from '@lingui/react/macro';
import { DayRow } from './DayRow';
import { isCalledOff, type Moment, orderOfDay, spotlit } from './day';
import { FreeTime } from './FreeTime';
import { LateVisits } from './LateVisits';
import { QuietDay } from './QuietDay';
import { Spotlight } from './Spotlight';
import type { TodayQuery } from './TodayPage.gen';

type DayVisit = TodayQuery['day']['nodes'][number];

/** What is now or next first and large, then the day by the clock, then what is still open from before. */
export function Day({ data, began, now }: { data: TodayQuery; began: string; now: number }) {
  const visits = data.day.nodes;
  const free = data.viewer?.__typename === 'Doctor' ? data.viewer.slots : [];
  const moments = orderOfDay(visits, free, began, now);
  const first = spotlit([...data.late.nodes, ...visits], now);
  const quiet = visits.every(isCalledOff);
  return (
    <>
      {first && <Spotlight appointment={first} now={now} />}
      {quiet && !first && <QuietDay free={freeSlots(moments)} next={data.later.nodes[0]} />}
      {moments.length > 0 && <InOrder moments={moments} first={first?.id} />}
      <LateVisits visits={data.late.nodes.filter(({ id }) => id !== first?.id)} />
    </>
  );
}

function freeSlots(moments: readonly Moment<DayVisit>[]): number {
  return moments.reduce((sum, each) => sum + (each.kind === 'free' ? each.slots : 0), 0);
}

interface InOrderProps {
  moments: readonly Moment<DayVisit>[];
  first: string | undefined;
}

function InOrder({ moments, first }: InOrderProps) {
  return (
    <section className="today-order" aria-labelledby="today-order">
      <h2 id="today-order">
        <Trans>O dia em ordem</Trans>
      </h2>
      <ol className="day-rows">
        {moments.map((each) =>
          each.kind === 'free' ? (
            <FreeTime key={each.startsAt} {...each} />
          ) : (
            <DayRow key={each.visit.id} appointment={each.visit} spotlit={each.visit.id === first} />
          ),
        )}
      </ol>
    </section>
  );
}
