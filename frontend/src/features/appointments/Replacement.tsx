import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Go } from '~/shared/ui/Go';
import { ReplacementDocument } from './Replacement.gen';

/** The way to the appointment that took the place of this one, as soon as it is known. */
export function Replacement({ of, since }: { of: string; since: string }) {
  const [{ data }] = useQuery({ query: ReplacementDocument, variables: { since } });
  const found = data?.appointments.nodes.find(({ rescheduledFrom }) => rescheduledFrom?.id === of);
  if (!found) return null;
  return (
    <Go to="appointment" params={{ id: found.id }} className="button primary">
      <Trans>Ver o novo horário</Trans>
    </Go>
  );
}
