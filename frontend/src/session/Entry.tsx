import { type ReactNode, useEffect, useRef } from 'react';
import './Entry.css';

interface EntryProps {
  title: ReactNode;
  /** For a longer form. */
  wide?: boolean;
  /** It takes the place of a form that had the focus. */
  isNews?: boolean;
  children: ReactNode;
}

/** A narrow page with one form, or with what became of it. */
export function Entry({ title, wide, isNews, children }: EntryProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNews) heading.current?.focus();
  }, [isNews]);
  return (
    <div className={wide ? 'page entry wide' : 'page entry'}>
      <h1 ref={heading} tabIndex={isNews ? -1 : undefined}>
        {title}
      </h1>
      {children}
    </div>
  );
}
