import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import { Button } from '~/shared/ui/Button';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { ChangeRule } from './ChangeRule';
import { HoldNote } from './HoldNote';
import { ReasonField } from './ReasonField';
import { isTooShort } from './reason';
import type { Booking } from './useBooking';
import type { Hold, Holding } from './useHold';

interface CheckFormProps {
  startsAt: string | undefined;
  holding: Holding;
  booking: Booking;
  reason: string;
  write(reason: string): void;
  book(reason: string): Promise<void>;
  onClose(): void;
}

/** The last look before the request is sent. */
export function CheckForm({ startsAt, holding, booking, reason, write, book, onClose }: CheckFormProps) {
  const { t } = useLingui();
  const { hold, again } = holding;
  const field = useRef<HTMLTextAreaElement>(null);
  const actions = useRef<HTMLDivElement>(null);
  const [short, setShort] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const invalid = booking.kind === 'invalid' ? booking.message : undefined;
  useEffect(() => {
    if (invalid || short) field.current?.focus();
  }, [invalid, short]);

  const isLost = booking.kind === 'trouble' || hold.kind === 'trouble';
  useEffect(() => {
    if (isLost) actions.current?.scrollIntoView({ block: 'nearest' });
  }, [isLost]);

  /** Pressed before the slot is kept: the request waits for it. */
  async function send() {
    setWaiting(true);
    const answer = await holding.answered();
    setWaiting(false);
    if (answer?.kind === 'held') await book(reason);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (booking.kind === 'trouble') return void book(reason);
    if (hold.kind === 'over' || hold.kind === 'trouble') return again();
    setShort(isTooShort(reason));
    if (!isTooShort(reason)) void send();
  }
  const pending = waiting || booking.kind === 'sending';
  const lastError =
    short && isTooShort(reason) ? t`Escreva pelo menos 3 caracteres, ou deixe em branco.` : invalid;
  return (
    <form className="check" onSubmit={submit} noValidate>
      {!pending && <HoldNote hold={hold} />}
      <ReasonField reason={reason} write={write} error={lastError} field={field} />
      {startsAt && <ChangeRule startsAt={startsAt} />}
      {booking.kind === 'trouble' && <Lost error={booking.error} />}
      <div className="check-actions" ref={actions}>
        <Button type="submit" kind="primary" pending={pending}>
          <WhatItDoes hold={pending ? undefined : hold} booking={booking} />
        </Button>
        <Button onClick={onClose}>
          <Trans>Voltar</Trans>
        </Button>
      </div>
    </form>
  );
}

/** One button through it all: it never goes away under a finger or the focus. */
function WhatItDoes({ hold, booking }: { hold: Hold | undefined; booking: Booking }) {
  if (booking.kind === 'trouble' || hold?.kind === 'trouble') return <Trans>Tentar de novo</Trans>;
  return hold?.kind === 'over' ? <Trans>Guardar de novo</Trans> : <Trans>Marcar consulta</Trans>;
}

/** Nobody knows whether it arrived; sent again it is the same request. */
function Lost({ error }: { error: CombinedError }) {
  return (
    <>
      <TroubleNote error={error} />
      <p className="muted">
        <Trans>Pode tentar sem medo: se o pedido já tiver chegado, ele não é feito duas vezes.</Trans>
      </p>
    </>
  );
}
