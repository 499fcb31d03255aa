import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Deadline } from '~/shared/appointments/Deadline';
import { DoctorActions } from '~/shared/appointments/DoctorActions';
import { HowItEnded } from '~/shared/appointments/HowItEnded';
import { useNow } from '~/shared/lib/now';
import { fromNow } from '~/shared/lib/time';
import { Go } from '~/shared/ui/Go';
import { Icon } from '~/shared/ui/Icon';
import { LocalTime } from '~/shared/ui/LocalTime';
import { StatusTag } from '~/shared/ui/StatusTag';
import { type RequestCardFragment, RequestNowDocument } from './RequestCard.gen';
import { RequestFacts } from './RequestFacts';
import './RequestCard.css';

const MINUTE_MS = 60_000;
const ANSWERS = ['accept', 'decline'] as const;

interface RequestCardProps {
  request: RequestCardFragment;
  /** Answered, or lapsed, or called off since it was shown. */
  left: boolean;
  /** It came while the page was open. */
  fresh: boolean;
}

export function RequestCard({ request, left, fresh }: RequestCardProps) {
  const current = useAsItIsNow(request, left);
  const { id, status, slot, patient, expiresAt } = current;
  const waits = status === 'PENDING';
  const heading = `request-${id}`;
  return (
    <li>
      <article
        className={`request-card card ${waits ? '' : 'answered'}`}
        data-request={id}
        data-item
        aria-labelledby={heading}
        tabIndex={-1}
      >
        <header>
          <h2 id={heading}>
            <LocalTime at={slot.startsAt} />{' '}
            <Go to="request" params={{ id }} className="request-who">
              {patient.name}
            </Go>
          </h2>
          {waits ? fresh && <Fresh /> : <StatusTag appointment={current} />}
        </header>
        {waits && (
          <p className="request-deadline">
            <Icon name="clock" size={16} />
            <span>
              {expiresAt && <Deadline at={expiresAt} />} · <Asked at={current.createdAt} />
            </span>
          </p>
        )}
        <RequestFacts appointment={current} />
        {left && status !== 'CONFIRMED' && <HowItEnded appointment={current} />}
        <DoctorActions appointment={current} only={ANSWERS} />
      </article>
    </li>
  );
}

/** The list tells no more of one that left it: it is asked for by itself. */
function useAsItIsNow(request: RequestCardFragment, left: boolean): RequestCardFragment {
  const pause = !left || request.status !== 'PENDING';
  const [{ data }] = useQuery({ query: RequestNowDocument, variables: { id: request.id }, pause });
  return data?.appointment ?? request;
}

function Asked({ at }: { at: string }) {
  const { i18n } = useLingui();
  const ago = fromNow(at, i18n.locale, useNow(MINUTE_MS));
  return <Trans>pedido {ago}</Trans>;
}

function Fresh() {
  return (
    <span className="fresh">
      <Trans>novo</Trans>
    </span>
  );
}
