import { browserZone } from '~/shared/lib/time';

/** What stands in a form's field. */
export function typed(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

const PLACES = /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/./;

/** The browser's zone, if it is one that an account may have; else the account gets the usual one. */
export function accountZone(zone: string = browserZone()): string | undefined {
  return zone === 'UTC' || PLACES.test(zone) ? zone : undefined;
}

/** What a person can mend. A zone that the browser knows and the server does not is nobody's mistake. */
export function besidesZone<Field extends { path: string }>(fields: readonly Field[]): Field[] {
  return fields.filter(({ path }) => path !== 'timeZone');
}
