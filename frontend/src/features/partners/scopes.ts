import type { PartnerItemFragment } from './PartnerItem.gen';

/** The directory is public: there is nothing to grant about it. */
const PUBLIC = 'directory:read';

/** Those that need a doctor's word. */
export function grantable(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => scope !== PUBLIC);
}

/** What the partner was allowed since the doctor granted it something. */
export function missing({ scopes, grantedScopes }: Pick<PartnerItemFragment, 'scopes' | 'grantedScopes'>) {
  return grantable(scopes).filter((scope) => !grantedScopes?.includes(scope));
}
