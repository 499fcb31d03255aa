import type { OperationDefinitionNode } from 'graphql';

export class Operations {
  constructor(root?: string);
  readonly all: OperationDefinitionNode[];
  sent(operation: OperationDefinitionNode): string;
}
