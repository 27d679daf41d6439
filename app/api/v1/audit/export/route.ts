/** The record as a file: the entries that the page would show, a line for each value that changed. */
import { parseAuditSelection, toFilter } from "@/app/(app)/admin/audit/selection";
import { changeWords, eventWords, personWords, subjectWords } from "@/app/(app)/admin/audit/words";
import { fileAnswer, refuse } from "@/app/api/v1/answers";
import { tableFormatSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { listAuditEntries, listAuditProvinces, splitSubject, type AuditRecord } from "@/lib/data/audit-list";
import { dayInVietnam, formatDay, formatInstant, timeInVietnam } from "@/lib/domain/day";
import { toCsv } from "@/lib/domain/export-csv";
import type { ExportCell, ExportTable } from "@/lib/domain/export-table";
import { writeWorkbook } from "@/lib/excel/write-workbook";

/** Entries in one file; whoever needs more asks by days. */
const MOST = 10_000;
const MOST_LINES = 200_000;

const HEAD = [
  "Ngày",
  "Giờ",
  "Tỉnh",
  "Mục",
  "Dấu của mục",
  "Người thực hiện",
  "Việc",
  "Đối tượng",
  "Mã đối tượng",
  "Nội dung",
  "Trước",
  "Sau",
  "Lý do",
];

function linesOf(entry: AuditRecord, indicator: string | null): ExportCell[][] {
  const day = formatDay(dayInVietnam(entry.at));
  const head = [day, timeInVietnam(entry.at), entry.provinceName, entry.seq, entry.mac, personWords(entry)];
  const what = [eventWords(entry.event), subjectWords(entry), entry.subject];
  const changes = changeWords(entry, indicator);
  const withheld = entry.isWithheld ? [["Số liệu chưa duyệt, không hiển thị", null, null]] : [];
  const told = [...changes.map(({ label, before, after }) => [label, before, after]), ...withheld];
  return (told.length > 0 ? told : [[null, null, null]]).map((change) => [
    ...head,
    ...what,
    ...change,
    entry.reason,
  ]);
}

export async function GET(request: Request): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const selection = parseAuditSelection(search);
  const provinces = await listAuditProvinces(actor);
  const isUnknown = selection.province !== null && !provinces.some(({ id }) => id === selection.province);
  if (provinces.length === 0 || isUnknown) return refuse(404, "not_found", "Không có nhật ký này");
  const format = tableFormatSchema.safeParse(search.format);
  if (!format.success) return refuse(400, "bad_export", "Cần nêu dạng tệp (format: csv hoặc xlsx)");
  const { entries, next } = await listAuditEntries(actor, toFilter(selection), { after: null, limit: MOST });
  const indicator = selection.subject === null ? null : splitSubject(selection.subject).indicator;
  const lines = entries.flatMap((entry) => linesOf(entry, indicator));
  const isCut = next !== null || lines.length > MOST_LINES;
  const table: ExportTable = {
    head: HEAD,
    rows: lines.slice(0, MOST_LINES),
    provenance: [
      ["Nguồn", "Nhật ký của Bao Phủ, mới nhất trước"],
      ["Tải lúc", formatInstant(new Date())],
      ...(isCut
        ? [["Chưa đủ", "Còn mục cũ hơn chưa có trong tệp: chọn khoảng ngày ngắn hơn"] as [string, string]]
        : []),
    ],
  };
  const body = format.data === "csv" ? toCsv(table) : await writeWorkbook(table);
  return fileAnswer(body, format.data, `nhat-ky-${dayInVietnam(new Date())}.${format.data}`);
}
