// Runs the audit suite of the GraphQL-over-HTTP specification against a server; prints what did not pass.
// node audit.mjs http://127.0.0.1:8000/graphql /path/to/graphql-http
import { createRequire } from 'node:module';

const [url, where] = process.argv.slice(2);
const { auditServer } = createRequire(import.meta.url)(where);
const results = await auditServer({ url });
const failed = results.filter(({ status }) => status !== 'ok');
for (const { id, name, status, reason } of failed) {
  console.log(`${status} ${id} ${name}: ${reason}`);
}
console.log(`${results.length - failed.length} of ${results.length}`);
