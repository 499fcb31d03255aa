import { Skeleton } from '~/shared/ui/Skeleton';
import { ProviderLink } from './ProviderLink';
import { useDoors } from './provider';
import { SignInForm } from './SignInForm';

/** The ways in that this clinic has: the form, the provider, or both. `from`: where to go afterwards. */
export function SignIn({ from }: { from: string | undefined }) {
  const doors = useDoors();
  if (!doors) return <Skeleton cards={1} />;
  return (
    <>
      {doors.provider && <ProviderLink name={doors.provider} from={from} or={doors.local} />}
      {doors.local && <SignInForm />}
    </>
  );
}
