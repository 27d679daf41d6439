import { ScopePicker } from "@/app/(app)/targets/decisions/[id]/scope-picker";
import { decisionHref } from "@/app/(app)/targets/selection";
import type { ScopeOffer } from "@/lib/data/scope-drives";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import type { TargetScope } from "@/lib/domain/target-scope";

type Props = {
  id: string;
  scope: TargetScope;
  offer: ScopeOffer;
  to: "unit" | "recipient";
  offered: readonly IndicatorId[];
  checked: readonly IndicatorId[];
};

/** For which time, and the form to be filled with the chosen indicators: plain GET forms. */
export function TemplateForm({ id, scope, offer, to, offered, checked }: Props) {
  const often = offered.filter((one) => checked.includes(one) || INDICATORS[one].group === "people");
  const others = offered.filter((one) => !often.includes(one));
  return (
    <section className="panel pad" aria-labelledby="mau">
      <h2 id="mau" className="h3">
        Mẫu để điền
      </h2>
      <p className="quiet">
        Mẫu có sẵn mã và tên nơi nhận, số thực hiện đến 31/12 và các số đã có trong dự thảo.
      </p>
      <ScopePicker action={`${decisionHref(id)}/sheet`} scope={scope} offer={offer}>
        {to === "recipient" && <input type="hidden" name="to" value="recipients" />}
      </ScopePicker>
      <form action={`/api/v1/decisions/${id}/template`} method="get" className="sheet-template">
        <input type="hidden" name="scope" value={scope} />
        {to === "recipient" && <input type="hidden" name="to" value="recipients" />}
        <fieldset>
          <legend>Chỉ tiêu trong mẫu</legend>
          <Boxes ids={often} checked={checked} />
          <details>
            <summary>Chỉ tiêu khác</summary>
            <Boxes ids={others} checked={checked} />
          </details>
        </fieldset>
        <button className="button" type="submit">
          Tải mẫu Excel
        </button>
      </form>
    </section>
  );
}

function Boxes({ ids, checked }: { ids: readonly IndicatorId[]; checked: readonly IndicatorId[] }) {
  return (
    <div className="sheet-boxes">
      {ids.map((id) => (
        <label key={id}>
          <input type="checkbox" name="indicator" value={id} defaultChecked={checked.includes(id)} />{" "}
          {INDICATORS[id].name}
        </label>
      ))}
    </div>
  );
}
