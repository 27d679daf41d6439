/** Works a printed formula out again from its numbers alone, exactly, and rounds as it says. */
import type { Formula, Operand, Sign } from "@/lib/domain/trace-formula";
import { divideRounded, divideUp } from "@/lib/domain/ratio";

type Exact = { n: bigint; d: bigint };

const positive = ({ n, d }: Exact): Exact => (d < 0n ? { n: -n, d: -d } : { n, d });

const OPERATIONS: Record<string, (a: Exact, b: Exact) => Exact> = {
  "+": (a, b) => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d }),
  "−": (a, b) => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d }),
  "×": (a, b) => ({ n: a.n * b.n, d: a.d * b.d }),
  "/": (a, b) => positive({ n: a.n * b.d, d: a.d * b.n }),
};

/** By the rules of arithmetic: brackets, then × and / from the left, then + and −. */
function evaluate(tokens: readonly (Operand | Sign)[]): Exact {
  let at = 0;
  const factor = (): Exact => {
    const token = tokens[at];
    at += 1;
    if (token === "−") {
      const { n, d } = factor();
      return { n: -n, d };
    }
    if (token === "(") {
      const inner = level(["+", "−"], term);
      at += 1;
      return inner;
    }
    if (token === undefined || typeof token === "string") throw new Error(`no number at ${at}`);
    return { n: token.number.scaled, d: 10n ** BigInt(token.number.decimals) };
  };
  const level = (signs: readonly string[], next: () => Exact): Exact => {
    let left = next();
    for (let sign = tokens[at]; typeof sign === "string" && signs.includes(sign); sign = tokens[at]) {
      at += 1;
      left = OPERATIONS[sign]?.(left, next()) ?? left;
    }
    return left;
  };
  const term = (): Exact => level(["×", "/"], factor);
  const result = level(["+", "−"], term);
  if (at < tokens.length) throw new Error(`left over at ${at}`);
  return result;
}

/** What the formula comes to, in the decimals of its result. */
export function recomputed({ left, result, isPercent, rounding }: Formula): bigint {
  const { n, d } = evaluate(left);
  const scale = 10n ** BigInt(result.number.decimals) * (isPercent ? 100n : 1n);
  if (rounding === "up") return divideUp(n * scale, d);
  if (rounding === "exact" && (n * scale) % d !== 0n) throw new Error("not exact");
  return divideRounded(n * scale, d);
}

/** As a reader sees it: "1.052.062 / 1.137.364 = 92,5%". */
export function printed({ left, result }: Formula): string {
  const words = left.map((part) => (typeof part === "string" ? part : part.text));
  return `${words.join(" ")} = ${result.text}`;
}
