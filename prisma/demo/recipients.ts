/** Below the reporting units of the demo: what they hand down to communes and others, and what those report each month. */
import { apportion } from "@/lib/domain/apportion";
import type { Day } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import { addMonths, asOfDay, yearOf, type PeriodId } from "@/lib/domain/period";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { hash, oneIn, pick } from "./hash";
import { uuidOf } from "./staff";
import type { DemoDecision, DemoTargets } from "./targets";

type RecipientKind = "commune" | "association" | "collection_service";

export type DemoRecipient = {
  provinceId: string;
  id: string;
  unitId: string;
  kind: RecipientKind;
  name: string;
  validFrom: Day;
};
type RecipientTarget = {
  provinceId: string;
  recipientId: string;
  scope: string;
  indicator: IndicatorId;
  decisionId: string;
  value: bigint;
};
export type RecipientResult = {
  provinceId: string;
  recipientId: string;
  unitId: string;
  periodId: PeriodId;
  indicator: IndicatorId;
  value: bigint;
};

/** Provinces of which units hand their numbers down to communes, and of those the ones with others who collect. */
const HANDING_DOWN = 12;
const WITH_OTHERS = 3;
/** What the demo accounts need for a trial: their province and their unit are always among them. */
const PINNED_PROVINCE = "68-2025";
const PINNED_UNIT = "593-2025";
/** Communes are of the tree of 1 July 2025: its first whole year. */
const FIRST_YEAR = 2026;

const OTHERS: readonly { kind: RecipientKind; mark: string; name: string }[] = [
  { kind: "association", mark: "phu-nu", name: "Hội Liên hiệp Phụ nữ" },
  { kind: "association", mark: "nong-dan", name: "Hội Nông dân" },
  { kind: "collection_service", mark: "buu-dien", name: "Bưu điện" },
];

/** The provinces of today in the order in which they came to it; the pinned one first. */
function provincesInOrder(units: readonly Unit[]): string[] {
  const place = (id: string) => (id === PINNED_PROVINCE ? -1 : hash(id, "hands down"));
  return units
    .filter(({ level, validTo }) => level === "province" && validTo === null)
    .map(({ id }) => id)
    .sort((a, b) => place(a) - place(b));
}

const isPinned = ({ id }: Pick<Unit, "id">) => id === PINNED_UNIT;

/** The communes of a unit, and in a few provinces associations and collection services beside them. */
export function demoRecipients(units: readonly Unit[]): ReadonlyMap<string, readonly DemoRecipient[]> {
  const order = provincesInOrder(units);
  const withOthers = new Set(order.slice(0, WITH_OTHERS));
  const communes = new Map<string, Unit[]>();
  for (const unit of units)
    if (unit.level === "commune" && unit.parentId)
      communes.set(unit.parentId, [...(communes.get(unit.parentId) ?? []), unit]);
  const handing = new Set(order.slice(0, HANDING_DOWN));
  const districts = units.filter(
    (unit) => unit.level === "district" && unit.validTo === null && handing.has(unit.provinceId),
  );
  return new Map(
    districts.map((unit) => {
      const own = (communes.get(unit.id) ?? []).map(({ id, name, provinceId, validFrom }): DemoRecipient => ({
        provinceId,
        id,
        unitId: unit.id,
        kind: "commune",
        name,
        validFrom,
      }));
      const hasOthers = withOthers.has(unit.provinceId) && (isPinned(unit) || oneIn(2, unit.id, "others"));
      return [unit.id, hasOthers && own.length > 0 ? [...own, ...othersOf(unit)] : own];
    }),
  );
}

const othersOf = (unit: Unit): DemoRecipient[] =>
  OTHERS.map(({ kind, mark, name }) => ({
    provinceId: unit.provinceId,
    id: `${unit.id}-${mark}`,
    unitId: unit.id,
    kind,
    name: `${name} ${unit.shortName}`,
    validFrom: `${FIRST_YEAR}-01-01`,
  }));

/** In one province of two some units have not come to it yet. */
const hasIssued = (unit: Unit, year: number) =>
  isPinned(unit) || !oneIn(2, unit.provinceId, year, "partly") || !oneIn(3, unit.id, year, "later");

/** Only voluntary participants are brought by others than communes. */
const HANDED_DOWN = ["BHXH_TN", "BHYT"] as const;

function weightOf({ kind, id }: DemoRecipient, indicator: IndicatorId, communes: number): bigint {
  if (kind === "commune") return pick(700, 1_400, id, indicator, "share") * 10n;
  if (indicator !== "BHXH_TN") return 0n;
  return pick(300, 700, id, indicator, "share") * BigInt(communes);
}

