/**
 * The units form: what a file of units adds to the tree. A unit is never moved: to move is to end it and to begin anew
 * with a new id, so of a unit that is known only its end and its name may change.
 */
import type { Day } from "./day";
import type { ReportingKind } from "./indicator";
import { RowIssues, type Row } from "./load-form";
import type { FieldIssue } from "./load-issue";
import { existsOn, UNIT_LEVELS, type Unit, type UnitLevel } from "./unit";

export type UnitRow = {
  line: number;
  code: string;
  name: string;
  level: UnitLevel;
  parentCode: string;
  validFrom: Day;
  validTo: Day | null;
};

export type UnitPlan = {
  created: Unit[];
  /** Known units with their new end or name, beside what they were. */
  changed: { line: number; before: Unit; after: Unit }[];
  unchanged: number;
  /** Known and new units as they will be. */
  all: Unit[];
  /** Line of each unit of the file that is new or changed, by id. */
  lines: Map<string, number>;
  /** Codes whose rows have errors. */
  refused: Set<string>;
};

type Refuse = (line: number, issue: FieldIssue) => void;

const PARENTS: Readonly<Record<UnitLevel, readonly UnitLevel[]>> = {
  nation: [],
  province: ["nation"],
  district: ["province"],
  office: ["province", "nation"],
  commune: ["district"],
};
/** From this day on ids carry the year in which the unit began. */
const REFORM = "2025-07-01";
const FOREVER = "9999-12-31";
const CODE = /^[0-9A-Z]+(-[0-9A-Z]+)*$/;

export function readUnit(row: Row, line: number): UnitRow | FieldIssue[] {
  const issues = new RowIssues();
  const code = row("code");
  if (!CODE.test(code) || code.length > 20)
    issues.add("code", code, "digits, capitals and -, such as 60 or 60-VP");
  const name = issues.text("name", row("name"), 200);
  const level = issues.oneOf("level", row("level"), UNIT_LEVELS);
  const parentCode = row("parent_code");
  if (level === "nation" && code !== "VN") issues.add("code", code, "VN for the nation");
  if (level === "nation" && parentCode !== "")
    issues.add("parent_code", parentCode, "nothing: the nation has no parent");
  if (level !== null && level !== "nation" && parentCode === "")
    issues.add("parent_code", parentCode, `the code of a ${PARENTS[level].join(" or ")}`);
  const validFrom = issues.day("valid_from", row("valid_from"));
  const validTo = row("valid_to") === "" ? null : issues.day("valid_to", row("valid_to"));
  if (validFrom && validTo && validTo < validFrom)
    issues.add("valid_to", validTo, `a day from ${validFrom} on, or nothing`);
  if (issues.all.length > 0 || !name || !level || !validFrom) return issues.all;
  return { line, code, name, level, parentCode, validFrom, validTo };
}

/** "Tỉnh Bình Thuận" -> "Bình Thuận"; a name that would be only a number keeps its kind: "Quận 1". */
export function shortName(name: string): string {
  const short = name.replace(
    /^(Tỉnh|Thành phố|TP\.?|Huyện đảo|Huyện|Quận|Thị xã|Thị trấn|Phường|Xã|Đặc khu|BHXH cơ sở|BHXH tỉnh|BHXH huyện|BHXH) /u,
    "",
  );
  return /^[0-9]+$/.test(short) ? name : short;
}

/** The code, while no unit has that id and the unit is of the tree before July 2025; else with the year it began in. */
export function unitId(code: string, validFrom: Day, isTaken: (id: string) => boolean): string {
  const dated = `${code}-${validFrom.slice(0, 4)}`;
  const candidates = [...(validFrom < REFORM ? [code] : []), dated, `${dated}-${validFrom.slice(5, 7)}`];
  return candidates.find((id) => !isTaken(id)) ?? `${dated}-${validFrom.slice(5, 7)}-${validFrom.slice(8)}`;
}

/**
 * Tells through `refuse` what cannot be, and plans the rest, so that later files meet as many units as possible.
 * @param unread codes of rows that could not be read
 */
export function planUnits(
  rows: readonly UnitRow[],
  known: readonly Unit[],
  unread: ReadonlySet<string>,
  refuse: Refuse,
): UnitPlan {
  const tree = new Tree(known);
  const refused = new Set(unread);
  const plan: UnitPlan = { created: [], changed: [], unchanged: 0, all: [], lines: new Map(), refused };
  const byLevel = rows.toSorted((a, b) => UNIT_LEVELS.indexOf(a.level) - UNIT_LEVELS.indexOf(b.level));
  // Ends first: they make room for the units that follow under the same code.
  const seen = new Map<string, number>();
  const fresh: UnitRow[] = [];
  for (const row of byLevel) {
    const key = [row.code, row.level, row.validFrom].join();
    const twice = seen.get(key);
    if (twice !== undefined) {
      refuse(row.line, about("code", row.code, `each unit once; line ${twice} has it too`));
      continue;
    }
    seen.set(key, row.line);
    const before = tree.find(row);
    if (!before) fresh.push(row);
    else if (!movesUnit(row, before, tree, refuse)) change(row, before, tree, plan);
  }
  for (const row of fresh) create(row, tree, plan, refuse);
  for (const [id, line] of plan.lines) tree.checkLife(id, line, plan.lines, refuse);
  plan.all = tree.all();
  return plan;
}

function movesUnit(row: UnitRow, before: Unit, tree: Tree, refuse: Refuse): boolean {
  const parent = before.parentId === null ? null : tree.get(before.parentId);
  if ((parent?.code ?? "") === row.parentCode) return false;
  refuse(
    row.line,
    about(
      "parent_code",
      row.parentCode,
      `${parent?.code ?? "nothing"}; a unit never moves, end it and begin a new one`,
    ),
  );
  return true;
}

