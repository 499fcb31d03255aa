import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '~/shared/ui/Button';
import { Notice } from '~/shared/ui/Notice';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { visitsAWeek } from './template';
import type { Template } from './useTemplate';
import './SaveBar.css';

/** What the template makes, whether it is saved, and the button for it; in sight while something is not. */
export function SaveBar({ template }: { template: Template }) {
  const { week, dirty, saving, saved, error, refusedAll, problems } = template;
  const wrong = Object.keys(problems).length > 0;
  return (
    <div className="save-bar" data-dirty={dirty || undefined}>
      {error && <TroubleNote error={error} />}
      {refusedAll && (
        <Notice kind="bad">
          <p>{refusedAll}</p>
        </Notice>
      )}
      <div className="save-bar-row">
        <p role="status">
          <b>
            <Plural
              value={visitsAWeek(week)}
              _0="Nenhum horário por semana"
              one="# horário por semana"
              other="# horários por semana"
            />
          </b>
          <span className="save-bar-state">
            <State dirty={dirty} saved={saved} wrong={wrong} />
          </span>
        </p>
        <div className="row">
          {dirty && !saving && (
            <Button
              kind="bare"
              onClick={({ currentTarget }) => {
                currentTarget.form?.querySelector<HTMLElement>('[type=submit]')?.focus();
                template.undo();
              }}
            >
              <Trans>Desfazer</Trans>
            </Button>
          )}
          <Button type="submit" kind="primary" pending={saving}>
            <Trans>Salvar horários</Trans>
          </Button>
        </div>
      </div>
    </div>
  );
}

function State({ dirty, saved, wrong }: { dirty: boolean; saved: boolean; wrong: boolean }) {
  if (wrong) return <Trans>Há algo para corrigir</Trans>;
  if (dirty) return <Trans>Mudanças não salvas</Trans>;
  return saved ? <Trans>Salvo. Pacientes já veem estes horários.</Trans> : <Trans>Tudo salvo</Trans>;
}
