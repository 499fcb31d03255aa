/** Absences and extra slots, from what is typed to instants. Pure. */
import { dayOf, instantShown, plusDays, plusMinutes, startOf } from '~/shared/lib/time';
import { GAP_MINUTES, VISIT_MINUTES, within } from './check';

export interface AbsenceDraft {
  wholeDays: boolean;
  firstDay: string;
  lastDay: string;
  startsAt: string;
  endsAt: string;
  note: string;
}
type Part<Draft> = keyof Draft & string;
export type Checked<Draft, Problem, Value> =
  | { value: Value; problems?: undefined }
  | { value?: undefined; problems: Partial<Record<Part<Draft>, Problem>> };

export type AbsenceProblem = 'missing' | 'skipped' | 'endBeforeStart' | 'past';
interface Span {
  startsAt: string;
  endsAt: string;
}

/** Whole days are from the first midnight to the one after the last day. */
export function absenceOf(
  draft: AbsenceDraft,
  zone: string,
  now: number,
): Checked<AbsenceDraft, AbsenceProblem, Span> {
  const asked: Part<AbsenceDraft>[] = ['firstDay', 'lastDay', ...(draft.wholeDays ? [] : TIMES)];
  const missing = asked.filter((part) => !draft[part]);
  if (missing.length) return { problems: Object.fromEntries(missing.map((part) => [part, 'missing'])) };
  const [startsAt, endsAt] = endsOf(draft, zone);
  if (!startsAt) return { problems: { startsAt: 'skipped' } };
  if (!endsAt) return { problems: { endsAt: 'skipped' } };
  const last = draft.wholeDays || draft.lastDay < draft.firstDay ? 'lastDay' : 'endsAt';
  if (Date.parse(endsAt) <= Date.parse(startsAt)) return { problems: { [last]: 'endBeforeStart' } };
  return Date.parse(endsAt) <= now ? { problems: { [last]: 'past' } } : { value: { startsAt, endsAt } };
}

const TIMES = ['startsAt', 'endsAt'] as const;

function endsOf(draft: AbsenceDraft, zone: string): (string | undefined)[] {
  return draft.wholeDays
    ? [startOf(draft.firstDay, zone), startOf(plusDays(draft.lastDay, 1), zone)]
    : [instantShown(draft.firstDay, draft.startsAt, zone), instantShown(draft.lastDay, draft.endsAt, zone)];
}

/** Whether it is of whole days there: then hours need not be said. */
export function isWholeDays({ startsAt, endsAt }: Span, zone: string): boolean {
  return [startsAt, endsAt].every(
    (instant) => Date.parse(startOf(dayOf(instant, zone), zone)) === Date.parse(instant),
  );
}

export function overlaps(one: Span, other: Span): boolean {
  return (
    Date.parse(one.startsAt) < Date.parse(other.endsAt) && Date.parse(other.startsAt) < Date.parse(one.endsAt)
  );
}

export interface ExtraDraft {
  day: string;
  startsAt: string;
  visitMinutes: string;
  gapMinutes: string;
  count: string;
}
export type ExtraProblem = 'missing' | 'skipped' | 'past' | 'visitMinutes' | 'gapMinutes' | 'count';
export const COUNT = { least: 1, most: 48 };

/** One visit after another, of real minutes, from a wall-clock time on. */
export function extrasOf(
  draft: ExtraDraft,
  zone: string,
  now: number,
): Checked<ExtraDraft, ExtraProblem, Span[]> {
  const visit = within(draft.visitMinutes, VISIT_MINUTES);
  const gap = within(draft.gapMinutes, GAP_MINUTES);
  const count = within(draft.count, COUNT);
  const problems: Partial<Record<keyof ExtraDraft, ExtraProblem>> = {
    ...(visit === undefined && { visitMinutes: 'visitMinutes' }),
    ...(gap === undefined && { gapMinutes: 'gapMinutes' }),
    ...(count === undefined && { count: 'count' }),
    ...(!draft.day && { day: 'missing' }),
    ...(!draft.startsAt && { startsAt: 'missing' }),
  };
  if (visit === undefined || gap === undefined || count === undefined || !draft.day || !draft.startsAt)
    return { problems };
  const first = instantShown(draft.day, draft.startsAt, zone);
  if (!first) return { problems: { startsAt: 'skipped' } };
  if (Date.parse(first) <= now) return { problems: { startsAt: 'past' } };
  return { value: Array.from({ length: count }, (_, at) => slot(first, at * (visit + gap), visit)) };
}

function slot(first: string, after: number, length: number): Span {
  return { startsAt: plusMinutes(first, after), endsAt: plusMinutes(first, after + length) };
}
