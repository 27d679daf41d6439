/** Which provinces are like one: by how many people live and work there, whatever their names or places. */

export type Size = { id: string; population: bigint; labourForce: bigint };

/**
 * How far apart two sizes are in doublings: 400.000 and 800.000 are as far as 4 and 8 million. Both counts weigh the same.
 * For ordering only; no figure is made from it.
 */
export function distance(a: Omit<Size, "id">, b: Omit<Size, "id">): number {
  const between = (left: bigint, right: bigint) => Math.abs(Math.log2(Number(left) / Number(right)));
  return between(a.population, b.population) + between(a.labourForce, b.labourForce);
}

/** The nearest first, without itself; a province of which a size is unknown or 0 is like nobody. Ties keep their order. */
export function mostSimilar(id: string, sizes: readonly Size[], count = 5): Size[] {
  const known = sizes.filter(({ population, labourForce }) => population > 0n && labourForce > 0n);
  const own = known.find((one) => one.id === id);
  if (!own) return [];
  return known
    .filter((one) => one.id !== id)
    .map((one) => ({ one, far: distance(own, one) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ one }) => one);
}
