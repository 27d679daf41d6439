import type { CSSProperties, ReactNode } from "react";

export type Tile = { id: string; name: string; value: string; before?: ReactNode; bar?: ReactNode };

/** So many columns that all tiles find room without scrolling, and as few as will do, so that they stay large. */
const columnsFor = (count: number) => (count <= 12 ? 3 : count <= 32 ? 4 : count <= 45 ? 5 : 7);

export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const columns = columnsFor(tiles.length);
  const rows = Math.ceil(tiles.length / columns);
  return (
    <ol
      className="wall-tiles"
      data-dense={columns >= 4 ? true : undefined}
      style={{ "--columns": columns, "--rows": rows } as CSSProperties}
    >
      {tiles.map(({ id, name, value, before, bar }) => (
        <li key={id}>
          {before}
          <span className="wall-name">{name}</span>
          <b className="num">{value}</b>
          {bar}
        </li>
      ))}
    </ol>
  );
}
