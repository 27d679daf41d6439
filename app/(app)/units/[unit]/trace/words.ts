/** Words of an explanation that several of its parts say. */
import type { LoadedFile } from "@/lib/data/trace-papers";
import { formatInstant } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { shortPeriodName, type PeriodId } from "@/lib/domain/period";
import type { CarriedMonth } from "@/lib/domain/trace-history";

/** "nạp từ tệp figures.csv (SHA-256 3f2a91c0…)"; what came with the installation says so. */
function fileWords(files: readonly LoadedFile[], at: Date): string | null {
  const file = files.find((one) => one.at.getTime() === at.getTime());
  if (!file) return null;
  if (file.file === null) return "có sẵn khi cài đặt hệ thống";
  const hash = file.sha256 === null ? "" : ` (SHA-256 ${file.sha256.slice(0, 12)}…)`;
  return `quản trị nạp từ tệp ${file.file}${hash}`;
}

/** "08:42 ngày 05/11/2024, Nguyễn Văn A ghi": a moment with whoever or whatever brought it. */
export function recordedWords(at: Date, by: string | null, files: readonly LoadedFile[]): string {
  const how = by ?? fileWords(files, at);
  return how === null ? formatInstant(at) : `${formatInstant(at)}, ${how}`;
}

/** "tháng 10/2025"; of a derived indicator each part that has a month of its own. */
export function carriedWords(months: readonly CarriedMonth<PeriodId>[]): string {
  const periods = [...new Set(months.map(({ period }) => period))].sort();
  if (periods.length <= 1) return periods.map((one) => `tháng ${shortPeriodName(one)}`).join("");
  const each = [...new Set(months.map(({ indicator }) => indicator))].map((id) => {
    const own = months.filter(({ indicator }) => indicator === id).map(({ period }) => period);
    return `${INDICATORS[id].short} ${[...new Set(own)].map(shortPeriodName).join(", ")}`;
  });
  return `các tháng: ${each.join("; ")}`;
}
