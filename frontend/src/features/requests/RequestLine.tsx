import { Plural, Trans } from '@lingui/react/macro';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { Empty } from '~/shared/ui/Empty';
import { Go } from '~/shared/ui/Go';
import { RequestCard } from './RequestCard';
import type { FollowedLine } from './useLine';

/** The requests, how many there are, and how many came meanwhile. */
export function RequestLine({ line, busy }: { line: FollowedLine; busy: boolean }) {
  const list = useRef<HTMLOListElement>(null);
  const open = line.shown.filter(({ item, left }) => !left && item.status === 'PENDING').length;

  function show() {
    const first = flushSync(() => line.letIn());
    if (first) list.current?.querySelector<HTMLElement>(`[data-request="${CSS.escape(first)}"]`)?.focus();
  }

  return (
    <>
      <div className="requests-bar">
        <p>{open ? <Open count={open} /> : <Trans>Nada espera por você</Trans>}</p>
        <div role="status">
          {line.aside.length > 0 && (
            <button type="button" className="button primary" onClick={show}>
              <Plural value={line.aside.length} one="# novo pedido" other="# novos pedidos" />
            </button>
          )}
        </div>
      </div>
      {line.shown.length ? (
        <ol className="request-cards" ref={list} aria-busy={busy}>
          {line.shown.map(({ item, left }) => (
            <RequestCard key={item.id} request={item} left={left} fresh={line.fresh.has(item.id)} />
          ))}
        </ol>
      ) : (
        <Nobody />
      )}
    </>
  );
}

function Open({ count }: { count: number }) {
  return <Plural value={count} one="# espera sua resposta" other="# esperam sua resposta" />;
}

function Nobody() {
  return (
    <Empty title={<Trans>Nenhum pedido</Trans>}>
      <p>
        <Trans>
          Quando alguém pedir uma consulta, o pedido aparece aqui na hora e você recebe um e-mail. Quem pede
          espera a sua resposta por até 24 horas.
        </Trans>
      </p>
      <div className="row">
        <Go to="today" className="button">
          <Trans>Ver o dia de hoje</Trans>
        </Go>
        <Go to="availability" className="button">
          <Trans>Ver meus horários</Trans>
        </Go>
      </div>
    </Empty>
  );
}
