/** What stands behind the "?" of an address, as Next hands it to a page. */
export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Of a repeated parameter the first; an empty one is none. */
export const firstOf = (value: SearchParams[string]): string | undefined =>
  (typeof value === "object" ? value[0] : value) || undefined;
