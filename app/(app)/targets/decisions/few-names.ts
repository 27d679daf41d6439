/** Names that fit into a sentence; how many more there are. */
export function fewNames(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(", ");
  return names.length > 8 ? `${shown} và ${names.length - 8} nơi khác` : shown;
}
