/** Every address of the client, once. Parameters are checked by the compiler. */
export const ROUTES = {
  search: '/',
  doctor: '/medicos/:id',
  appointments: '/consultas',
  appointment: '/consultas/:id',
  signIn: '/entrar',
  completeSignIn: '/entrar/concluir',
  register: '/cadastro',
  registerDoctor: '/cadastro/medico',
  today: '/agenda',
  requests: '/agenda/pedidos',
  request: '/agenda/pedidos/:id',
  week: '/agenda/semana',
  availability: '/agenda/horarios',
  partners: '/agenda/parceiros',
  admin: '/admin',
} as const;

export type RouteName = keyof typeof ROUTES;
/** What stands after the question mark; what is empty is left out. */
export type Search = Record<string, string | undefined>;

type ParamOf<Path extends string> = Path extends `${string}/:${infer Name}` ? Name : never;
type Params<Path extends string> =
  ParamOf<Path> extends never ? { params?: undefined } : { params: Record<ParamOf<Path>, string> };
/** A page and which: `{ to: 'doctor', params: { id } }`. */
export type Place = {
  [Name in RouteName]: { to: Name; search?: Search } & Params<(typeof ROUTES)[Name]>;
}[RouteName];

/** The address of a place. */
export function href({ to, params, search }: Place): string {
  const given: Record<string, string> = { ...params };
  const path = ROUTES[to].replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ''));
  return path + searchOf(search ?? {});
}

/** `?a=b` of the values that are there. */
export function searchOf(values: Search): string {
  const there = Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return there.length ? `?${new URLSearchParams(there)}` : '';
}

/** Only an address of this client: what a stranger put into a link leads nowhere else. */
export function ownPath(path: string | null | undefined): string | undefined {
  return path && /^\/(?![/\\])/.test(path) ? path : undefined;
}
