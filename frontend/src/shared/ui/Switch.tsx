import type { ReactNode } from 'react';
import './Switch.css';

interface SwitchProps {
  on: boolean;
  onTurn: (on: boolean) => void;
  /** What is turned on and off, when the words beside it do not say it alone. */
  label?: string;
  children: ReactNode;
}

/** On or off, at once. */
export function Switch({ on, onTurn, label, children }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      className="switch"
      onClick={() => onTurn(!on)}
    >
      <span className="switch-track" aria-hidden="true" />
      <span>{children}</span>
    </button>
  );
}
