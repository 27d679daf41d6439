/** The parts of a posted form within its bytes: nothing is copied, so that a scan is held once. */

export type FormPart = { name: string; fileName: string | null; content: Uint8Array<ArrayBuffer> };

const BREAK = Buffer.from("\r\n\r\n");
const LONGEST_HEAD = 4_096;
const MOST_PARTS = 8;

/** Null for what is no form, or one that ends before its last boundary. */
export function formParts(type: string, bytes: Uint8Array<ArrayBuffer>): FormPart[] | null {
  const [, quoted, plain] =
    /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return null;
  const form = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = `--${boundary}`;
  if (!form.subarray(0, mark.length).equals(Buffer.from(mark))) return null;
  const next = Buffer.from(`\r\n${mark}`);
  const parts: FormPart[] = [];
  let at = mark.length;
  while (form.toString("latin1", at, at + 2) === "\r\n") {
    const [head, end] = [form.indexOf(BREAK, at), form.indexOf(next, at)];
    if (head < 0 || end < 0 || head + BREAK.length > end + 2 || head - at > LONGEST_HEAD) return null;
    const words = form.toString("utf8", at + 2, head);
    const from = Math.min(head + BREAK.length, end);
    const name = valueOf(words, "name");
    if (name === null || parts.length >= MOST_PARTS) return null;
    parts.push({ name, fileName: valueOf(words, "filename"), content: bytes.subarray(from, end) });
    at = end + next.length;
  }
  return form.toString("latin1", at, at + 2) === "--" ? parts : null;
}

/** As browsers write it: quotation marks and line ends as %22, %0D and %0A. */
function valueOf(head: string, key: string): string | null {
  const found = new RegExp(`^content-disposition:\\s*form-data;(?:.*;)?\\s*${key}="([^"]*)"`, "im").exec(
    head,
  )?.[1];
  return found === undefined
    ? null
    : found.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
