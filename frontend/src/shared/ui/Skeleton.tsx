import { useLingui } from '@lingui/react/macro';
import './Skeleton.css';

/** The shape of what is coming: as many cards, that many lines high. */
export function Skeleton({ cards = 3, lines = 4 }: { cards?: number; lines?: number }) {
  const { t } = useLingui();
  return (
    <div role="status" aria-label={t`Carregando`} className="skeleton">
      {Array.from({ length: cards }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
        <div key={at} style={{ '--lines': lines } as React.CSSProperties} />
      ))}
    </div>
  );
}
