import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useSession } from '~/session/session';
import { Button } from '~/shared/ui/Button';
import { Go } from '~/shared/ui/Go';
import { choose, LANGUAGES, type Language } from './i18n';
import { helpOpen } from './keys/keys';
import { chooseTheme, THEMES, type Theme, theme } from './theme';
import './Footer.css';

const NAMES: Record<Language, string> = { 'pt-BR': 'Português', en: 'English' };

export function Footer() {
  const { viewer } = useSession();
  return (
    <footer className="bottom no-print">
      <div className="bottom-row">
        <p className="muted">
          <Trans>Consultas por vídeo. Em emergências, ligue 192 (SAMU).</Trans>
        </p>
        <div className="row">
          {!viewer && (
            <Go to="registerDoctor">
              <Trans>Sou médico</Trans>
            </Go>
          )}
          <Button kind="bare" className="keys-button" onClick={() => helpOpen.set(true)}>
            <Trans>Teclas</Trans>
          </Button>
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
    </footer>
  );
}

function LanguageChoice() {
  const { t, i18n } = useLingui();
  return (
    <select
      className="input"
      aria-label={t`Idioma`}
      value={i18n.locale}
      onChange={(event) => void choose(event.target.value as Language)}
    >
      {LANGUAGES.map((each) => (
        <option key={each} value={each} lang={each}>
          {NAMES[each]}
        </option>
      ))}
    </select>
  );
}

function ThemeChoice() {
  const { t } = useLingui();
  const [chosen, setChosen] = useState(theme);
  const names: Record<Theme, string> = { system: t`Cores do sistema`, light: t`Claro`, dark: t`Escuro` };
  return (
    <select
      className="input"
      aria-label={t`Cores`}
      value={chosen}
      onChange={(event) => {
        const next = event.target.value as Theme;
        chooseTheme(next);
        setChosen(next);
      }}
    >
      {THEMES.map((each) => (
        <option key={each} value={each}>
          {names[each]}
        </option>
      ))}
    </select>
  );
}
