/** What a browser's storage is to the form: named texts, and its own keys. */
export function browserStorage(): object {
  const items: Record<string, string> = {};
  const hidden = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(items, {
    getItem: hidden((key: string) => items[key] ?? null),
    setItem: hidden((key: string, value: string) => void (items[key] = value)),
    removeItem: hidden((key: string) => void Reflect.deleteProperty(items, key)),
  });
}
