/** The shape of the month's form: its sections and rows, what it computes by itself, and the identities it shows as kept. */
import type { CheckCode, Issue } from "./checks";
import {
  indicator,
  INDICATOR_IDS,
  PARTS,
  PAYER_GROUPS,
  type DerivedId,
  type IndicatorGroup,
  type IndicatorId,
  type ReportingKind,
} from "./indicator";
import { derivedParts, isDerivedId } from "./rollup";

type EntryRow = {
  id: IndicatorId;
  kind: "entered" | "derived";
  /** "trong đó …": stands indented below its whole. */
  isPart: boolean;
  /** A line above the row that opens a group within the section. */
  heading: string | null;
};

export type EntrySection = {
  key: SectionKey;
  title: string;
  /** "người", "đồng": what its numbers count, if they all count the same. */
  unit: string | null;
  rows: EntryRow[];
};

const SECTIONS = {
  people: { title: "Người tham gia", groups: ["people", "payers"] },
  new: { title: "Phát triển mới trong kỳ", groups: ["new"] },
  money: { title: "Thu và chậm đóng", groups: ["money"] },
  digital: { title: "Đơn vị và giao dịch điện tử", groups: ["employers", "digital"] },
  communication: { title: "Truyền thông", groups: ["communication"] },
} as const satisfies Record<string, { title: string; groups: readonly IndicatorGroup[] }>;
type SectionKey = keyof typeof SECTIONS;

const INDENTED: ReadonlySet<IndicatorId> = new Set(["BHYT_HSSV", "NO_TINH_LAI", "DON_VI_GDDT"]);

/** The form of a unit of this kind that enters these indicators; sections without a row are left out. */
export function entrySections(entered: readonly IndicatorId[], kind: ReportingKind): EntrySection[] {
  return (Object.keys(SECTIONS) as SectionKey[])
    .map((key) => section(key, entered, kind))
    .filter(({ rows }) => rows.length > 0);
}

function section(key: SectionKey, entered: readonly IndicatorId[], kind: ReportingKind): EntrySection {
  const { title, groups }: { title: string; groups: readonly IndicatorGroup[] } = SECTIONS[key];
  const rows = INDICATOR_IDS.filter((id) => groups.includes(indicator(id).group))
    .filter((id) => (isDerivedId(id) ? isShown(id, entered, kind) : entered.includes(id)))
    .map((id): EntryRow => ({
      id,
      kind: isDerivedId(id) ? "derived" : "entered",
      isPart: INDENTED.has(id),
      heading: null,
    }));
  const payer = rows.find(({ id }) => indicator(id).group === "payers");
  if (payer) payer.heading = "BHYT chia theo nhóm đóng";
  const [unit, ...others] = new Set(rows.map(({ id }) => indicator(id).unit));
  return { key, title, unit: others.length === 0 ? (unit ?? null) : null, rows };
}

/** A derived row of one part would only repeat it. */
function isShown(id: DerivedId, entered: readonly IndicatorId[], kind: ReportingKind): boolean {
  const parts = derivedParts(id, kind);
  return parts.length > 1 && parts.every(([part]) => entered.includes(part));
}

/** The value of a derived row; null while one of its parts is empty, or if it would fall below zero. */
export function derivedValue(
  id: DerivedId,
  kind: ReportingKind,
  valueOf: (part: IndicatorId) => bigint | null,
): bigint | null {
  let sum = 0n;
  for (const [part, sign] of derivedParts(id, kind)) {
    const value = valueOf(part);
    if (value === null) return null;
    sum += sign * value;
  }
  return sum < 0n ? null : sum;
}

/** "BHXH bắt buộc + BHXH tự nguyện" */
export function derivedFormula(id: DerivedId, kind: ReportingKind): string {
  return derivedParts(id, kind)
    .map(([part, sign], index) => {
      const operator = sign < 0n ? "\u2212 " : "+ ";
      return (index === 0 ? "" : operator) + indicator(part).short;
    })
    .join(" ");
}

export type Identity = {
  text: string;
  /** `open`: not everything that it compares has been typed. */
  state: "kept" | "broken" | "open";
};

/** The identities that apply to a form, with how they stand. @param issues of the same figures */
export function identities(
  entered: readonly IndicatorId[],
  valueOf: (id: IndicatorId) => bigint | null,
  issues: readonly Issue[],
): Identity[] {
  const has = (code: CheckCode, id?: IndicatorId) =>
    issues.some((issue) => issue.code === code && (id === undefined || issue.indicator === id));
  const state = (ids: readonly IndicatorId[], isBroken: boolean): Identity["state"] => {
    if (isBroken) return "broken";
    return ids.some((id) => valueOf(id) === null) ? "open" : "kept";
  };
  const found: Identity[] = [];
  const payers = PAYER_GROUPS.filter((id) => entered.includes(id));
  if (payers.length > 0 && entered.includes("BHYT")) {
    const isBroken = has("payers-do-not-sum") || has("payers-exceed");
    found.push({
      text: `${payers.length} nhóm đóng cộng đủ BHYT`,
      state: state([...payers, "BHYT"], isBroken),
    });
  }
  for (const [part, whole] of PARTS) {
    if (!entered.includes(part) || !entered.includes(whole)) continue;
    const text = `${indicator(part).short} không lớn hơn ${indicator(whole).short}`;
    found.push({ text, state: state([part, whole], has("part-exceeds-whole", part)) });
  }
  const cumulative = entered.filter((id) => indicator(id).nature === "cumulative");
  if (cumulative.length > 0) {
    found.push({ text: "Số lũy kế không giảm", state: state(cumulative, has("falls-within-year")) });
  }
  return found;
}
