import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '~/shared/ui/Button';
import { Labelled } from '~/shared/ui/Field';
import { Sheet } from '~/shared/ui/Sheet';
import './ReasonSheet.css';

/** As the server counts them. */
const [SHORTEST, LONGEST] = [3, 500];
const OTHER = 'other';

interface ReasonSheetProps {
  title: ReactNode;
  /** What follows from it, before the button that does it. */
  consequence: ReactNode;
  /** Sentences that the patient can read as they stand. */
  reasons: readonly string[];
  send: ReactNode;
  keep: ReactNode;
  pending: boolean;
  /** What the server said to the reason, or why it was not reached. */
  trouble: ReactNode;
  onSend: (reason: string) => void;
  onClose: () => void;
}

/** Asks why before saying no: one of some reasons, or one's own words. */
export function ReasonSheet(props: ReasonSheetProps) {
  const { title, consequence, reasons, send, keep, pending, trouble, onSend, onClose } = props;
  const [chosen, setChosen] = useState('');
  const [own, setOwn] = useState('');
  const [missing, setMissing] = useState(false);
  const way = useFocusAtFirst<HTMLButtonElement>();
  const reason = (chosen === OTHER ? own : chosen).trim();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const enough = reason.length >= SHORTEST;
    setMissing(!enough);
    if (enough) onSend(reason);
  }

  return (
    <Sheet title={title} onClose={onClose}>
      <form className="reason-sheet" onSubmit={submit} noValidate>
        <Reasons reasons={reasons} chosen={chosen} choose={setChosen} />
        {chosen === OTHER && <OwnWords text={own} write={setOwn} missing={missing} />}
        {missing && chosen !== OTHER && (
          <p className="field-error" role="alert">
            <Trans>Escolha um motivo: quem pediu a consulta vai lê-lo.</Trans>
          </p>
        )}
        <p className="muted">{consequence}</p>
        {trouble}
        <div className="row">
          <Button type="submit" kind="danger" pending={pending}>
            {send}
          </Button>
          <button type="button" className="button quiet" ref={way} onClick={onClose}>
            {keep}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

/** The way back is under the finger first: nothing is called off by a key pressed in haste. */
function useFocusAtFirst<Element extends HTMLElement>() {
  const element = useRef<Element>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  return element;
}

interface ReasonsProps {
  reasons: readonly string[];
  chosen: string;
  choose: (reason: string) => void;
}

function Reasons({ reasons, chosen, choose }: ReasonsProps) {
  const { t } = useLingui();
  const choices = [...reasons.map((each) => [each, each]), [OTHER, t`Outro motivo`]] as const;
  return (
    <fieldset>
      <legend>
        <Trans>Motivo</Trans>
      </legend>
      {choices.map(([value = '', words]) => (
        <label key={value} className="tick">
          <input
            type="radio"
            name="reason"
            value={value}
            checked={chosen === value}
            onChange={() => choose(value)}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

interface OwnWordsProps {
  text: string;
  write: (text: string) => void;
  missing: boolean;
}

function OwnWords({ text, write, missing }: OwnWordsProps) {
  const { t } = useLingui();
  const short = missing && text.trim().length < SHORTEST;
  return (
    <Labelled
      label={t`Nas suas palavras`}
      hint={t`De ${SHORTEST} a ${LONGEST} caracteres. O paciente lê este texto.`}
      error={short && t`Escreva pelo menos ${SHORTEST} caracteres.`}
    >
      {(wiring) => (
        <textarea
          {...wiring}
          className="input"
          maxLength={LONGEST}
          value={text}
          onChange={(event) => write(event.target.value)}
        />
      )}
    </Labelled>
  );
}
