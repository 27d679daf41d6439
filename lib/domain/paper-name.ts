/** What the scan of a paper is called when it comes and when it goes: a name, never a path. */
import { plainText } from "./text";

const MAX = 120;
/** What file systems or headers read as something else. */
const UNSAFE = /[\\/:*?"<>|;%\n\t]/g;

/** The last part of whatever name came, short, ending in ".pdf". */
export function paperName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const stem = plainText(last)
    .replaceAll(UNSAFE, "_")
    .replace(/\.pdf$/i, "")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const short = [...stem].slice(0, MAX).join("");
  return `${short === "" ? "quyet-dinh" : short}.pdf`;
}

/** As RFC 6266 and RFC 5987 write it: a plain name for old programs, the whole one for all others. */
export function attachmentHeader(name: string): string {
  const plain = name
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .normalize("NFD")
    .replaceAll(/[^\x20-\x7e]/g, "")
    .replaceAll(/["\\]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
