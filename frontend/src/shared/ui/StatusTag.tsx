import { useLingui } from '@lingui/react/macro';
import { Icon, type IconName } from './Icon';
import type { StatusTagFragment } from './StatusTag.gen';
import './StatusTag.css';

type Status = StatusTagFragment['status'];

const LOOKS: Record<Status, [kind: string, icon: IconName]> = {
  PENDING: ['waiting', 'clock'],
  CONFIRMED: ['confirmed', 'check'],
  DECLINED: ['over', 'close'],
  EXPIRED: ['over', 'clock'],
  CANCELLED: ['over struck', 'close'],
  COMPLETED: ['done', 'check'],
  NO_SHOW: ['over', 'warning'],
};

/** Where an appointment stands: icon, word and edge, never colour alone. */
export function StatusTag({ appointment }: { appointment: StatusTagFragment }) {
  const words = useStatusWords();
  const [kind, icon] = LOOKS[appointment.status];
  return (
    <span className={`status-tag ${kind}`}>
      <Icon name={icon} size={16} />
      {words[appointment.status]}
    </span>
  );
}

export function useStatusWords(): Record<Status, string> {
  const { t } = useLingui();
  return {
    PENDING: t`Aguardando`,
    CONFIRMED: t`Confirmada`,
    DECLINED: t`Recusada`,
    EXPIRED: t`Sem resposta a tempo`,
    CANCELLED: t`Cancelada`,
    COMPLETED: t`Realizada`,
    NO_SHOW: t`Não compareceu`,
  };
}
