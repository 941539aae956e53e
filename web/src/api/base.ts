/**
 * Where the API is. The pages stand at `<prefix>/app/`, which the server writes into `<base>`; the API is beside
 * them, whatever the prefix of a proxy is.
 */
const page = typeof document === 'undefined' ? 'http://localhost/app/' : document.baseURI;

/** The address that `/api/v1/...` is appended to, without a slash at its end. */
export const apiRoot: string = new URL('..', page).href.replace(/\/$/, '');

/** The path of the pages, for the router: `/app` or `/prefix/app`. */
export const pagesPath: string = new URL('.', page).pathname.replace(/\/$/, '');

/** The address of the stream. */
export const streamUrl: string = `${apiRoot}/api/v1/stream`.replace(/^http/, 'ws');
