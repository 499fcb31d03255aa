/** Where the API is: where this page came from, unless the page says otherwise. */
const elsewhere = document.querySelector<HTMLMetaElement>('meta[name="healthmed-api"]')?.content ?? '';
export const ORIGIN = (elsewhere || location.origin).replace(/\/$/, '');

export const HTTP_URL = `${ORIGIN}/graphql`;
export const SOCKET_URL = HTTP_URL.replace(/^http/, 'ws');
