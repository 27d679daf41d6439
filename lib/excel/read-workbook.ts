/** An uploaded workbook as a sheet of plain cells. Reading happens in a worker that can be ended: the file is a stranger's. */
import "server-only";
import path from "node:path";
import { Worker } from "node:worker_threads";
import {
  MAX_SHEET_CELLS,
  MAX_SHEET_COLUMNS,
  MAX_SHEET_ROWS,
  TOO_MANY_CELLS,
  TOO_MANY_COLUMNS,
  TOO_MANY_ROWS,
  type Sheet,
} from "@/lib/domain/sheet";
import { Turns } from "@/lib/turns.mjs";

export const MAX_WORKBOOK_BYTES = 10 * 1024 * 1024;

const MESSAGES = {
  "too-large": "Tệp lớn quá 10 MB; chỉ sao chép bảng cần nhập sang tệp mới",
  "not-a-workbook":
    "Tệp không phải sổ tính .xlsx; mở bằng Excel rồi lưu lại với loại “Excel Workbook (.xlsx)”",
  text: "Tệp là văn bản (CSV) mang đuôi .xlsx; mở bằng Excel rồi lưu lại với loại “Excel Workbook (.xlsx)”, hoặc dán bảng",
  legacy: "Tệp là sổ tính đời cũ (.xls); mở bằng Excel rồi lưu lại với loại “Excel Workbook (.xlsx)”",
  binary: "Tệp là sổ tính nhị phân (.xlsb); mở bằng Excel rồi lưu lại với loại “Excel Workbook (.xlsx)”",
  encrypted: "Tệp có mật khẩu; gỡ mật khẩu rồi tải lên lại",
  macros: "Tệp chứa macro (.xlsm); lưu lại với loại “Excel Workbook (.xlsx)” không có macro",
  damaged: "Tệp bị hỏng hoặc tải lên chưa hết; mở lại bằng Excel, lưu và tải lên lần nữa",
  "too-large-inside":
    "Nội dung tệp khi giải nén quá lớn; xóa các dòng, cột thừa và hình ảnh, hoặc chỉ sao chép bảng sang tệp mới",
  "too-many-rows": TOO_MANY_ROWS,
  "too-many-columns": TOO_MANY_COLUMNS,
  "too-many-cells": TOO_MANY_CELLS,
  "no-such-sheet": "Không có trang tính này trong tệp",
  "no-data": "Tệp không có trang tính nào đang hiện và có dữ liệu",
  "too-slow": "Đọc tệp quá lâu; chỉ sao chép bảng cần dùng sang tệp mới rồi tải lên lại",
  busy: "Nhiều tệp đang được đọc cùng lúc; đợi một phút rồi tải lên lại",
} as const;

type WorkbookRefusal = keyof typeof MESSAGES;
type WorkbookSheet = { name: string; isHidden: boolean };
export type WorkbookReading =
  | { ok: true; sheet: Sheet; sheets: readonly WorkbookSheet[] }
  /** With the sheets as far as they are known: another one may be readable. */
  | { ok: false; reason: WorkbookRefusal; message: string; sheets: readonly WorkbookSheet[] };

/** As the worker answers. */
type Answer =
  | { ok: true; sheet: Sheet; sheets: WorkbookSheet[] }
  | { ok: false; reason: WorkbookRefusal; sheets: WorkbookSheet[] };

function refuse(reason: WorkbookRefusal, sheets: readonly WorkbookSheet[] = []): WorkbookReading {
  return { ok: false, reason, message: MESSAGES[reason], sheets };
}

const startsWith = (bytes: Buffer, ...start: number[]) =>
  bytes.subarray(0, start.length).equals(Buffer.from(start));
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");

/** What the first bytes give away; null for what may be a workbook. */
function refusedBySight(bytes: Buffer): WorkbookRefusal | null {
  if (bytes.length > MAX_WORKBOOK_BYTES) return "too-large";
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return bytes.includes(ENCRYPTED) ? "encrypted" : "legacy";
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return null;
  const isText =
    bytes.length > 0 && !bytes.subarray(0, 4096).includes(0) && !startsWith(bytes, 0x25, 0x50, 0x44, 0x46);
  return isText ? "text" : "not-a-workbook";
}

const WORKER = path.join(process.cwd(), "lib/excel/workbook-worker.mjs");
const LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const SLOWEST = 30_000;
const MOST = { rows: MAX_SHEET_ROWS, columns: MAX_SHEET_COLUMNS, cells: MAX_SHEET_CELLS };

function readInWorker(bytes: Buffer, sheet: string | null): Promise<Answer> {
  return new Promise((resolve) => {
    const worker = new Worker(WORKER, {
      workerData: { bytes, sheet, most: MOST },
      resourceLimits: LIMITS,
      env: {},
      execArgv: [],
    });
    const end = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end({ ok: false, reason: "too-slow", sheets: [] }), SLOWEST);
    worker.once("message", (answer: Answer) => end(answer));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      end({
        ok: false,
        reason: error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too-large-inside" : "damaged",
        sheets: [],
      }),
    );
    worker.once("exit", () => end({ ok: false, reason: "damaged", sheets: [] }));
  });
}

/** One after the other: memory is bounded for one file. */
const READING = new Turns({ atOnce: 1, waiting: 9 });

/**
 * One sheet of an .xlsx: the named one, else the first visible one with data. Formulas are never computed, macros never
 * looked at.
 */
export async function readWorkbook(file: Uint8Array, sheet: string | null = null): Promise<WorkbookReading> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const refused = refusedBySight(bytes);
  if (refused) return refuse(refused);
  const answer = await READING.take(null, () => readInWorker(bytes, sheet));
  if (answer === null) return refuse("busy");
  return answer.ok ? answer : refuse(answer.reason, answer.sheets);
}
