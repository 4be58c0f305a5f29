// One relying party made with openid-client, by discovery alone. It tells on its output where a browser has to go and reads
// from its input where the browser came out:
//   AUTHORIZE <url>  ->  the address it was sent back to
//   LOGOUT <url>     ->  the same
//   DONE
import assert from 'node:assert/strict';
import readline from 'node:readline';
import * as client from 'openid-client';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, AFTER_LOGOUT } = process.env;
const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const browse = async (what, url) => {
  console.log(`${what} ${url.href}`);
  return new URL((await lines.next()).value);
};

const authentication = CLIENT_SECRET ? client.ClientSecretBasic(CLIENT_SECRET) : client.None();
const config = await client.discovery(new URL(ISSUER), CLIENT_ID, undefined, authentication);
// The signature of the ID token is checked as well, though it came over TLS.
client.enableNonRepudiationChecks(config);
const server = config.serverMetadata();
assert.equal(server.issuer, ISSUER);
assert.ok(server.supportsPKCE('S256'));
assert.equal(server.authorization_response_iss_parameter_supported, true);

const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();
const callback = await browse(
  'AUTHORIZE',
  client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid profile email read',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    max_age: '3600',
    state,
    nonce,
  }),
);

const checks = {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  maxAge: 3600,
  idTokenExpected: true,
};
const tokens = await client.authorizationCodeGrant(config, callback, checks);
const { sub } = tokens.claims();
assert.equal(tokens.claims().iss, ISSUER);

const person = await client.fetchUserInfo(config, tokens.access_token, sub);
assert.equal(person.preferred_username, 'admin');
assert.match(person.email, /^admin@/);

const later = await client.refreshTokenGrant(config, tokens.refresh_token);
assert.notEqual(later.access_token, tokens.access_token);
assert.notEqual(later.refresh_token, tokens.refresh_token);
assert.equal((await client.fetchUserInfo(config, later.access_token, sub)).sub, sub);

await client.tokenRevocation(config, later.refresh_token);
await assert.rejects(client.refreshTokenGrant(config, later.refresh_token), { error: 'invalid_grant' });
const refused = async () => {
  for (const end = Date.now() + 5000; Date.now() < end; ) {
    try {
      await client.fetchUserInfo(config, later.access_token, sub);
    } catch (error) {
      return error;
    }
  }
  return undefined;
};
assert.equal((await refused())?.status, 401, 'the access token dies with its refresh token');

const out = await browse(
  'LOGOUT',
  client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: AFTER_LOGOUT,
    state,
  }),
);
assert.equal(out.href, `${AFTER_LOGOUT}?state=${encodeURIComponent(state)}`);
console.log('DONE');
process.exit(0);
