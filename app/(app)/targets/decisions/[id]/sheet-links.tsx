import { decisionHref, sheetHref, templateHref } from "@/app/(app)/targets/selection";
import { ButtonLink } from "@/components/ui/button";
import type { DecisionReview } from "@/lib/data/decision-review";
import type { Decision } from "@/lib/data/decisions";
import type { TargetTable } from "@/lib/data/target-drafts";
import { sheetReceivers } from "@/lib/data/target-sheet";
import { scopeName, yearScope, type DriveNames } from "@/lib/domain/target-scope";

type Props = { decision: Decision; review: DecisionReview; drives: DriveNames };

/** From a draft to its form in Excel and back: of the time that it has most numbers for, else of the year it takes effect. */
export function SheetLinks({ decision, review: { tables }, drives }: Props) {
  const { id, effectiveOn } = decision;
  const scope = tables[0]?.scope ?? yearScope(effectiveOn);
  const to = sheetReceivers(decision, tables[0]?.to);
  const own = tables.filter((table) => table.scope === scope && table.to === to);
  const drafted = [...new Set(own.map(({ indicator }) => indicator))];
  return (
    <section className="panel pad sheet-links" aria-labelledby="excel">
      <div>
        <h2 id="excel" className="h3">
          Nhập bằng Excel
        </h2>
        <p className="quiet">
          Điền mẫu của {scopeName(scope, drives)} rồi tải lên, hoặc tải phụ lục của văn bản.
        </p>
      </div>
      <div className="acts">
        <a
          className="button"
          href={templateHref(id, scope, drafted.length > 0 ? drafted : ["BHYT", "BHXH_TN"], to)}
          download
        >
          Tải mẫu Excel
        </a>
        <ButtonLink href={sheetHref(id, scope, to)} prefetch={false}>
          Nhập từ Excel
        </ButtonLink>
        <ButtonLink href={`${decisionHref(id)}/exchange?scope=${scope}`} prefetch={false}>
          Nhập từ DHIS2
        </ButtonLink>
      </div>
    </section>
  );
}

type CascadeProps = { id: string; table: TargetTable; to: "units" | "recipients" };

/** The same for the table that is being filled. */
export function CascadeSheetLinks({ id, table: { scope, indicator }, to: shown }: CascadeProps) {
  const to = shown === "recipients" ? "recipient" : "unit";
  return (
    <div className="sheet-links-row">
      <a className="button" href={templateHref(id, scope, [indicator], to)} download>
        Tải mẫu Excel
      </a>
      <ButtonLink href={sheetHref(id, scope, to)} prefetch={false}>
        Nhập từ Excel
      </ButtonLink>
    </div>
  );
}
