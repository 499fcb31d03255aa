import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './Icon';
import './Sheet.css';

interface SheetProps {
  title: ReactNode;
  children: ReactNode;
  /** Esc, the cross, the ground behind it. */
  onClose: () => void;
  /** Where one is in it: with each change focus goes to the title, as what had it may be gone. */
  step?: string;
}

/**
 * A dialog: at the bottom on a phone, in the middle on a desktop. The browser's own <dialog> keeps focus inside
 * and gives it back to where it came from.
 */
export function Sheet({ title, children, onClose, step }: SheetProps) {
  const { t } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const pressed = useRef<EventTarget>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    if (step !== undefined) heading.current?.focus();
  }, [step]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it; a click on the ground is for pointers
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current) return; // a sheet on top of this one: React tells parents too
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      // a selection that was drawn out of the box is no click on the ground
      onClick={({ target }) => target === dialog.current && target === pressed.current && onClose()}
    >
      <div className="sheet-box">
        <header>
          <h2 id={id} ref={heading} tabIndex={step === undefined ? undefined : -1}>
            {title}
          </h2>
          <button type="button" className="button bare" aria-label={t`Fechar`} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
