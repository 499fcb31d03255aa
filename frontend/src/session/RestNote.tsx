import { Notice } from '~/shared/ui/Notice';

/** What was refused and has no field here. */
export function RestNote({ rest }: { rest: readonly string[] }) {
  if (rest.length === 0) return null;
  return (
    <Notice kind="bad">
      {rest.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </Notice>
  );
}
