/** What a posted form or grid writes into the draft: a text that is no number writes nothing. */
import type { DraftCellInput } from "@/lib/data/drafts";
import { contentOf, type PostedCell } from "@/lib/domain/entry-cells";

export function draftInputs(posted: readonly PostedCell[]): DraftCellInput[] {
  return posted.flatMap(({ id, typed, seen }) => {
    const content = contentOf(typed);
    if (!content) return [];
    return [
      {
        indicator: id,
        value: content.value === null ? null : BigInt(content.value),
        isEstimate: content.isEstimate,
        note: content.note || null,
        explanation: content.explanation || null,
        expectedVersion: seen.version,
      },
    ];
  });
}
