/** The inner end of part-process.ts: runs one part and passes its lines on. */
import { explain } from "../../scripts/platform/refusal.mjs";
import type { Line, Part } from "./line";

const PARTS = {
  approve: () => import("./approve"),
  books: () => import("./books"),
  load: () => import("./load"),
} satisfies Record<string, () => Promise<{ bench: Part }>>;
export type PartName = keyof typeof PARTS;

const [name] = process.argv.slice(2) as [PartName];
const urls = {
  ownerUrl: process.env.MIGRATION_DATABASE_URL ?? "",
  appUrl: process.env.DATABASE_URL ?? "",
};

const sent: Promise<void>[] = [];
const emit = (line: Line) =>
  void sent.push(new Promise((resolve) => void process.send?.(line, () => resolve())));

try {
  const { bench } = await PARTS[name]();
  await bench(emit, urls);
  await Promise.all(sent);
  process.exit(0); // connections that a part leaves open would hold the process
} catch (error) {
  process.exit(explain(error));
}
