/** The replay of what is not a submission: people, periods, signatures, decisions, recipients, notes, settings, units, and rows that only files bring. */
import "server-only";
import { z } from "zod";
import { contradictions, saidBy, type ReplayEntry, type Said } from "@/lib/domain/audit-replay";
import { AUDITED_SETTINGS, replaySetting, settingPair, settingSaid } from "@/lib/domain/audit-settings";
import { AuditCells } from "./audit-cells";
import { issuedTargets, type IssuedTargets } from "./audit-targets";
import { PROVINCE_ROWS, ROWS, type RowKind } from "./audit-row-sql";
import type { RawTx } from "./raw";

/** A unit as this program ships it. */
export type PackagedUnit = {
  id: string;
  name: string;
  parentId: string | null;
  validFrom: string;
  validTo: string | null;
};

type Find = (finding: string) => void;
type Counts = { rows: number };

/** What the entries say of one row. */
type Subject = { said: Said; isMade: boolean; isGone: boolean };

const unitSchema = z.array(z.object({ id: z.string(), name: z.string(), validTo: z.string().nullable() }));
const createdSchema = z.object({ created: z.array(z.string()).default([]), changed: unitSchema.default([]) });
const rowSchema = z.array(
  z.object({ id: z.string(), told: z.boolean(), at: z.string().nullable(), row: z.string() }),
);

const MAKES = /\.(create|open|add|sign|write)$/;

export class AuditRows {
  private demoAt: string | null = null;
  private readonly subjects = new Map<string, Map<string, Subject>>();
  /** When something was written that leaves rows with the same instant. */
  private readonly instants = new Set<string>();
  private readonly people: { at: string; entry: ReplayEntry }[] = [];
  private readonly unitChanges = new Map<string, Said>();
  private readonly createdUnits = new Set<string>();
  private readonly issued: IssuedTargets[] = [];
  private readonly settings = new Map<string, Said>();
  private readonly cells: AuditCells;
  private loadsTargets = false;

  constructor(
    private readonly tx: RawTx,
    private readonly packagedUnits: readonly PackagedUnit[],
    private readonly counts: Counts,
    private readonly find: Find,
  ) {
    this.cells = new AuditCells(tx, (at) => this.cameWithDemo(at), find);
  }

  /** Nothing in a real database did. */
  cameWithDemo(at: string | null): boolean {
    return this.demoAt !== null && (at === null || at <= this.demoAt);
  }

  add(entry: ReplayEntry): void {
    const [kind = "", id = ""] = split(entry.subject);
    const { event, at, after } = entry;
    if (event === "demo.load") this.demoAt = at;
    if (/^(load\.|demo\.load|reference\.load|decision\.issue|target\.headline)/.test(event))
      this.instants.add(at);
    if (event === "load.targets") this.loadsTargets = true;
    if (event === "load.units") this.addUnits(after);
    if (kind === "user") this.people.push({ at, entry });
    else if (kind === "setting") this.settings.set(id, replaySetting(this.settings.get(id) ?? {}, entry));
    else if (this.cells.add(entry, id)) return;
    else if (event === "decision.issue") this.addDecision(id, entry);
    else if (kind in ROWS || kind in PROVINCE_ROWS) this.addSubject(kind, id, entry);
  }

  private addDecision(id: string, entry: ReplayEntry) {
    this.addSubject("decision", id, entry);
    const targets = issuedTargets(id, entry);
    if (targets) this.issued.push(targets);
  }

  private addSubject(kind: string, id: string, { event, actorId, after }: ReplayEntry) {
    const subjects = this.subjects.get(kind) ?? new Map<string, Subject>();
    this.subjects.set(kind, subjects);
    const known = subjects.get(id) ?? { said: {}, isMade: false, isGone: false };
    subjects.set(id, {
      said: { ...known.said, ...saidOfEvent(event, actorId), ...saidBy(after) },
      isMade: known.isMade || MAKES.test(event),
      isGone: known.isGone || event === "decision.discard",
    });
  }

  private addUnits(after: unknown) {
    const answer = createdSchema.safeParse(after);
    for (const id of answer.data?.created ?? []) this.createdUnits.add(id);
    for (const { id, name, validTo } of answer.data?.changed ?? [])
      this.unitChanges.set(id, { name, validTo });
  }

  async endProvince(provinceId: string): Promise<void> {
    for (const kind of Object.keys(PROVINCE_ROWS) as (keyof typeof PROVINCE_ROWS)[])
      await this.compare(kind, PROVINCE_ROWS[kind], [provinceId]);
    this.counts.rows += await this.cells.endProvince(provinceId);
  }

