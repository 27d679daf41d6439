import { Button } from "@/components/ui/button";
import type { Decision } from "@/lib/data/decisions";
import type { ScopeOffer } from "@/lib/data/scope-drives";
import type { TargetTable } from "@/lib/data/target-drafts";
import { INDICATORS, indicatorsFor } from "@/lib/domain/indicator";
import { TARGET_KINDS } from "@/lib/domain/target";
import { scopeName } from "@/lib/domain/target-scope";
import type { Receiver } from "./cascade-view";
import { KIND_WORDS } from "./cascade-words";

type Props = { decision: Decision; table: TargetTable; to: Receiver; offer: ScopeOffer };

/** Which of the decision's tables is shown: a plain form, whose answer is in the address. */
export function TablePicker({ decision, table, to, offer }: Props) {
  return (
    <form className="cascade-picker" action={`/targets/decisions/${decision.id}/cascade`}>
      {to === "recipients" && <input type="hidden" name="to" value={to} />}
      <label>
        <span className="label">Chỉ tiêu</span>
        <select name="indicator" defaultValue={table.indicator}>
          {indicatorsFor(decision.effectiveOn, [table.indicator]).map((id) => (
            <option key={id} value={id}>
              {INDICATORS[id].name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="label">Loại</span>
        <select name="kind" defaultValue={table.kind}>
          {TARGET_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_WORDS[kind]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="label">Thời gian</span>
        <select name="scope" defaultValue={table.scope}>
          {offer.scopes.map((scope) => (
            <option key={scope} value={scope}>
              {scopeName(scope, offer.names)}
            </option>
          ))}
        </select>
      </label>
      <Button>Xem</Button>
    </form>
  );
}
