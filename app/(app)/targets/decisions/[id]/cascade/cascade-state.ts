/** What the cascade's form is told after a save, a proposal by the server, or a refusal. */
import type { TheirTarget } from "@/lib/domain/cascade-cell";
import type { FormState } from "@/lib/form-state";

/** The digits as text: the answer is also written into a page without JavaScript, which has no bigint. */
export type TheirDigits = Omit<TheirTarget, "value"> & { value: string | null };

type Kept = { values?: Readonly<Record<string, string>> };

export type CascadeAnswer =
  | FormState
  | ({
      ok: boolean;
      message: string;
      lockVersion: number;
      /** When the server answered, an ISO instant. */
      at: string;
    } & Kept)
  /** Somebody else was faster: what the draft holds now. */
  | ({ ok: false; message: string; theirs: readonly TheirDigits[]; lockVersion: number } & Kept)
  /** Without JavaScript: the table with the numbers as the server filled them in. */
  | { ok: true; message: string; values: Readonly<Record<string, string>> }
  /** The whole form is refused (issued, no right): trying again changes nothing. */
  | ({ ok: false; message: string; isFinal: true } & Kept);
