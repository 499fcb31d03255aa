/** Every sentence of the source is in the English catalogue, translated, and nothing else is: else exit code 1. */
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';

const LOCALE = 'en';
const SHOWN = 10;

const config = getConfig();
const [catalog] = await getCatalogs(config);
const found = (await catalog.collect()) ?? {};
const wanted = Object.keys(found);
const written = (await catalog.read(LOCALE)) ?? {};
const kept = Object.keys(written).filter((id) => !written[id].obsolete);

const source = (id) => found[id]?.message ?? written[id]?.message ?? id;
const complaints = [
  ['not extracted yet (npm run messages)', wanted.filter((id) => !written[id])],
  ['no longer in the source (npm run messages)', kept.filter((id) => !wanted.includes(id))],
  ['not translated', kept.filter((id) => !written[id].translation)],
];
for (const [what, ids] of complaints) {
  if (ids.length === 0) continue;
  console.error(`${LOCALE}.po: ${ids.length} ${what}:`);
  for (const id of ids.slice(0, SHOWN)) console.error(`  ${source(id)}`);
  process.exitCode = 1;
}
