/** How the queue of a period is cut up: its groups with counts, the province, and the page that is looked at. */
import { z } from "zod";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { QUEUE_GROUPS, type QueueGroup } from "@/lib/domain/submission-queue";
import { unitIdSchema } from "@/lib/domain/unit";

export const GROUP_NAMES = {
  late: "Quá hạn",
  waiting: "Chờ duyệt",
  returned: "Đã trả lại",
  open: "Đang nhập",
  approved: "Đã duyệt",
} as const satisfies Record<QueueGroup, string>;

/** `todo` is what an approver has to follow up: late, waiting, returned. */
const SHOWN = ["todo", ...QUEUE_GROUPS, "all"] as const;
export type Shown = (typeof SHOWN)[number];

const TODO: ReadonlySet<QueueGroup> = new Set(["late", "waiting", "returned"]);

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);

const queueSchema = z.object({
  period: z.preprocess(first, periodIdSchema).nullable().catch(null),
  show: z.preprocess(first, z.enum(SHOWN)).catch("todo"),
  province: z.preprocess(first, unitIdSchema).nullable().catch(null),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(1000)).catch(1),
});
export type QueueQuery = { period: PeriodId | null; show: Shown; province: string | null; page: number };

/** The query of /submissions; what makes no sense is left out. */
export function readQueueQuery(params: Record<string, string | string[] | undefined>): QueueQuery {
  return queueSchema.parse(params);
}

type Row = { group: QueueGroup; provinceId: string; provinceName: string };

export const PAGE_SIZE = 50;

function inShown(row: Pick<Row, "group">, show: Shown): boolean {
  if (show === "all") return true;
  return show === "todo" ? TODO.has(row.group) : row.group === show;
}

export type Queue<T> = {
  /** Of the province that is looked at, else of the whole scope. */
  counts: Record<Shown, number>;
  provinces: { id: string; name: string }[];
  rows: T[];
  page: number;
  pages: number;
};

/** @param rows in the order of what needs doing; that order stays */
export function queueOf<T extends Row>(rows: readonly T[], { show, province, page }: QueueQuery): Queue<T> {
  const provinces = new Map(rows.map(({ provinceId, provinceName }) => [provinceId, provinceName]));
  const own = province === null ? rows : rows.filter((row) => row.provinceId === province);
  const shown = own.filter((row) => inShown(row, show));
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_SIZE));
  const at = Math.min(page, pages);
  const count = (group: Shown) => own.filter((row) => inShown(row, group)).length;
  return {
    counts: Object.fromEntries(SHOWN.map((group) => [group, count(group)])) as Record<Shown, number>,
    provinces: [...provinces]
      .map(([id, name]) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, "vi")),
    rows: shown.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE),
    page: at,
    pages,
  };
}

/** The address of a view of the queue; what is default stays out of it. */
export function queueHref({ period, show, province, page }: QueueQuery): string {
  const params = new URLSearchParams();
  if (period) params.set("period", period);
  if (show !== "todo") params.set("show", show);
  if (province) params.set("province", province);
  if (page > 1) params.set("page", String(page));
  return `/submissions?${params}`;
}

/** Consecutive rows of one group together, for the headings of a list. */
export function byGroup<T extends Pick<Row, "group">>(
  rows: readonly T[],
): { group: QueueGroup; rows: T[] }[] {
  return QUEUE_GROUPS.map((group) => ({ group, rows: rows.filter((row) => row.group === group) })).filter(
    ({ rows: found }) => found.length > 0,
  );
}
