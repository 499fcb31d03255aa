/**
 * Types from the contract: each X.graphql gets an X.gen.ts beside it, with the shapes and the operations as
 * they are sent. `--check` writes nothing and fails when one is not up to date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, print, specifiedRules, validate, visit } from 'graphql';

const config = {
  scalars: { ID: 'string', DateTime: 'string', Date: 'string', Time: 'string' },
  enumsAsTypes: true,
  nonOptionalTypename: true,
};
const INTERNAL = /\/\*\* Internal type\. DO NOT USE DIRECTLY\. \*\/\nexport type Incremental.*\n/;
const RULES = specifiedRules.filter((rule) => rule.name !== 'NoUnusedFragmentsRule');

const sdl = readFileSync('../schema/schema.graphql', 'utf8');
const schema = buildSchema(sdl);
const files = readdirSync('src', { recursive: true })
  .filter((path) => path.endsWith('.graphql'))
  .sort()
  .map((path) => ({ path: `src/${path}`, document: parse(readFileSync(`src/${path}`, 'utf8')) }));
const fragments = new Map(
  files
    .flatMap(({ document }) => document.definitions)
    .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    .map((node) => [node.name.value, node]),
);

/** The names of the fragments that a node spreads, and of those that these spread. */
function spreadBy(node, found = new Set()) {
  visit(node, {
    FragmentSpread({ name: { value: name } }) {
      const fragment = fragments.get(name);
      if (fragment && !found.has(name)) {
        spreadBy(fragment, found.add(name));
      }
    },
  });
  return found;
}

function mustBeValid({ path, document }) {
  const own = namesIn(document);
  const others = [...spreadBy(document)].filter((name) => !own.has(name)).map((name) => fragments.get(name));
  const whole = { kind: Kind.DOCUMENT, definitions: [...document.definitions, ...others] };
  for (const error of validate(schema, whole, RULES)) {
    throw new Error(`${path}: ${error.message}`);
  }
}

function namesIn(document) {
  return new Set(document.definitions.map((node) => node.name.value));
}

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Each object says what it is, as the generated shapes promise: the cache gives back only what was asked. */
function withTypenames(definition) {
  return visit(definition, {
    SelectionSet(node, _, parent) {
      const root = parent.kind === Kind.OPERATION_DEFINITION;
      return root ? undefined : { ...node, selections: [TYPENAME, ...node.selections] };
    },
  });
}

/** An operation as it is sent, with the fragments that it needs. */
function sent(operation) {
  const name = operation.name.value;
  const kind = operation.operation[0].toUpperCase() + operation.operation.slice(1);
  const text = [operation, ...[...spreadBy(operation)].map((each) => fragments.get(each))]
    .map((each) => print(withTypenames(each)))
    .join('\n');
  return `\nexport const ${name}Document = gql<${name}${kind}, ${name}${kind}Variables>(\`${text}\`);\n`;
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
    sentOnes.length ? "import { gql } from '@urql/core';\n" : '',
  ];
  return [...head, `${types.replace(INTERNAL, '').trim()}\n`, ...sentOnes].join('');
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
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) stale.push([target, text]);
}
if (!process.argv.includes('--check')) {
  for (const [target, text] of stale) writeFileSync(target, text);
} else if (stale.length) {
  console.error(`Not up to date: ${stale.map(([target]) => target).join(', ')}. Run \`npm run codegen\`.`);
  process.exitCode = 1;
}
