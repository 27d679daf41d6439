import { Button } from "@/components/ui/button";
import type { Decision } from "@/lib/data/decisions";
import type { TargetTable } from "@/lib/data/target-drafts";
import { INDICATOR_IDS, INDICATORS } from "@/lib/domain/indicator";
import { TARGET_KINDS } from "@/lib/domain/target";
import { scopeName, scopeYear, targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import type { Receiver } from "./cascade-view";
import { KIND_WORDS } from "./cascade-words";

export function cascadeHref(id: string, { indicator, kind, scope }: TargetTable, to: Receiver): string {
  const query = new URLSearchParams({ indicator, kind, scope });
  if (to === "recipients") query.set("to", to);
  return `/targets/decisions/${id}/cascade?${query}`;
}

/** Years, school years and quarters around the decision, and whatever is shown. */
function scopesAround({ effectiveOn }: Decision, current: TargetScope): TargetScope[] {
  const year = Number(effectiveOn.slice(0, 4));
  const years = [year - 1, year, year + 1];
  const quarters = [1, 2, 3, 4].map((quarter) => `${scopeYear(current) ?? year}-Q${quarter}`);
  const all = [...years.map(String), ...years.map((one) => `SY${one}`), ...quarters, current];
  return [...new Set(all)].flatMap((scope) => targetScopeSchema.safeParse(scope).data ?? []);
}

type Props = { decision: Decision; table: TargetTable; to: Receiver };

/** Which of the decision's tables is shown: a plain form, whose answer is in the address. */
export function TablePicker({ decision, table, to }: Props) {
  return (
    <form className="cascade-picker" action={`/targets/decisions/${decision.id}/cascade`}>
      {to === "recipients" && <input type="hidden" name="to" value={to} />}
      <label>
        <span className="label">Chỉ tiêu</span>
        <select name="indicator" defaultValue={table.indicator}>
          {INDICATOR_IDS.map((id) => (
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
          {scopesAround(decision, table.scope).map((scope) => (
            <option key={scope} value={scope}>
              {scopeName(scope)}
            </option>
          ))}
        </select>
      </label>
      <Button>Xem</Button>
    </form>
  );
}
