import { Trans } from '@lingui/react/macro';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Go } from '~/shared/ui/Go';
import { tell, untell } from '~/shared/ui/notices';
import type { TemplateRuleFragment } from './availability.gen';
import { ClockNote } from './ClockNote';
import { DayRow } from './DayRow';
import { MinutesFields } from './MinutesFields';
import { OutsideNote } from './OutsideNote';
import { SaveBar } from './SaveBar';
import { Suggestion } from './Suggestion';
import { commonMinutes, DEFAULT_MINUTES, WEEKDAYS } from './template';
import { type Template, useTemplate } from './useTemplate';
import type { ComingVisitFragment } from './VisitRow.gen';
import './TemplateEditor.css';

interface TemplateEditorProps {
  doctor: string;
  rules: readonly TemplateRuleFragment[];
  /** Visits ahead that patients count on. */
  coming: readonly ComingVisitFragment[];
  more: boolean;
}

/** The weekly template, edited by weekday. */
export function TemplateEditor({ doctor, rules, coming, more }: TemplateEditorProps) {
  const template = useTemplate(doctor, rules);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { each, setEach, minutes } = useMinutes(template);
  useUnsavedNotice(template.dirty);
  useFocusOnRefusal(form, template);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (template.saving) return;
    if (Object.keys(template.problems).length) return focusFirstWrong(form.current);
    if (await template.save()) setTried(false);
  }

  function suggest() {
    template.change({ do: 'suggest', minutes });
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[role=switch]')?.focus());
  }

  return (
    <form ref={form} className="template" noValidate onSubmit={(event) => void submit(event)}>
      <h2 className="sr-only">
        <Trans>Modelo da semana</Trans>
      </h2>
      {WEEKDAYS.every((weekday) => !template.week[weekday].on) ? (
        <Suggestion onTake={suggest} />
      ) : (
        <MinutesFields template={template} minutes={minutes} each={each} onEach={setEach} />
      )}
      <ul className="template-days card">
        {WEEKDAYS.map((weekday) => (
          <DayRow
            key={weekday}
            weekday={weekday}
            template={template}
            minutes={minutes}
            each={each}
            tried={tried}
          />
        ))}
      </ul>
      {(template.dirty || template.saved) && <OutsideNote week={template.week} coming={coming} more={more} />}
      {Object.keys(template.problems).length === 0 && <ClockNote week={template.week} />}
      <SaveBar template={template} />
    </form>
  );
}

/** One length for all visits, until one says otherwise or they differ already. */
function useMinutes({ week }: Template) {
  const common = commonMinutes(week);
  const [wished, setEach] = useState(false);
  const last = useRef(common ?? DEFAULT_MINUTES);
  if (common) last.current = common;
  return { each: wished || !common, setEach, minutes: last.current };
}

function focusFirstWrong(form: HTMLElement | null): void {
  // after the words about it are there
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

function useFocusOnRefusal(form: { current: HTMLElement | null }, { refused }: Template): void {
  useEffect(() => {
    if (Object.keys(refused).length) focusFirstWrong(form.current);
  }, [refused, form]);
}

const NOTICE = 'unsaved-template';

/** Whoever goes to another page is told that nothing is saved yet, and finds it again. */
function useUnsavedNotice(dirty: boolean): void {
  useEffect(() => untell(NOTICE), []);
  const last = useRef(dirty);
  last.current = dirty;
  useEffect(
    () => () => {
      if (last.current) tell({ key: NOTICE, kind: 'warn', children: <Unsaved /> });
    },
    [],
  );
}

function Unsaved() {
  return (
    <>
      <p>
        <Trans>Suas mudanças nos horários ainda não foram salvas.</Trans>
      </p>
      <Go to="availability">
        <Trans>Voltar a elas</Trans>
      </Go>
    </>
  );
}
