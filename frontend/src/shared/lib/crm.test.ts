import { describe, expect, it } from 'vitest';
import { crmText, parseCrm } from './crm';

describe('a CRM', () => {
  it.each([
    'SP-123456',
    'sp 123456',
    'SP123456',
    '123456/SP',
    '123.456-sp',
    'CRM/SP 123456',
    'crm sp123.456',
    'CRM 123456/SP',
    ' SP-0123456 ',
  ])('%j is SP-123456', (written) => {
    const crm = parseCrm(written);
    expect(crm && crmText(crm)).toBe('SP-123456');
  });
  it.each(['123456', 'SP', 'XX-123456', 'SP-0', 'SP-12345678901', 'sp@123456', ''])('%j is none', (written) =>
    expect(parseCrm(written)).toBeNull(),
  );
});
