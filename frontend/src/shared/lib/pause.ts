/** Ends a task: what keeps a phone for a twentieth of a second keeps it from its reader. */
export const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
