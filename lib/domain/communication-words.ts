/** How communication is compared, in words, and what is said once about all that cannot be compared. */
import type { CommunicationRow, Times } from "./dashboard-communication";
import { formatTrimmed } from "./number";
import { multipleWords, uncapital } from "./wording";

/** "gấp 2,9 lần"; what is less than last year's is no multiple: "bằng 0,8 lần". Null where it is not compared. */
export function timesWords({
  multiple,
  value,
  base,
}: Pick<Times, "multiple" | "value" | "base">): string | null {
  if (multiple === null) return null;
  const one = 10n ** BigInt(multiple.decimals);
  if (multiple.scaled === one) return value === base ? "bằng cùng kỳ" : "xấp xỉ cùng kỳ";
  return multiple.scaled < one ? `bằng ${formatTrimmed(multiple)} lần` : multipleWords(multiple);
}

/** Each reason once, with the columns that it leaves empty. */
export function missingNotes(rows: readonly CommunicationRow[]): string[] {
  const parts = [
    ["month", "Trong kỳ"],
    ["year", "Từ đầu năm"],
  ] as const;
  return parts.flatMap(([part, name]) => {
    const reasons = new Set(rows.flatMap((row) => row[part].reason ?? []));
    return [...reasons].map((reason) => `${name}: ${uncapital(reason)}.`);
  });
}
