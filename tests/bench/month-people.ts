/** What people do in the month: directors type and submit, managers approve what waits, readers look at pages. */
import { setTimeout as sleep } from "node:timers/promises";
import { fieldName } from "@/lib/domain/entry-cells";
import type { IndicatorId } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { typedFor, type Person } from "./month-data";
import type { Visitor } from "./month-visitor";
import { readForm, type Field } from "./plain-form";
import { INDICATORS, LAST_MONTH } from "./synthetic";

/** How long people take between two requests, in milliseconds; each time between half and one and a half of it. */
const TYPING = 12_000;
const QUEUE = 30_000;
const READING = 60_000;

/** The cells of one save, before the form is completed and submitted. */
const SAVED: readonly IndicatorId[] = INDICATORS.slice(0, 5);

/** What is still going on; the last of the others stops with it. */
export type Stage = { isTyping: boolean; isOver: boolean; over: Promise<unknown> };

const pause = (mean: number) => sleep(mean * (0.5 + Math.random()));

/** The first time everybody comes at another moment. */
const arrive = (mean: number) => sleep(mean * Math.random());

/** Typists do not all sit down in the same second. */
export const sitDown = () => arrive(2 * TYPING);

const formOf = ({ unitId }: Person) => `/entry/${unitId}/${LAST_MONTH}`;

/** The form as it stands, with these cells typed and this button pressed; null where there is no form. */
function typed(
  html: string,
  unitId: string,
  ids: readonly IndicatorId[],
  button: "save" | "submit",
  more = 0n,
): Field[] | null {
  const form = readForm(html, "entry-layout");
  if (!form) return null;
  const texts = new Map(ids.map((id) => [fieldName.value(id), formatCount(typedFor(id, unitId) + more)]));
  const fields = form.fields.map(([name, value]): Field => [name, texts.get(name) ?? value]);
  return [...fields, ["intent", button]];
}

const without = (words: string) => (html: string) => (html.includes(words) ? null : `not "${words}"`);

/** Opens the form and saves a few cells; the page with what was saved. @param more than what is submitted in the end */
export async function saveFew(director: Person, visitor: Visitor, waits: boolean, more = 0n) {
  const path = formOf(director);
  const html = await visitor.open("open", path);
  if (waits) await pause(TYPING);
  const fields = html && typed(html, director.unitId, SAVED, "save", more);
  return fields ? visitor.post("save", path, fields, without("Đã lưu bản nháp.")) : null;
}

/** One unit's month. */
export async function enterMonth(director: Person, visitor: Visitor): Promise<void> {
  const html = await saveFew(director, visitor, true);
  await pause(TYPING);
  const fields = html && typed(html, director.unitId, INDICATORS, "submit");
  if (fields) await visitor.post("submit", formOf(director), fields, without("Đã gửi duyệt."));
}

/** Looks at the queue again and again and approves all that waits, until nobody submits any more. */
export async function approveAll(visitor: Visitor, stage: Stage): Promise<void> {
  await arrive(QUEUE);
  while (!stage.isOver) {
    const isLast = !stage.isTyping;
    const html = await visitor.open("look", "/submissions");
    const form = html === null ? null : readForm(html, "queue-form");
    const ticked = form?.boxes.filter(([name]) => name.startsWith("pick.")) ?? [];
    if (form && ticked.length > 0) {
      const stands = (page: string) => ticked.filter(([name]) => page.includes(`"${name}"`)).length;
      await visitor.post(
        "approve",
        "/submissions",
        [...form.fields, ...ticked, ["event", "approve"]],
        (page) => (stands(page) > 0 ? `${stands(page)} of ${ticked.length} still wait` : null),
      );
    } else if (html !== null && isLast) return;
    await pause(QUEUE);
  }
}

/** The dashboards of the nation, a province and a reporting unit in it, in turn. */
export async function readOn(reader: Person, visitor: Visitor, stage: Stage, at: number): Promise<void> {
  await arrive(READING);
  const province = reader.unitId === "VN" ? String((at % 63) + 1).padStart(2, "0") : reader.unitId;
  const paths = ["/units/VN", `/units/${province}`, `/units/${province}001`];
  for (let turn = at; !stage.isOver; turn++) {
    await visitor.open("read", paths[turn % paths.length] ?? "/units/VN");
    await Promise.race([pause(READING), stage.over]);
  }
}
