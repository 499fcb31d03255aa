import { Plural, Trans } from '@lingui/react/macro';
import { useReader } from '~/session/reader';
import { dayOf, mondayOf } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { LocalTime } from '~/shared/ui/LocalTime';
import { Notice } from '~/shared/ui/Notice';
import type { PublishSlotsMutation } from './ExtraForm.gen';

type Answer = PublishSlotsMutation['publishSlots'];
type SlotOf = Extract<Answer, { __typename: 'SlotsPublished' }>['slots'][number];

/** What came of publishing. What is wrong with a field is said there. */
export function ExtraAnswer({ answer }: { answer: Answer }) {
  if (answer.__typename === 'SlotsPublished') return <Published slots={answer.slots} />;
  return answer.__typename === 'SlotsOverlap' ? <Overlap conflicts={answer.conflicts} /> : null;
}

function Published({ slots }: { slots: readonly SlotOf[] }) {
  const { zone } = useReader();
  const first = slots[0];
  return (
    <Notice kind="ok">
      <p>
        <Plural
          value={slots.length}
          one="# horário publicado. Pacientes já podem marcá-lo."
          other="# horários publicados. Pacientes já podem marcá-los."
        />
      </p>
      {first && (
        <Go to="week" search={{ de: mondayOf(dayOf(first.startsAt, zone)) }}>
          <Trans>Ver na semana</Trans>
        </Go>
      )}
    </Notice>
  );
}

function Overlap({ conflicts }: { conflicts: readonly SlotOf[] }) {
  return (
    <Notice kind="bad">
      <p>
        <Trans>Nada foi publicado: estes horários seus já estão nesse período.</Trans>
      </p>
      <ul className="conflicts">
        {conflicts.map(({ id, startsAt, endsAt, status }) => (
          <li key={id}>
            <LocalTime at={startsAt} />–<LocalTime at={endsAt} as="hour" />,{' '}
            {status === 'FREE' ? <Trans>livre</Trans> : <Trans>com paciente</Trans>}
          </li>
        ))}
      </ul>
      <p>
        <Trans>Mude o início ou a quantidade, ou retire os livres na semana.</Trans>
      </p>
    </Notice>
  );
}
