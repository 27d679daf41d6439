/** Where the names of the extremes stand: beside the land, over nothing else, with a line to their province. */
import { MAP_SIZE, type Shapes } from "./shapes";

type Named = { id: string; x: number; y: number; text: string };

export type MapLabel = {
  id: string;
  /** Where the text begins, or ends where it stands to the west. */
  x: number;
  y: number;
  anchor: "start" | "end";
  /** From the province to the text. */
  line: string;
};

type Box = { left: number; top: number; right: number; bottom: number };

/** Of the largest letters, those on phones, and of those on wide screens, where the legend lies over the sea. */
const LETTER = { phone: 10.5, wide: 7.4 };
const HALF = 13;
const BAND = 10;
const FROM_COAST = 16;
const EDGE = 4;
const ISLAND = 3;

const LEGEND: Box = { left: 390, top: 0, right: MAP_SIZE.width, bottom: 215 };
/** The name of what is pointed at. */
export const TIP = { x: 12, y: 672 };
const TIP_BOX: Box = { left: 0, top: 645, right: 270, bottom: MAP_SIZE.height };

/** A name that finds no room is left out: the table has it. */
export function placeLabels(
  named: readonly Named[],
  { archipelagos, coast }: Pick<Shapes, "archipelagos" | "coast">,
): MapLabel[] {
  const taken = [TIP_BOX, ...archipelagos.flatMap(archipelagoBoxes)];
  return named
    .toSorted((a, b) => a.y - b.y)
    .flatMap((one) => {
      for (const { box, wide, label } of candidates(one, coast)) {
        if (!isInside(box) || overlap(wide, LEGEND) || taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        return [label];
      }
      return [];
    });
}

function isInside({ left, top, right, bottom }: Box): boolean {
  return left >= EDGE && right <= MAP_SIZE.width - EDGE && top >= 0 && bottom <= MAP_SIZE.height;
}

function archipelagoBoxes({ name, x, y, islands }: Shapes["archipelagos"][number]): Box[] {
  const half = (name.length * LETTER.phone) / 2;
  return [
    { left: x - half, top: y - 2 * HALF, right: x + half, bottom: y + HALF / 2 },
    ...islands.map(([left = 0, top = 0]) => ({
      left: left - ISLAND,
      top: top - ISLAND,
      right: left + ISLAND,
      bottom: top + ISLAND,
    })),
  ];
}

type Candidate = { box: Box; wide: Box; label: MapLabel };

/** At its own height first, then step by step above and below; on the nearer coast first. */
function candidates({ id, x, y, text }: Named, coast: Shapes["coast"]): Candidate[] {
  return [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5].flatMap((step) => {
    const at = y + step * 2 * HALF;
    const [west, east] = edges(coast, at, x);
    const eastern = { from: east + FROM_COAST, anchor: "start" as const };
    const western = { from: west - FROM_COAST, anchor: "end" as const };
    const sides = east - x <= x - west ? [eastern, western] : [western, eastern];
    return sides.map(({ from, anchor }) => {
      const isEast = anchor === "start";
      const boxOf = (letter: number): Box => ({
        left: isEast ? from : from - text.length * letter,
        right: isEast ? from + text.length * letter : from,
        top: at - HALF,
        bottom: at + HALF,
      });
      const line = `M${x} ${y}L${isEast ? from - 4 : from + 4} ${at}`;
      return {
        box: boxOf(LETTER.phone),
        wide: boxOf(LETTER.wide),
        label: { id, x: from, y: at, anchor, line },
      };
    });
  });
}

/** Of the land behind a label of this height; where there is none, the province itself. */
function edges(coast: Shapes["coast"], at: number, x: number): [west: number, east: number] {
  const bands = coast.slice(Math.max(0, Math.floor((at - HALF) / BAND)), Math.floor((at + HALF) / BAND) + 1);
  const land = bands.filter((band) => band !== null);
  return [Math.min(x, ...land.map(([west = x]) => west)), Math.max(x, ...land.map(([, east = x]) => east))];
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
