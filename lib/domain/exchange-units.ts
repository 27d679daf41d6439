/**
 * Which unit of another DHIS2 system is which of ours: by its code, else by its name below a parent that is known.
 * Units of ours are official and come with the reference data: what is found are lines for the table of codes, no more.
 */
import { z } from "zod";
import type { Day } from "./day";
import type { ExchangeCodes } from "./exchange-codes";
import { grouped } from "./grouped";
import { formatCount } from "./number";
import { textCell, type SheetCell } from "./sheet";
import { ReceiverIndex } from "./sheet-receivers";
import type { Unit } from "./unit";

const MOST_UNITS = 20_000;
const referenceSchema = z.object({ id: z.string() });
const foreignSchema = z.object({
  id: z.string().regex(/^[^\s=]{1,100}$/),
  code: z.string().max(1000).nullish(),
  name: z.string().max(1000).nullish(),
  displayName: z.string().max(1000).nullish(),
  parent: referenceSchema.nullish(),
  path: z.string().max(2000).nullish(),
  closedDate: z.string().max(40).nullish(),
});
const documentSchema = z.object({ organisationUnits: z.array(z.unknown()) });

export type ForeignUnit = {
  id: string;
  code: string | null;
  name: string;
  /** Its name as names in sheets are read. */
  nameCell: SheetCell;
  parentId: string | null;
  closedOn: Day | null;
};

type Read = { ok: true; units: ForeignUnit[] } | { ok: false; message: string };

/** The units of a metadata export; all of it, or why none of it. */
export function readForeignUnits(bytes: Uint8Array): Read {
  const refuse = (message: string): Read => ({ ok: false, message });
  const given = parsed(bytes);
  if (given === null) return refuse("Tệp JSON hỏng, thiếu phần cuối hoặc không phải UTF-8; không đọc được.");
  const { data } = documentSchema.safeParse(given.value);
  if (!data) return refuse("Tệp JSON không có danh sách organisationUnits nào.");
  const all = data.organisationUnits;
  if (all.length === 0) return refuse("Danh sách organisationUnits không có đơn vị nào.");
  if (all.length > MOST_UNITS)
    return refuse(`Tệp có quá ${formatCount(BigInt(MOST_UNITS))} đơn vị; chia tệp theo tỉnh.`);
  const units = new Map<string, ForeignUnit>();
  for (const [index, one] of all.entries()) {
    const unit = foreignUnitOf(one);
    if (unit === null)
      return refuse(`Đơn vị thứ ${index + 1} không đúng dạng organisationUnit: cần id và name.`);
    if (units.has(unit.id)) return refuse(`Đơn vị thứ ${index + 1} có id “${unit.id}” đã dùng ở trên.`);
    units.set(unit.id, unit);
  }
  return { ok: true, units: [...units.values()] };
}

function parsed(bytes: Uint8Array): { value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return null;
  }
}

function foreignUnitOf(given: unknown): ForeignUnit | null {
  const { data } = foreignSchema.safeParse(given);
  const name = textCell(data?.name ?? data?.displayName ?? "");
  if (!data || name === null) return null;
  // "/above/itself"
  const above = data.path?.split("/").at(-2);
  return {
    id: data.id,
    code: data.code?.trim() || null,
    name: name.shown,
    nameCell: name,
    parentId: data.parent?.id ?? (above || null),
    closedOn: data.closedDate?.slice(0, 10) ?? null,
  };
}

type UnitMatch = { foreign: ForeignUnit; unit: Unit; by: "code" | "name"; note: string | null };
export type UnitsReading = {
  matches: readonly UnitMatch[];
  /** For a person: nothing was found, too much, or something that the table says otherwise. */
  unclear: readonly { foreign: ForeignUnit; message: string }[];
  /** How many the table has already, or are called there as they are here. */
  held: number;
  /** How many had ended there on the day. */
  closed: number;
};

const label = ({ name, code }: Unit) => `${name} (mã ${code})`;
const asReceiver = ({ id, code, name, shortName, level }: Unit) => ({ id, code, name, shortName, level });

class Matching {
  readonly matches: UnitMatch[] = [];
  readonly unclear: { foreign: ForeignUnit; message: string }[] = [];
  held = 0;
  /** By the id of the other system; null where the table means a unit of another time. */
  private readonly known = new Map<string, Unit | null>();
  private readonly byId: ReadonlyMap<string, Unit>;
  private readonly byCode = new Map<string, Unit[]>();
  private readonly sameCode = new Map<string, number>();
  private readonly heldBy = new Map<string, string>();
  /** Units that a code or the table names: a name may not mean them too. */
  private readonly claimed = new Set<string>();

  constructor(
    private readonly foreign: readonly ForeignUnit[],
    private readonly units: readonly Unit[],
    private readonly codes: ExchangeCodes,
  ) {
    this.byId = new Map(units.map((unit) => [unit.id, unit]));
    for (const unit of units) {
      const key = unit.code.toLowerCase();
      this.byCode.set(key, [...(this.byCode.get(key) ?? []), unit]);
    }
    for (const { code } of foreign)
      if (code !== null)
        this.sameCode.set(code.toLowerCase(), (this.sameCode.get(code.toLowerCase()) ?? 0) + 1);
  }