export type HandedDown = {
  decisions: (DemoDecision & { provinceId: string })[];
  targets: RecipientTarget[];
};

/** Each unit's number of the agency's first decision of the year, divided among its recipients without a rest. */
export function recipientTargets(
  year: number,
  { decisions, targets }: DemoTargets,
  units: readonly Unit[],
  recipients: ReadonlyMap<string, readonly DemoRecipient[]>,
  today: Day,
): HandedDown {
  const answer: HandedDown = { decisions: [], targets: [] };
  const agency = decisions.find(({ issuer }) => issuer === "BHXH VN");
  if (year < FIRST_YEAR || !agency) return answer;
  const plan = new Map(
    targets
      .filter(({ decisionId }) => decisionId === agency.id)
      .map(({ unitId, indicator, value }) => [`${unitId} ${indicator}`, value]),
  );
  for (const unit of units) {
    const own = recipients.get(unit.id) ?? [];
    const day = `${year}-0${pick(2, 4, unit.id, year, "month")}-${pick(10, 27, unit.id, year, "day")}`;
    if (own.length === 0 || !existsOn(unit, day) || day > today || !hasIssued(unit, year)) continue;
    const number = `MH-${unit.code}/${year}/QĐ-BHXH (minh họa)`;
    const id = uuidOf("decision", unit.id, number);
    const { provinceId } = unit;
    const communes = own.filter(({ kind }) => kind === "commune").length;
    const given = HANDED_DOWN.flatMap((indicator) => {
      const total = plan.get(`${unit.id} ${indicator}`);
      if (total === undefined) return [];
      const parts = apportion(
        total,
        own.map((one) => weightOf(one, indicator, communes)),
      );
      return own.flatMap((one, index): RecipientTarget[] => {
        const value = parts[index] ?? 0n;
        if (value === 0n) return [];
        return [{ provinceId, recipientId: one.id, scope: String(year), indicator, decisionId: id, value }];
      });
    });
    if (given.length === 0) continue;
    answer.decisions.push({
      id,
      unitId: unit.id,
      provinceId,
      issuer: "BHXH cơ sở",
      number,
      decidedOn: day,
      effectiveOn: day,
    });
    answer.targets.push(...given);
  }
  return answer;
}

/** Of 1,000 of the target: where a recipient stands at the end of a month. */
function standing(recipientId: string, indicator: IndicatorId, month: number): bigint {
  const end = pick(930, 1_030, recipientId, indicator, "end");
  const needed = pick(40, 130, recipientId, indicator, "needed");
  return end - (needed * BigInt(12 - month)) / 12n + pick(-3, 3, recipientId, indicator, month, "noise");
}

/** The last month is being typed: of a unit about two recipients of three have reported. */
const isTyped = ({ recipientId }: RecipientTarget, periodId: PeriodId, last: PeriodId) =>
  periodId !== last || !oneIn(3, recipientId, periodId, "typed");

/** What the recipients of units with associations have reached, month by month, and whom they won. */
export function recipientResults(
  year: number,
  { targets }: HandedDown,
  recipients: ReadonlyMap<string, readonly DemoRecipient[]>,
  last: PeriodId,
): RecipientResult[] {
  const reporting = new Map(
    [...recipients.values()]
      .filter((own) => own.some(({ kind }) => kind !== "commune"))
      .flat()
      .map((one) => [one.id, one]),
  );
  const months = Array.from({ length: 12 }, (_, index) => addMonths(`${year}-01` as PeriodId, index));
  return targets.flatMap((target) => {
    const one = reporting.get(target.recipientId);
    if (!one) return [];
    const { provinceId, recipientId, indicator, value } = target;
    const won = indicator === "BHXH_TN" ? ("TN_MOI" as const) : ("HGD_MOI" as const);
    return months
      .filter((periodId) => asOfDay(periodId) <= asOfDay(last) && isTyped(target, periodId, last))
      .flatMap((periodId): RecipientResult[] => {
        const month = Number(periodId.slice(5));
        const shared = { provinceId, recipientId, unitId: one.unitId, periodId };
        const parts = pick(2, 12, recipientId, won, periodId);
        return [
          { ...shared, indicator, value: (value * standing(recipientId, indicator, month)) / 1_000n },
          { ...shared, indicator: won, value: (value * parts) / 1_000n },
        ];
      });
  });
}

/** Years of which recipients have targets. */
export const isRecipientYear = (last: PeriodId, year: number) => year >= FIRST_YEAR && year <= yearOf(last);
