import { Icon, type IconName } from '~/shared/ui/Icon';
import { LocalTime } from '~/shared/ui/LocalTime';
import { useStatusWords } from '~/shared/ui/StatusTag';
import type { WeekVisitFragment } from './VisitItem.gen';

interface VisitItemProps {
  appointment: WeekVisitFragment;
  onOpen: () => void;
}

const ICONS: Partial<Record<WeekVisitFragment['status'], IconName>> = {
  PENDING: 'clock',
  COMPLETED: 'check',
  NO_SHOW: 'warning',
};

/** An appointment in its place: solid when confirmed, dashed while it waits for an answer. */
export function VisitItem({ appointment, onOpen }: VisitItemProps) {
  const { status, slot, patient } = appointment;
  const words = useStatusWords();
  const icon = ICONS[status];
  return (
    <button type="button" className={`week-item ${status.toLowerCase()}`} onClick={onOpen}>
      <span className="week-item-time">
        <LocalTime at={slot.startsAt} as="hour" />
        {icon && <Icon name={icon} size={16} />}
      </span>
      <span className="week-item-name">{patient.name}</span>
      <span className="week-item-status">{words[status]}</span>
    </button>
  );
}
