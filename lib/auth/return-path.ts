/** Where to go after signing in: a path of this application, never another site. */

const NOWHERE = "http://nowhere.invalid";

/** `wanted` if it is a path here (or the same as an address of `origin`), else "/". */
export function returnPath(wanted: string | null | undefined, origin?: string): string {
  if (!wanted) return "/";
  const local = origin && wanted.startsWith(`${origin}/`) ? wanted.slice(origin.length) : wanted;
  if (!local.startsWith("/") || !URL.canParse(local, NOWHERE)) return "/";
  const { origin: resolved, pathname, search } = new URL(local, NOWHERE);
  // "//host" and "/\host" resolve to another site; "/.//host" resolves to a path that the next reader would take for one.
  if (resolved !== NOWHERE || pathname.startsWith("//")) return "/";
  return /^\/(login|api)(\/|$)/.test(pathname) ? "/" : pathname + search;
}
