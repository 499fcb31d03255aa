/** The people of the demo (`make up`), for tools that look at a clinic with data in it. */

/** What signs each of them in. */
export const DEMO = { patient: '247.045.588-00', doctor: 'SP-123456' };
const PASSWORD = 'demo-1234-demo';

/** What the API answers, and the cookie that it sets; `cookie` is of whoever asks. */
export async function ask(address, query, variables, cookie = '') {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return { data, cookie: response.headers.get('set-cookie')?.split(';')[0] };
}

/** The session of one of the demo's people, as a browser keeps it. */
export async function signedIn(address, identifier) {
  const { data, cookie } = await ask(
    address,
    'mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename } }',
    { input: { identifier, password: PASSWORD } },
  );
  if (data.signIn.__typename !== 'SignedIn')
    throw new Error(`${identifier} cannot sign in: is this the demo?`);
  const [name, value] = cookie.split('=');
  return { name, value, url: address, httpOnly: true };
}
