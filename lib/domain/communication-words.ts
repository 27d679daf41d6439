/** How communication is compared, in words, and what is said once about all that cannot be compared. */
import type { CommunicationRow } from "./dashboard-communication";
import { formatTrimmed } from "./number";
import type { Rounded } from "./ratio";
import { multipleWords } from "./wording";

/** "gấp 2,9 lần"; what is less than last year's is no multiple: "bằng 0,8 lần". */
export function timesWords(multiple: Rounded): string {
  return multiple.scaled < 10n ** BigInt(multiple.decimals)
    ? `bằng ${formatTrimmed(multiple)} lần`
    : multipleWords(multiple);
}

/** Each reason once, with the columns that it leaves empty. */
export function missingNotes(rows: readonly CommunicationRow[]): string[] {
  const parts = [
    ["month", "Trong kỳ"],
    ["year", "Từ đầu năm"],
  ] as const;
  return parts.flatMap(([part, name]) => {
    const reasons = new Set(rows.flatMap((row) => row[part].reason ?? []));
    return [...reasons].map((reason) => `${name}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`);
  });
}