function change(row: UnitRow, before: Unit, tree: Tree, plan: UnitPlan): void {
  if (row.name === before.name && row.validTo === before.validTo) {
    plan.unchanged += 1;
    return;
  }
  const short = row.name === before.name ? before.shortName : shortName(row.name);
  const after = { ...before, name: row.name, shortName: short, validTo: row.validTo };
  tree.put(after);
  plan.changed.push({ line: row.line, before, after });
  plan.lines.set(before.id, row.line);
}

function create(row: UnitRow, tree: Tree, plan: UnitPlan, refuse: Refuse): void {
  const { line, code, name, level, validFrom, validTo } = row;
  const parent = level === "nation" ? null : tree.parent(row, plan.refused, refuse);
  if (parent === undefined) {
    plan.refused.add(code);
    return;
  }
  const id = unitId(code, validFrom, (taken) => tree.get(taken) !== undefined);
  const unit: Unit = {
    id,
    code,
    name,
    shortName: shortName(name),
    level,
    reportingKind: reportingKind(level, parent),
    parentId: parent?.id ?? null,
    provinceId: level === "province" || parent === null ? id : parent.provinceId,
    path: `${parent?.path ?? "/"}${id.toLowerCase()}/`,
    validFrom,
    validTo,
  };
  tree.put(unit);
  plan.created.push(unit);
  plan.lines.set(id, line);
}

function reportingKind(level: UnitLevel, parent: Unit | null): ReportingKind | null {
  if (level === "district") return "district";
  if (level !== "office") return null;
  return parent?.level === "nation" ? "national_office" : "province_office";
}

const about = (column: string, found: string, expected: string): FieldIssue => ({ column, found, expected });

/** Units while a file is worked in. */
class Tree {
  private readonly byId = new Map<string, Unit>();
  private readonly idsByCode = new Map<string, Set<string>>();
  private readonly childIds = new Map<string, Set<string>>();

  constructor(units: readonly Unit[]) {
    for (const unit of units) this.put(unit);
  }

  get = (id: string) => this.byId.get(id);
  all = () => [...this.byId.values()];

  put(unit: Unit): void {
    this.byId.set(unit.id, unit);
    grow(this.idsByCode, unit.code, unit.id);
    if (unit.parentId !== null) grow(this.childIds, unit.parentId, unit.id);
  }

  private listed(ids: ReadonlySet<string> | undefined): Unit[] {
    return [...(ids ?? [])].flatMap((id) => this.byId.get(id) ?? []);
  }

  withCode(code: string): Unit[] {
    return this.listed(this.idsByCode.get(code));
  }

  find({ code, level, validFrom }: UnitRow): Unit | undefined {
    return this.withCode(code).find((unit) => unit.level === level && unit.validFrom === validFrom);
  }

  /** Undefined after a refusal. */
  parent({ line, level, parentCode, validFrom }: UnitRow, refused: ReadonlySet<string>, refuse: Refuse) {
    const wrong = (expected: string) => refuse(line, about("parent_code", parentCode, expected));
    const known = this.withCode(parentCode);
    const levels = PARENTS[level];
    const ofLevel = known.filter((unit) => levels.includes(unit.level));
    const parent = ofLevel.find((unit) => existsOn(unit, validFrom));
    if (parent) return parent;
    if (known.length === 0 && refused.has(parentCode)) wrong("a unit without errors in its own row");
    else if (known.length === 0) wrong("the code of a unit that is known or in this file");
    else if (ofLevel.length === 0)
      wrong(`a ${levels.join(" or ")} above a ${level}; this is a ${known[0]?.level}`);
    else wrong(`a unit that exists on ${validFrom}; this one ${ofLevel.map(life).join(", and ")}`);
    return undefined;
  }

  /** No two of one code and level at once; nobody outlives the parent. */
  checkLife(id: string, line: number, lines: ReadonlyMap<string, number>, refuse: Refuse): void {
    const unit = this.byId.get(id);
    if (!unit) return;
    for (const other of this.withCode(unit.code)) {
      // Of two new ones that overlap, the later line is told.
      const isToldThere = (lines.get(other.id) ?? 0) > line;
      if (other.id === id || other.level !== unit.level || isToldThere || !overlap(unit, other)) continue;
      refuse(
        line,
        about(
          "valid_from",
          unit.validFrom,
          `days outside those of ${other.name} (${other.id}), which ${life(other)}`,
        ),
      );
    }
    const parent = unit.parentId === null ? undefined : this.byId.get(unit.parentId);
    if (parent && end(unit) > end(parent))
      refuse(
        line,
        about(
          "valid_to",
          unit.validTo ?? "",
          `a day up to ${parent.validTo}, the last day of ${parent.name} (${parent.id})`,
        ),
      );
    const survivor = this.listed(this.childIds.get(id)).find(
      (child) => end(child) > end(unit) && !lines.has(child.id),
    );
    if (survivor)
      refuse(
        line,
        about(
          "valid_to",
          unit.validTo ?? "",
          `a day not before the units below end; ${survivor.name} (${survivor.id}) ${life(survivor)}`,
        ),
      );
  }
}

const end = ({ validTo }: Unit) => validTo ?? FOREVER;
const overlap = (a: Unit, b: Unit) => a.validFrom <= end(b) && b.validFrom <= end(a);
const life = ({ validFrom, validTo }: Unit) =>
  validTo === null ? `exists from ${validFrom}` : `existed from ${validFrom} to ${validTo}`;

function grow(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
