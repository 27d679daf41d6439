import type { HistoryEntry } from "@/lib/data/submission-history";
import { formatInstant } from "@/lib/domain/day";

const EVENTS: Readonly<Record<string, string>> = {
  "submission.submit": "Nộp",
  "submission.approve": "Duyệt",
  "submission.return": "Trả lại",
  "submission.reopen": "Mở lại",
  "submission.unlock": "Mở khóa",
};

/** Everything that happened to the submission, the newest first. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <section className="history" aria-labelledby="history">
      <h3 id="history">Lịch sử</h3>
      <ol>
        {entries.toReversed().map(({ at, actor, event, version, reason }, index) => (
          <li key={index}>
            <time dateTime={at.toISOString()}>{formatInstant(at)}</time>
            <p>
              <b>{EVENTS[event] ?? event}</b>
              {version !== null && ` bản ${version}`}, {actor?.displayName ?? "hệ thống"}
              {reason && <q>{reason}</q>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
