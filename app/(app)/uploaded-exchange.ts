/** What was chosen in a form for data value sets: a file or pasted text, as a sheet with one value a row. */
import "server-only";
import { createHash } from "node:crypto";
import { sheetOfExchange } from "@/lib/domain/exchange-sheet";
import type { NotOpened, OpenedSheet } from "./uploaded-sheet";

const MOST_BYTES = 10 * 1024 * 1024;

type Chosen = { file?: File | undefined; paste: string };
export type ChosenText = { ok: true; bytes: Uint8Array; source: string } | { ok: false; message: string };

/** The bytes of a file or of what was pasted, whatever they are. */
export async function readChosenText({ file, paste }: Chosen, kinds: string): Promise<ChosenText> {
  const hasFile = file !== undefined && file.size > 0;
  if (hasFile && paste.trim() !== "")
    return { ok: false, message: "Vừa chọn tệp vừa dán; chỉ giữ một trong hai" };
  if (!hasFile && paste.trim() === "") return { ok: false, message: `Chọn tệp ${kinds} hoặc dán nội dung` };
  if (!hasFile) return { ok: true, bytes: new TextEncoder().encode(paste), source: "Nội dung dán" };
  if (file.size > MOST_BYTES) return { ok: false, message: "Tệp lớn quá 10 MB" };
  return {
    ok: true,
    bytes: new Uint8Array(await file.arrayBuffer()),
    source: `Tệp ${file.name.slice(0, 200)}`,
  };
}

export async function openExchange(chosen: Chosen): Promise<OpenedSheet | NotOpened> {
  const text = await readChosenText(chosen, ".json, .csv");
  if (!text.ok) return text;
  const read = sheetOfExchange(text.bytes, null);
  if (!read.ok) return read;
  return {
    sheet: read.sheet,
    origin: read.format,
    source: text.source,
    sha256: createHash("sha256").update(text.bytes).digest("hex"),
    sheets: [],
  };
}