  run(): void {
    for (const [here, there] of Object.entries(this.codes.orgUnits)) {
      const unit = this.byId.get(here) ?? this.withCode(here)[0] ?? null;
      this.known.set(there, unit);
      if (unit === null) continue;
      this.heldBy.set(unit.id, there);
      this.claimed.add(unit.id);
    }
    for (const { code } of this.foreign) {
      const found = code === null ? [] : this.withCode(code);
      for (const unit of found) this.claimed.add(unit.id);
    }
    const ids = new Set(this.foreign.map(({ id }) => id));
    const below = new Map<string, ForeignUnit[]>();
    const tops: ForeignUnit[] = [];
    for (const one of this.foreign) {
      if (one.parentId === null || one.parentId === one.id || !ids.has(one.parentId)) tops.push(one);
      else below.set(one.parentId, [...(below.get(one.parentId) ?? []), one]);
    }
    const seen = new Set<string>();
    const families = [...grouped(tops, ({ parentId }) => parentId ?? "").values()];
    for (const family of families) {
      this.matchFamily(family);
      for (const { id } of family) {
        seen.add(id);
        const children = below.get(id);
        if (children) families.push(children);
      }
    }
    // Parents that lead back to themselves.
    for (const foreign of this.foreign)
      if (!seen.has(foreign.id))
        this.unclear.push({ foreign, message: "đơn vị cấp trên đi vòng, không tới gốc của cây" });
  }

  private withCode(code: string): readonly Unit[] {
    const exact = this.byId.get(code);
    return this.byCode.get(code.toLowerCase()) ?? (exact ? [exact] : []);
  }

  /** Those below one parent: what a code says before what a name says. */
  private matchFamily(family: readonly ForeignUnit[]): void {
    const parentId = family[0]?.parentId ?? null;
    const parent = parentId === null ? null : (this.known.get(parentId) ?? null);
    const named: ForeignUnit[] = [];
    for (const foreign of family) {
      if (this.known.has(foreign.id)) this.held += 1;
      else if (foreign.code !== null && this.withCode(foreign.code).length > 0)
        this.matchCode(foreign, foreign.code, parent);
      else named.push(foreign);
    }
    this.matchNames(named, parentId, parent);
  }

  private matchCode(foreign: ForeignUnit, code: string, parent: Unit | null): void {
    const found = this.withCode(code);
    const below = parent === null ? found : found.filter(({ parentId }) => parentId === parent.id);
    const [unit, ...others] = below;
    const all = found.map(label).join(", ");
    const refuse = (message: string) => void this.unclear.push({ foreign, message });
    if ((this.sameCode.get(code.toLowerCase()) ?? 0) > 1)
      return refuse(`mã ${code} có ở nhiều đơn vị trong tệp: ${all}`);
    if (!unit)
      return refuse(`mã ${code} là ${all}, không thuộc ${parent ? label(parent) : "đơn vị cấp trên"}`);
    if (others.length > 0) return refuse(`mã ${code} là nhiều đơn vị: ${all}`);
    const isAlike = new ReceiverIndex({ receivers: [asReceiver(unit)], outsiders: [] }).withName(
      foreign.nameCell,
    ).ok;
    this.take(foreign, unit, "code", isAlike ? null : "mã giống, tên khác");
  }

  private matchNames(family: readonly ForeignUnit[], parentId: string | null, parent: Unit | null): void {
    const candidates = this.units.filter(
      (unit) => !this.claimed.has(unit.id) && unit.parentId === (parent?.id ?? null),
    );
    const index = new ReceiverIndex(
      { receivers: candidates.map(asReceiver), outsiders: [] },
      parent ? `dưới ${label(parent)} mà chưa có mã bên ngoài` : "ở gốc của cây",
    );
    const found: { foreign: ForeignUnit; unit: Unit; note: string | null }[] = [];
    for (const foreign of family) {
      if (parentId !== null && parent === null) {
        this.unclear.push({ foreign, message: "đơn vị cấp trên chưa khớp, không so tên được" });
        continue;
      }
      const answer = index.withName(foreign.nameCell);
      const unit = answer.ok ? this.byId.get(answer.receiver.id) : undefined;
      if (answer.ok && unit) found.push({ foreign, unit, note: answer.warning });
      else if (!answer.ok) this.unclear.push({ foreign, message: answer.message });
    }
    for (const same of grouped(found, ({ unit }) => unit.id).values())
      for (const { foreign, unit, note } of same)
        if (same.length === 1) this.take(foreign, unit, "name", note);
        else this.unclear.push({ foreign, message: `nhiều đơn vị trong tệp cùng có tên như ${label(unit)}` });
  }

  private take(foreign: ForeignUnit, unit: Unit, by: "code" | "name", note: string | null): void {
    if (foreign.id === unit.id || foreign.id === unit.code) {
      // It stands for itself and needs no line.
      this.held += 1;
      this.known.set(foreign.id, unit);
      return;
    }
    if (this.byId.has(foreign.id) || this.byCode.has(foreign.id.toLowerCase()))
      return void this.unclear.push({
        foreign,
        message: "mã bên ngoài trùng với mã của một đơn vị khác ở đây",
      });
    const there = this.heldBy.get(unit.id);
    if (there !== undefined)
      return void this.unclear.push({
        foreign,
        message: `${label(unit)} đã có mã bên ngoài ${there} trong bảng`,
      });
    this.heldBy.set(unit.id, foreign.id);
    this.claimed.add(unit.id);
    this.known.set(foreign.id, unit);
    this.matches.push({ foreign, unit, by, note });
  }
}

/** @param units those that exist on the day, without communes: they report nothing */
export function matchForeignUnits(
  given: readonly ForeignUnit[],
  units: readonly Unit[],
  codes: ExchangeCodes,
  on: Day,
): UnitsReading {
  const open = given.filter(({ closedOn }) => closedOn === null || closedOn >= on);
  const matching = new Matching(open, units, codes);
  matching.run();
  const { matches, unclear, held } = matching;
  return { matches, unclear, held, closed: given.length - open.length };
}
