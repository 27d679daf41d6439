/** Finding by a few letters: marks are ignored, initials suffice, and what is meant most often stands first. */
import type { Day } from "./day";
import { asOfDay, isPeriodId, monthOf, periodName, periodTitle, type PeriodId } from "./period";
import { existsOn, type Unit } from "./unit";

/** Small letters without marks, đ too; everything that is no letter or digit parts words. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** "tth" and "thuathienh" of "thua thien hue": a beginning of each word in turn, none left out. */
function spells(words: readonly string[], letters: string): boolean {
  if (letters === "") return true;
  const [first, ...rest] = words;
  if (first === undefined) return false;
  for (let length = 1; length <= first.length && letters.startsWith(first.slice(0, length)); length += 1)
    if (spells(rest, letters.slice(length))) return true;
  return false;
}

/** Every word of the query begins a word of the name, in the same order. */
function beginsInOrder(words: readonly string[], query: readonly string[]): boolean {
  let at = 0;
  for (const part of query) {
    const found = words.findIndex((word, index) => index >= at && word.startsWith(part));
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}

/** How well a name answers: 0 best; null not at all. Both are folded. */
export function match(name: string, query: string): number | null {
  if (query === "") return null;
  if (name === query) return 0;
  if (name.startsWith(`${query} `)) return 1;
  if (name.startsWith(query)) return 2;
  const words = name.split(" ");
  const letters = query.replaceAll(" ", "");
  const isInitials = letters === words.map((word) => word[0]).join("");
  if (isInitials && words.length > 1) return 1;
  if (spells(words, letters)) return 3;
  if (beginsInOrder(words, query.split(" "))) return 4;
  if (letters.length > 1 && words.some((_, index) => index > 0 && spells(words.slice(index), letters)))
    return 5;
  return query.length > 2 && name.includes(query) ? 6 : null;
}

export type SearchUnit = Pick<
  Unit,
  | "id"
  | "provinceId"
  | "code"
  | "name"
  | "shortName"
  | "level"
  | "reportingKind"
  | "path"
  | "validFrom"
  | "validTo"
> & {
  /** Of the unit above, for districts: many share a name. */
  parentName: string | null;
};

type SearchScreen = { href: string; label: string };

export type SearchSource = {
  units: readonly SearchUnit[];
  /** Newest first. */
  periods: readonly PeriodId[];
  screens: readonly SearchScreen[];
  /** Whose people search: their own units stand before others of the same name. */
  ownPath: string;
  /** The unit that a period alone is looked at for. */
  homeId: string;
  today: Day;
};

export const SEARCH_KINDS = ["unit", "period", "screen"] as const;
type SearchKind = (typeof SEARCH_KINDS)[number];

export type SearchResult = {
  kind: SearchKind;
  href: string;
  title: string;
  /** Where it lies, or until when it existed. */
  detail: string;
  isEnded: boolean;
};

/** The month or day that the query ends with: "lâm đồng 10/2025", "t10/2025", "2025-10", "tháng 10 năm 2025". */
export function readQuery(text: string): { words: string; period: PeriodId | null } {
  const query = fold(text).slice(0, 80);
  const [year, month, day] =
    /(?:^| )(\d{4}) (\d{1,2})(?: (\d{1,2}))?$/.exec(query)?.slice(1) ??
    reversed(
      /(?:^| )(?:ngay )?(?:(\d{1,2}) )?(?:thang |t)?(\d{1,2}) (?:nam )?(\d{4})$/.exec(query)?.slice(1),
    ) ??
    [];
  const parts = [year, month, day].flatMap((part) => (part ? [part.padStart(2, "0")] : []));
  const id = parts.join("-");
  if (!isPeriodId(id)) return { words: query, period: null };
  const words = query
    .replace(/(?:^| )(\d{4}) (\d{1,2})( \d{1,2})?$/, "")
    .replace(/(?:^| )(ngay )?(\d{1,2} )?(thang |t)?\d{1,2} (nam )?\d{4}$/, "");
  return { words: words.replace(/(?:^| )(ky|thang|ngay)$/, "").trim(), period: id };
}

/** "lâm đồng 2023", "lâm đồng năm 2023": the unit and December of the year, else the newest period that there is of it. */
function readYear(text: string, periods: readonly PeriodId[]): { words: string; period: PeriodId } | null {
  const [, words, year] = /^(.+?)(?: nam)? (\d{4})$/.exec(fold(text).slice(0, 80)) ?? [];
  if (words === undefined || year === undefined) return null;
  const ofYear = periods.filter((id) => id.startsWith(`${year}-`));
  const period =
    ofYear.find((id) => id === `${year}-12`) ?? ofYear.find((id) => id === monthOf(id)) ?? ofYear[0];
  return period === undefined ? null : { words, period };
}

function reversed(parts: (string | undefined)[] | undefined): (string | undefined)[] | undefined {
  return parts?.toReversed();
}

/** Names that people still look for; the units carry the one they had last. */
const FORMER_NAMES: ReadonlyMap<string, string> = new Map([
  ["46", "Thừa Thiên Huế"],
  ["46-2025", "Thừa Thiên Huế"],
  ["79", "Sài Gòn"],
  ["79-2025", "Sài Gòn"],
]);

const LEVELS: readonly Unit["level"][] = ["nation", "province", "office", "district", "commune"];
const collator = new Intl.Collator("vi");

type Ranked = { result: SearchResult; order: readonly number[] };

/** At most `limit` results, the best first. The same query always answers the same. */
export function search(source: SearchSource, text: string, limit = 20): SearchResult[] {
  const { words, period } = readQuery(text);
  const year = period === null ? readYear(text, source.periods) : null;
  const named = rankUnits(source, words, period);
  const ranked = [
    // "68 2025" is the id of a unit before it is a unit and a year.
    ...(named.length === 0 && year !== null ? rankUnits(source, year.words, year.period) : named),
    ...rankPeriods(source, words, period),
    ...rankScreens(source, words),
  ];
  return ranked
    .toSorted((a, b) => compareOrder(a.order, b.order) || collator.compare(a.result.title, b.result.title))
    .slice(0, limit)
    .map(({ result }) => result);
}

function compareOrder(a: readonly number[], b: readonly number[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? 0;
    if (left !== right) return left - right;
  }
  return 0;
}

/** "tỉnh", "thành phố", "huyện" stand before many names: their letters alone mean little. */
function matchLong(name: string, query: string): number | null {
  const score = match(name, query);
  return score === null || name.startsWith(query) ? score : Math.max(score, 5) + 0.5;
}

function rankUnits(
  { units, periods, ownPath, today }: SearchSource,
  words: string,
  wanted: PeriodId | null,
): Ranked[] {
  const period = periods.find((one) => one === wanted) ?? null;
  // With a month the unit that existed then is meant.
  const day = wanted === null ? today : asOfDay(wanted);
  return units.flatMap((unit) => {
    // A code is typed in full: "60" is a province, not everything with a 6.
    const isCode = words === fold(unit.code) || words === fold(unit.id);
    const former = FORMER_NAMES.get(unit.id);
    const formerScore = former ? match(fold(former), words) : null;
    const ownScores = [
      match(fold(unit.shortName), words),
      matchLong(fold(unit.name), words),
      isCode ? 0 : null,
    ];
    const scores = [...ownScores, formerScore].filter((score) => score !== null);
    if (scores.length === 0) return [];
    const isEnded = !existsOn(unit, today);
    const isOwn = unit.path.startsWith(ownPath);
    const order = [
      Math.min(...scores),
      Number(!existsOn(unit, day)),
      Number(!isOwn),
      LEVELS.indexOf(unit.level),
    ];
    const result = unitResult(unit, isEnded, period);
    const isByFormer = former && ownScores.every((score) => score === null);
    return [
      { result: isByFormer ? { ...result, detail: `trước là ${former}, ${result.detail}` } : result, order },
    ];
  });
}

export function unitResult(unit: SearchUnit, isEnded: boolean, period: PeriodId | null = null): SearchResult {
  const query = period === null ? "" : periodQuery(unit, period);
  const life = isEnded ? lifeWords(unit) : null;
  return {
    kind: "unit",
    href: `/units/${encodeURIComponent(unit.id)}${query}`,
    title: unit.level === "province" ? unit.shortName : unit.name,
    detail: [unit.parentName ?? levelWords(unit), life, period && periodName(period)]
      .filter((part) => part !== null)
      .join(", "),
    isEnded,
  };
}

/** Before it began a unit is what went into it, told in today's tree. */
const periodQuery = (unit: Pick<Unit, "validFrom"> | undefined, period: PeriodId) =>
  `?period=${period}${unit && asOfDay(period) < unit.validFrom ? "&boundaries=now" : ""}`;

const levelWords = ({ level, reportingKind }: SearchUnit) =>
  level === "nation"
    ? "Toàn quốc"
    : level === "province"
      ? "Tỉnh, thành phố"
      : reportingKind === "national_office"
        ? "Trực thuộc Trung ương"
        : "Đơn vị";

const lifeWords = ({ validTo }: SearchUnit) =>
  validTo === null ? "chưa thành lập" : `đến ${validTo.split("-").toReversed().join("/")}`;

function rankPeriods(
  { periods, homeId, units }: SearchSource,
  words: string,
  wanted: PeriodId | null,
): Ranked[] {
  if (wanted !== null && words !== "") return [];
  const home = units.find(({ id }) => id === homeId);
  return periods.flatMap((id, index) => {
    const score =
      wanted === null
        ? match(fold(periodName(id)), words)
        : id === wanted
          ? 0
          : monthOf(id) === wanted
            ? 1
            : null;
    if (score === null) return [];
    const result: SearchResult = {
      kind: "period",
      href: `/units/${encodeURIComponent(homeId)}${periodQuery(home, id)}`,
      title: periodTitle(id),
      detail: "Kỳ số liệu",
      isEnded: false,
    };
    // "tháng 9" means many: the newest of them, after units of such a name.
    return [{ result, order: [score + 0.5, index] }];
  });
}

function rankScreens({ screens }: SearchSource, words: string): Ranked[] {
  return screens.flatMap(({ href, label }, index) => {
    const score = match(fold(label), words);
    return score === null
      ? []
      : [
          {
            result: { kind: "screen", href, title: label, detail: "Màn hình", isEnded: false },
            order: [score, 0, 0, index],
          },
        ];
  });
}
