/**
 * An OpenID provider for tests (npm oidc-provider, which is certified): `node provider.mjs '{"port": 9400, ...}'`.
 * It says where it is and lives until it is killed. POST /test/rotate gives it new keys, the old ones published
 * behind them; people sign in with any password, and `bare~2` is another one like `bare`.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { port, alg = 'RS256', audience, clients, people } = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const scopes = { openid: ['sub'], email: ['email'], profile: ['name', 'roles', 'cpf', 'crm'] };

/** A new signing key before those that were. */
function rotated(keys) {
  const { privateKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg, use: 'sig' }, ...keys];
}

function provider(keys) {
  const made = new Provider(issuer, {
    jwks: { keys },
    clients: clients.map((client) => ({ id_token_signed_response_alg: alg, ...client })),
    claims: scopes,
    scopes: ['openid', 'offline_access', 'directory:read'],
    conformIdTokenClaims: true,
    cookies: { keys: ['only in tests'] },
    enabledJWA: { idTokenSigningAlgValues: [alg] },
    pkce: { required: () => true },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        // of programs: what people are given is for userinfo
        defaultResource: ({ oidc }) =>
          oidc.params.grant_type === 'client_credentials' ? audience : undefined,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience,
          scope: 'directory:read',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg } },
        }),
      },
    },
    async findAccount(_, id) {
      return { accountId: id, claims: () => ({ sub: id, ...people[id.split('~')[0]] }) };
    },
    /** Nobody is asked for consent: the clinic is the provider's own. */
    async loadExistingGrant({ oidc }) {
      const grant = new made.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  made.on('server_error', (_, error) => process.stderr.write(`${error.stack}\n`));
  return made;
}

let keys = rotated([]);
let answer = provider(keys).callback();
const server = createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/test/rotate') {
    keys = rotated(keys);
    answer = provider(keys).callback();
    response.end();
  } else answer(request, response);
});
server.listen(port, '127.0.0.1', () => process.stdout.write(`listening at ${issuer}\n`));
