/**
 * Types from the contract: each X.graphql gets an X.gen.ts beside it, with the shapes and the operations as
 * they are sent. api/operations.json gets the operations' names, for the API's metrics. `--check` writes nothing
 * and fails when one is not up to date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, specifiedRules, validate } from 'graphql';
import { Operations } from './operations.mjs';

const config = {
  scalars: { ID: 'string', DateTime: 'string', Date: 'string', Time: 'string' },
  enumsAsTypes: true,
  nonOptionalTypename: true,
};
const INTERNAL = /\/\*\* Internal type\. DO NOT USE DIRECTLY\. \*\/\nexport type Incremental.*\n/;
const RULES = specifiedRules.filter((rule) => rule.name !== 'NoUnusedFragmentsRule');

const sdl = readFileSync('../schema/schema.graphql', 'utf8');
const schema = buildSchema(sdl);
const client = new Operations();
const { files, fragments } = client;

function mustBeValid({ path, document }) {
  const own = namesIn(document);
  const others = [...client.spreadBy(document)]
    .filter((name) => !own.has(name))
    .map((name) => fragments.get(name));
  const whole = { kind: Kind.DOCUMENT, definitions: [...document.definitions, ...others] };
  for (const error of validate(schema, whole, RULES)) {
    throw new Error(`${path}: ${error.message}`);
  }
}

function namesIn(document) {
  return new Set(document.definitions.map((node) => node.name.value));
}

function sent(operation) {
  const name = operation.name.value;
  const kind = operation.operation[0].toUpperCase() + operation.operation.slice(1);
  const text = client.sent(operation);
  return `\nexport const ${name}Document = sent<${name}${kind}, ${name}${kind}Variables>(\`${text}\`);\n`;
}

async function generated({ path, document }) {
  const own = namesIn(document);
  const externalFragments = [...fragments]
    .filter(([name]) => !own.has(name))
    .map(([name, node]) => ({
      isExternal: true,
      name,
      node,
      onType: node.typeCondition.name.value,
      level: 0,
    }));
  const types = await codegen({
    schema: parse(sdl),
    documents: [{ location: path, document }],
    filename: path,
    config: { ...config, externalFragments },
    pluginMap: { operations },
    plugins: [{ operations: {} }],
  });
  const sentOnes = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION).map(sent);
  const head = [
    '// Written by `npm run codegen`.\n',
    sentOnes.length ? "import { sent } from '~/graphql/sent';\n" : '',
  ];
  return [...head, `${types.replace(INTERNAL, '').trim()}\n`, ...sentOnes].join('');
}

function operationsByName() {
  const all = files.flatMap(({ document }) => document.definitions);
  const named = all.filter(
    (node) => node.kind === Kind.OPERATION_DEFINITION && node.operation !== 'subscription',
  );
  return named
    .map((node) => [node.name.value, node.operation])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function compare(target, text) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) stale.push([target, text]);
}

const stale = [];
for (const file of files) {
  try {
    mustBeValid(file);
  } catch (error) {
    console.error(error.message); // the others can still be written
    process.exitCode = 1;
    continue;
  }
  const target = file.path.replace(/\.graphql$/, '.gen.ts');
  const text = await generated(file);
  compare(target, text);
}
compare('../api/operations.json', `${JSON.stringify(Object.fromEntries(operationsByName()), null, 2)}\n`);

if (!process.argv.includes('--check')) {
  for (const [target, text] of stale) writeFileSync(target, text);
} else if (stale.length) {
  console.error(`Not up to date: ${stale.map(([target]) => target).join(', ')}. Run \`npm run codegen\`.`);
  process.exitCode = 1;
}
