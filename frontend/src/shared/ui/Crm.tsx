/** A doctor's registration, e.g. CRM-SP 123456, which no line breaks apart. */
export function Crm({ of: { crmState, crmNumber } }: { of: { crmState: string; crmNumber: string } }) {
  return (
    <span className="whole">
      CRM-{crmState} {crmNumber}
    </span>
  );
}
