/** The drawn borders: of 63 provinces until June 2025, of 34 since. They come after the page, in files of their own. */

import type { Day } from "@/lib/domain/day";

/** A path in the units of the drawing; islands are dots, lines of no length with a round cap. */
export type ProvinceShape = { code: string; x: number; y: number; d: string; dots: string };

export type Archipelago = {
  name: string;
  /** Code of the province it belongs to. */
  province: string;
  /** Where its name stands. */
  x: number;
  y: number;
  islands: readonly (readonly number[])[];
};

/** Islands as one path: lines of no length with a round cap. */
export const dotsOf = ({ islands }: Archipelago) => islands.map(([x, y]) => `M${x} ${y}h0`).join("");

export type Shapes = {
  width: number;
  height: number;
  provinces: readonly ProvinceShape[];
  archipelagos: readonly Archipelago[];
  /** From north to south in bands the western and eastern edge of the land. */
  coast: readonly (readonly number[] | null)[];
};

export type MapEdition = "2024" | "2025";

/** On this day the 63 provinces became 34. */
const REFORM: Day = "2025-07-01";

/** The borders of a day's tree. */
export const editionOf = (tree: Day): MapEdition => (tree < REFORM ? "2024" : "2025");

/** To be shown wherever they are drawn. */
export const BORDERS =
  "Ranh giới: Open Development Mekong / Cục Đo đạc và Bản đồ, CC BY-SA 4.0; đã đơn giản hóa.";

/** As drawn, before anything is loaded. */
export const MAP_SIZE = { width: 620, height: 700 };

export async function loadShapes(edition: MapEdition): Promise<Shapes> {
  const file = edition === "2024" ? await import("./shapes-2024.json") : await import("./shapes-2025.json");
  return file.default;
}
