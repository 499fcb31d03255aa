import type { AnchorHTMLAttributes } from 'react';
import { Link } from 'wouter';
import { prefetch } from '~/app/loaders';
import { href, type Place } from '~/app/routes';

type Anchor = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>;

/** A link within the client; its page is fetched while the pointer rests on it. */
export function Go({ to, params, search, ...anchor }: Place & Anchor) {
  const fetch = () => prefetch(to);
  return (
    <Link {...anchor} href={href({ to, params, search } as Place)} onPointerEnter={fetch} onFocus={fetch} />
  );
}
