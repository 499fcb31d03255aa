// The npm client graphql-ws against our server: connect, subscribe, ping, complete, reconnect with resume.
// node graphql_ws.mjs ws://127.0.0.1:8000/graphql http://127.0.0.1:8000 /path/to/node_modules DOCTOR
// Prints what it hears, a JSON value a line; a line "complete" on its standard input ends the subscription,
// "drop" breaks the connection as a network does.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [url, origin, modules, doctor] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { createClient } = require('graphql-ws');
const { WebSocket } = require('ws');

const say = (value) => console.log(JSON.stringify(value));
let socket;
let cursor;

class FromOurPage extends WebSocket {
  constructor(address, protocols) {
    super(address, protocols, { origin });
  }
}

const client = createClient({
  url,
  webSocketImpl: FromOurPage,
  keepAlive: 200,
  retryAttempts: 20,
  retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
  shouldRetry: () => true,
  on: {
    opened: (opened) => {
      socket = opened;
    },
    connected: () => say('connected'),
    pong: (received) => received && say('pong'),
    closed: (event) => say({ closed: event.code }),
  },
});

const query = `subscription($doctor: ID!, $after: String) {
  slotChanged(doctorId: $doctor, after: $after) { cursor slot { status } }
}`;
const stop = client.subscribe(
  {
    query,
    get variables() {
      return { doctor, after: cursor };
    },
  },
  {
    next: ({ data }) => {
      cursor = data.slotChanged.cursor;
      say({ status: data.slotChanged.slot.status });
    },
    error: (error) => say({ error: String(error) }),
    complete: () => say('complete'),
  },
);

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'complete') stop();
  if (line === 'drop') socket.terminate();
}
await client.dispose();
