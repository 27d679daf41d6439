"use server";

import { revalidatePath } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { codesText } from "@/lib/data/exchange-codes";
import { addUnitCodes, readExchangeUnits } from "@/lib/data/exchange-units";
import { daySchema } from "@/lib/domain/day";
import { writeCodeLines } from "@/lib/domain/exchange-codes";
import type { UnitsReading } from "@/lib/domain/exchange-units";
import { formatCount } from "@/lib/domain/number";
import { can, type Actor } from "@/lib/domain/policy";
import { refused } from "@/lib/form-state";
import { CODES_REFUSALS } from "@/lib/refusals";
import { chosenFields } from "@/app/(app)/entry/carried-sheet";
import { readChosenText } from "@/app/(app)/uploaded-exchange";
import type { UnitsPreview, UnitsState } from "./units-state";

const chosenSchema = z.object({ ...chosenFields, on: daySchema });
const writeSchema = z.object({
  intent: z.literal("write"),
  lines: z.string().max(1_000_000),
  seen: z.string().max(2_000_000),
});
type Chosen = z.output<typeof chosenSchema>;
type Write = z.output<typeof writeSchema>;

/** Reads units of another system, shows which of ours they are, and puts what was shown into the table of codes. */
export const unitsExchangeAction = keepingValues(
  formAction<z.ZodType<Chosen | Write>, UnitsState>(
    z.discriminatedUnion("intent", [chosenSchema, writeSchema]),
    async (input, actor): Promise<UnitsState> => {
      if (!can(actor, "exchange.manage", { path: "/vn/" })) notFound();
      return input.intent === "read" ? readChosen(input) : write(input, actor);
    },
  ),
);

async function readChosen(input: Chosen): Promise<UnitsState> {
  const text = await readChosenText(input, ".json");
  if (!text.ok) return text;
  const answer = await readExchangeUnits(text.bytes, input.on);
  if (!answer.ok) return answer;
  const preview = previewOf(answer.reading, codesText(answer.codes));
  return { ok: true, message: summary(preview), preview };
}

function previewOf({ matches, unclear, held, closed }: UnitsReading, seen: string): UnitsPreview {
  return {
    matches: matches.map(({ foreign, unit, by, note }) => ({
      id: foreign.id,
      name: foreign.name,
      unit: unit.name,
      code: unit.code,
      by,
      note,
    })),
    unclear: unclear.map(({ foreign: { name, id }, message }) => `${name} (${id}): ${message}`),
    held,
    closed,
    lines: writeCodeLines(Object.fromEntries(matches.map(({ foreign, unit }) => [unit.id, foreign.id]))),
    seen,
  };
}

const count = (number: number) => formatCount(BigInt(number));

function summary({ matches, unclear, held }: UnitsPreview): string {
  const parts = [
    `${count(matches.length)} đơn vị mới khớp`,
    `${count(held)} đã có trong bảng hoặc không cần dòng`,
    `${count(unclear.length)} cần người xem`,
  ];
  return `${parts.join(", ")}. Chưa ghi gì.`;
}

async function write({ lines, seen }: Write, actor: Actor): Promise<UnitsState> {
  const result = await addUnitCodes(lines, seen, actor, new Date());
  if (!result.ok)
    return refused(
      result.reason === "lines" ? `${result.message}. Chưa ghi gì.` : CODES_REFUSALS[result.reason],
    );
  revalidatePath("/admin/exchange", "layout");
  revalidatePath("/exchange");
  return { ok: true, message: `Đã thêm ${count(result.added)} dòng vào bảng đổi mã.` };
}
