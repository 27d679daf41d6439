import { Notice } from "@/components/ui/notice";

const SHOWN = 20;
type IssuesProps = { kind: "error" | "warning"; title: string; issues: readonly string[] };

/** What is wrong with a sheet, each with its address; the first of them at sight. */
export function SheetIssues({ kind, title, issues }: IssuesProps) {
  if (issues.length === 0) return null;
  return (
    <Notice kind={kind} title={title}>
      <IssueList issues={issues.slice(0, SHOWN)} />
      {issues.length > SHOWN && (
        <details>
          <summary>Xem thêm {issues.length - SHOWN} dòng</summary>
          <IssueList issues={issues.slice(SHOWN)} />
        </details>
      )}
    </Notice>
  );
}

function IssueList({ issues }: { issues: readonly string[] }) {
  return (
    <ul className="sheet-issues">
      {issues.map((issue, at) => (
        <li key={`${at} ${issue}`}>{issue}</li>
      ))}
    </ul>
  );
}
