import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ScopeOffer } from "@/lib/data/scope-drives";
import { scopeName, type TargetScope } from "@/lib/domain/target-scope";

type Props = {
  /** The page that is shown for another time. */
  action: string;
  scope: TargetScope;
  /** Among which times it is, and what its drives are called. */
  offer: ScopeOffer;
  /** What else of the address stays. */
  children?: ReactNode;
};

/** For which time targets come from a file: a plain form, whose answer is in the address. */
export function ScopePicker({ action, scope, offer, children }: Props) {
  return (
    <form className="sheet-scope" action={action}>
      {children}
      <label htmlFor="sheet-scope">Thời gian</label>
      <select id="sheet-scope" name="scope" defaultValue={scope}>
        {offer.scopes.map((one) => (
          <option key={one} value={one}>
            {scopeName(one, offer.names)}
          </option>
        ))}
      </select>
      <Button>Đổi</Button>
    </form>
  );
}
