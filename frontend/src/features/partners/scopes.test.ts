import { expect, test } from 'vitest';
import { grantable, missing } from './scopes';

test('the public directory is nothing to grant', () => {
  expect(grantable(['directory:read', 'events:read'])).toEqual(['events:read']);
});

test('what a partner was allowed after the grant is missing from it', () => {
  const scopes = ['directory:read', 'appointments:read', 'events:read'];
  expect(missing({ scopes, grantedScopes: ['appointments:read'] })).toEqual(['events:read']);
  expect(missing({ scopes, grantedScopes: null })).toEqual(['appointments:read', 'events:read']);
  expect(missing({ scopes: [], grantedScopes: ['appointments:read'] })).toEqual([]);
});
