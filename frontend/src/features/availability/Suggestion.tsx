import { Trans } from '@lingui/react/macro';
import { Button } from '~/shared/ui/Button';
import { Empty } from '~/shared/ui/Empty';

/** How to begin, in one tap. */
export function Suggestion({ onTake }: { onTake: () => void }) {
  return (
    <Empty title={<Trans>Sua semana está vazia</Trans>}>
      <p>
        <Trans>
          Diga em que dias e horas você atende, e os horários aparecem para os pacientes. Ligue os dias um a
          um ou comece com o mais comum e ajuste.
        </Trans>
      </p>
      <Button kind="quiet" onClick={onTake}>
        <Trans>Segunda a sexta, 8 às 12 e 14 às 18</Trans>
      </Button>
    </Empty>
  );
}
