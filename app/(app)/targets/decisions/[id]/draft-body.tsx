import { EmptyState } from "@/components/ui/state";
import { Field } from "@/components/ui/field";
import { HeadForm } from "@/app/(app)/targets/decisions/head-form";
import { listSuperseded } from "@/app/(app)/targets/decisions/superseded";
import { decisionHref } from "@/app/(app)/targets/selection";
import type { Decision } from "@/lib/data/decisions";
import type { DecisionReview } from "@/lib/data/decision-review";
import { getScopeOffer, type ScopeOffer } from "@/lib/data/scope-drives";
import type { Day } from "@/lib/domain/day";
import { kindsOf } from "@/lib/domain/decision";
import { INDICATORS, indicatorsFor, type IndicatorId } from "@/lib/domain/indicator";
import { issuersFor } from "@/lib/domain/issuer";
import type { Actor } from "@/lib/domain/policy";
import { TARGET_KINDS } from "@/lib/domain/target";
import { scopeName, yearScope, type DriveNames } from "@/lib/domain/target-scope";
import { capital } from "@/lib/domain/wording";
import { GROUP_LABELS, TARGET_KIND_LABELS } from "@/lib/labels";
import { ReviewTables } from "./review-table";
import { SheetLinks } from "./sheet-links";

type Props = { actor: Actor; decision: Decision; review: DecisionReview; drives: DriveNames; today: Day };

/** A draft while it is filled: its head, its tables, and one more table. */
export async function DraftBody({ actor, decision, review, drives, today }: Props) {
  const { id, unit, lockVersion, issuer, number, decidedOn, effectiveOn, subject, supersedesId } = decision;
  const [earlier, offer] = await Promise.all([
    listSuperseded(actor, unit),
    getScopeOffer(actor, decision, today, null),
  ]);
  return (
    <>
      {review.tables.length === 0 ? (
        <EmptyState title="Dự thảo chưa có chỉ tiêu nào">
          Chọn chỉ tiêu, loại và thời gian bên dưới rồi ghi số cho từng nơi nhận.
        </EmptyState>
      ) : (
        <ReviewTables tables={review.tables} draftId={id} drives={drives} />
      )}
      {offer && <AddTarget decision={decision} offer={offer} />}
      <SheetLinks decision={decision} review={review} drives={drives} />
      <section className="panel pad" aria-labelledby="head">
        <h2 id="head" className="h3">
          Thông tin quyết định
        </h2>
        <HeadForm
          draft={{ id, lockVersion }}
          unitId={unit.id}
          issuers={issuersFor(unit)}
          earlier={earlier.filter((one) => one.id !== id)}
          values={{ issuer, number, decidedOn, effectiveOn, subject, supersedesId: supersedesId ?? "" }}
        />
      </section>
    </>
  );
}

const kindWords = (indicator: IndicatorId) =>
  kindsOf(indicator)
    .map((kind) => TARGET_KIND_LABELS[kind])
    .join(", ");

/** Chooses which numbers to give; the numbers themselves are given on their own screen. A plain GET form. */
function AddTarget({
  decision: { id, unit, effectiveOn },
  offer,
}: {
  decision: Decision;
  offer: ScopeOffer;
}) {
  const offered = indicatorsFor(effectiveOn);
  const groups = [...new Set(offered.map((one) => INDICATORS[one].group))];
  return (
    <form
      className="panel add-target"
      action={`${decisionHref(id)}/cascade`}
      method="get"
      aria-label="Thêm chỉ tiêu"
    >
      <Field name="indicator" label="Chỉ tiêu" form="add">
        {(control) => (
          <select {...control} defaultValue="BHYT">
            {groups.map((group) => (
              <optgroup key={group} label={GROUP_LABELS[group]}>
                {offered
                  .filter((one) => INDICATORS[one].group === group)
                  .map((one) => (
                    <option key={one} value={one}>
                      {INDICATORS[one].name}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <Field name="kind" label="Loại" form="add">
        {(control) => (
          <select {...control} defaultValue="headcount">
            {TARGET_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {capital(TARGET_KIND_LABELS[kind])}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="scope" label="Thời gian" form="add">
        {(control) => (
          <select {...control} defaultValue={yearScope(effectiveOn)}>
            {offer.scopes.map((one) => (
              <option key={one} value={one}>
                {capital(scopeName(one, offer.names))}
              </option>
            ))}
          </select>
        )}
      </Field>
      {unit.reportingKind !== null && <input type="hidden" name="to" value="recipients" />}
      <button className="button" type="submit">
        Thêm chỉ tiêu
      </button>
      <p className="hint">
        Chỉ tiêu bằng tiền: {kindWords("THU")}. Chỉ tiêu khác: {kindWords("BHYT")}.
      </p>
    </form>
  );
}
