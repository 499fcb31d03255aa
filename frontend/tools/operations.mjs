/** The client's operations: every X.graphql in src, and each operation as it is sent. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, visit } from 'graphql';

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

export class Operations {
  /** `root`: the folder that `src` is in. */
  constructor(root = '.') {
    this.files = readdirSync(join(root, 'src'), { recursive: true })
      .filter((path) => path.endsWith('.graphql'))
      .sort()
      .map((path) => ({
        path: `src/${path}`,
        document: parse(readFileSync(join(root, 'src', path), 'utf8')),
      }));
    const definitions = this.files.flatMap(({ document }) => document.definitions);
    this.fragments = new Map(
      definitions
        .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
        .map((node) => [node.name.value, node]),
    );
    this.all = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  }

  /** The names of the fragments that a node spreads, and of those that these spread. */
  spreadBy(node, found = new Set()) {
    visit(node, {
      FragmentSpread: ({ name: { value: name } }) => {
        const fragment = this.fragments.get(name);
        if (fragment && !found.has(name)) {
          this.spreadBy(fragment, found.add(name));
        }
      },
    });
    return found;
  }

  /** An operation as it is sent, with the fragments that it needs. */
  sent(operation) {
    return [operation, ...[...this.spreadBy(operation)].map((each) => this.fragments.get(each))]
      .map((each) => print(withTypenames(each)))
      .join('\n');
  }
}
