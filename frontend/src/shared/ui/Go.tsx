import type { AnchorHTMLAttributes, PointerEvent } from 'react';
import { Link } from 'wouter';
import { prefetch } from '~/app/loaders';
import { href, type Place } from '~/app/routes';

type Anchor = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>;

/** A link within the client; its page is fetched while the mouse or the keyboard is on it. */
export function Go({ to, params, search, ...anchor }: Place & Anchor) {
  return (
    <Link
      {...anchor}
      href={href({ to, params, search } as Place)}
      onPointerEnter={({ pointerType }: PointerEvent) => pointerType !== 'touch' && prefetch(to)} // a finger goes at once
      onFocus={() => prefetch(to)}
    />
  );
}
