/** Which province the arrow keys lead to: the nearest in that direction, as the eye would take it. */

type Spot = { id: string; x: number; y: number };

const DIRECTIONS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** What lies aside counts more than what lies ahead. */
const ASIDE = 2;

/** Home is the northernmost, End the southernmost. Null for a key that leads nowhere. */
export function nextSpot(spots: readonly Spot[], currentId: string, key: string): string | null {
  const southward = spots.toSorted((a, b) => a.y - b.y);
  if (key === "Home") return southward.at(0)?.id ?? null;
  if (key === "End") return southward.at(-1)?.id ?? null;
  const direction = DIRECTIONS[key];
  const current = spots.find(({ id }) => id === currentId);
  if (!direction || !current) return null;
  const [dx, dy] = direction;
  const ahead = spots
    .map(({ id, x, y }) => ({ id, right: x - current.x, down: y - current.y }))
    .map(({ id, right, down }) => ({
      id,
      along: right * dx + down * dy,
      aside: Math.abs(right * dy) + Math.abs(down * dx),
    }))
    .filter(({ along }) => along > 0)
    .toSorted((a, b) => a.along + ASIDE * a.aside - (b.along + ASIDE * b.aside));
  return ahead[0]?.id ?? null;
}
