import { CombinedError } from 'urql';
import { Skeleton } from '~/shared/ui/Skeleton';
import { TroubleNote } from '~/shared/ui/TroubleNote';
import { useSession } from './session';

/** Nobody knows yet who is here: shapes meanwhile, and what can be done when the question failed. */
export function Unknown({ cards }: { cards?: number }) {
  const { trouble, begin } = useSession();
  return trouble instanceof CombinedError ? (
    <TroubleNote error={trouble} again={() => void begin()} />
  ) : (
    <Skeleton cards={cards} />
  );
}
