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

/** Of the largest letters, those on phones; smaller ones have more room. */
const LETTER = 10.5;
const HALF = 13;
const BAND = 10;
const FROM_COAST = 16;
const EDGE = 4;

/** The legend, and the name of what is pointed at. */
const LEGEND: Box = { left: 385, top: 0, right: MAP_SIZE.width, bottom: 215 };
export const TIP = { x: 12, y: 672 };
const TIP_BOX: Box = { left: 0, top: 640, right: 285, bottom: MAP_SIZE.height };

/** A name that finds no room is left out: the table has it. */
export function placeLabels(
  named: readonly Named[],
  { archipelagos, coast }: Pick<Shapes, "archipelagos" | "coast">,
): MapLabel[] {
  const taken = [LEGEND, TIP_BOX, ...archipelagos.flatMap(archipelagoBoxes)];
  return named
    .toSorted((a, b) => a.y - b.y)
    .flatMap((one) => {
      for (const { box, label } of candidates(one, coast)) {
        const isInside = box.left >= EDGE && box.right <= MAP_SIZE.width - EDGE && box.top >= 0;
        if (!isInside || taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        return [label];
      }
      return [];
    });
}

function archipelagoBoxes({ name, x, y, box }: Shapes["archipelagos"][number]): Box[] {
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const half = (name.length * LETTER) / 2;
  return [
    { left, top, right, bottom },
    { left: x - half, top: y - 2 * HALF, right: x + half, bottom: y + HALF / 2 },
  ];
}

/** At its own height first, then step by step above and below; on the nearer coast first. */
function candidates({ id, x, y, text }: Named, coast: Shapes["coast"]): { box: Box; label: MapLabel }[] {
  const width = text.length * LETTER;
  return [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5].flatMap((step) => {
    const at = y + step * 2 * HALF;
    const [west, east] = edges(coast, at, x);
    const eastern = { from: east + FROM_COAST, anchor: "start" as const };
    const western = { from: west - FROM_COAST, anchor: "end" as const };
    const sides = east - x <= x - west ? [eastern, western] : [western, eastern];
    return sides.map(({ from, anchor }) => {
      const isEast = anchor === "start";
      const box = {
        left: isEast ? from : from - width,
        right: isEast ? from + width : from,
        top: at - HALF,
        bottom: at + HALF,
      };
      const line = `M${x} ${y}L${isEast ? from - 4 : from + 4} ${at}`;
      return { box, label: { id, x: from, y: at, anchor, line } };
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