  private async compare(kind: string, { table, sql, initial = {} }: RowKind, values: readonly string[]) {
    const subjects = this.subjects.get(kind) ?? new Map<string, Subject>();
    const rows = rowSchema.parse(await this.tx.$queryRawUnsafe(sql, ...values));
    this.counts.rows += rows.length;
    for (const { id, told, at, row } of rows) {
      const subject = subjects.get(id);
      subjects.delete(id);
      if (subject?.isGone) this.find(`${table} ${id}: the entries say it was discarded, there is a row`);
      // A row that does not ask for an entry is as it was made: by a file, or with the program.
      if (told && !subject?.isMade && !this.isExplained(at))
        this.find(`${table} ${id}: no entry says how it came about`);
      const wrong = contradictions(
        { ...(this.cameWithDemo(at) ? {} : initial), ...subject?.said },
        saidBy(JSON.parse(row)),
      );
      for (const { column, said, found } of wrong.filter(({ column }) => !this.isMoved(kind, column)))
        this.find(`${table} ${id} ${column}: the entries say ${said}, the row ${found}`);
    }
    for (const [id, { isGone }] of subjects)
      if (!isGone) this.find(`${table} ${id}: entries speak of it, and there is no row`);
    this.subjects.delete(kind);
  }

  /** A file that brings a decision between two others names their order anew, without an entry for each. */
  private isMoved(kind: string, column: string): boolean {
    return kind === "decision" && column === "supersedesId" && this.loadsTargets;
  }

  private isExplained(at: string | null): boolean {
    return this.cameWithDemo(at) || (at !== null && this.instants.has(at));
  }

  async end(): Promise<void> {
    // Somebody who moved is in the chains of two provinces.
    const inOrder = this.people.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
    for (const { entry } of inOrder) this.addSubject("user", split(entry.subject)[1] ?? "", entry);
    for (const kind of Object.keys(ROWS) as (keyof typeof ROWS)[]) await this.compare(kind, ROWS[kind], []);
    for (const one of this.issued) {
      const { rows, findings } = await one.compare(this.tx);
      this.counts.rows += rows;
      findings.forEach(this.find);
    }
    await this.compareSettings();
    await this.compareFileRows();
    await this.compareUnits();
  }

  private async compareSettings() {
    const rows = z
      .array(z.object({ key: z.string(), value: z.string() }))
      .parse(
        await this.tx.$queryRawUnsafe(
          "SELECT key, value::text FROM settings WHERE key = ANY ($1::text[]) ORDER BY key",
          [...AUDITED_SETTINGS],
        ),
      );
    this.counts.rows += rows.length;
    for (const key of AUDITED_SETTINGS) {
      const stored = rows.find((one) => one.key === key);
      const row = stored ? settingSaid(JSON.parse(stored.value)) : {};
      const pair = settingPair(this.settings.get(key) ?? {}, row);
      for (const { column, said, found } of contradictions(pair.said, pair.row))
        this.find(`settings ${key} ${column}: the entries say ${said}, the row ${found}`);
    }
  }

  /** Rows that are only ever added carry the instant at which an entry was written. */
  private async compareFileRows() {
    for (const table of ["targets", "recipient_targets", "denominators", "stated_totals"] as const) {
      const rows = z.array(z.object({ at: z.string(), count: z.number() })).parse(
        await this.tx.$queryRawUnsafe(
          `SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, count(*)::int AS count
           FROM ${table} GROUP BY recorded_at ORDER BY 1`,
        ),
      );
      for (const { at, count } of rows) {
        this.counts.rows += count;
        if (!this.isExplained(at)) this.find(`${table}: ${count} row(s) of ${at}, when no entry was written`);
      }
    }
  }

  private async compareUnits() {
    const rows = z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          parentId: z.string().nullable(),
          validFrom: z.string(),
          validTo: z.string().nullable(),
        }),
      )
      .parse(
        await this.tx.$queryRawUnsafe(
          `SELECT id, name, parent_id AS "parentId", valid_from::text AS "validFrom", valid_to::text AS "validTo" FROM units ORDER BY id`,
        ),
      );
    const packaged = new Map(this.packagedUnits.map(({ id, ...unit }) => [id, unit]));
    for (const { id, ...row } of rows) {
      this.counts.rows += 1;
      const shipped = packaged.get(id);
      packaged.delete(id);
      if (!shipped && !this.createdUnits.has(id)) this.find(`units ${id}: no entry says how it came about`);
      for (const { column, said, found } of contradictions({ ...shipped, ...this.unitChanges.get(id) }, row))
        this.find(`units ${id} ${column}: it was ${said}, the row says ${found}`);
    }
    for (const id of packaged.keys()) this.find(`units ${id}: there is no row`);
  }
}

/** "user:tinh.lamdong" */
function split(subject: string): [string, string] {
  const at = subject.indexOf(":");
  return [subject.slice(0, at), subject.slice(at + 1)];
}

/** What an event says by its name alone. */
function saidOfEvent(event: string, actorId: string | null): Said {
  switch (event) {
    case "user.create":
      return { isActive: true };
    case "month.sign":
      return { signedBy: actorId };
    case "decision.create":
      return { status: "draft" };
    case "drive.create":
      return { isClosed: false };
    case "token.create":
    case "wall.create":
      return { isRevoked: false };
    case "token.revoke":
    case "wall.revoke":
      return { isRevoked: true };
    default:
      return {};
  }
}
