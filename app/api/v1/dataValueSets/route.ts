/** Figures and targets as DHIS2 data value sets: given as they are approved, taken into drafts, whole or not at all. */
import { revalidatePath } from "next/cache";
import { answerOnce, entityTag, fileAnswer, refuse, refuseUnit } from "@/app/api/v1/answers";
import { dataValuesAsked, formatOf, importQuerySchema } from "@/app/api/v1/exchange-query";
import { requireApiActor } from "@/lib/auth/session";
import { findReadableUnit, findReadableUnitByCode } from "@/lib/data/dashboard-units";
import { readFactsState } from "@/lib/data/dashboard-version";
import { listDataValues, listTargetValues, MOST_VALUES } from "@/lib/data/exchange";
import { getExchangeCodes } from "@/lib/data/exchange-codes";
import { readExchange, writeExchange } from "@/lib/data/exchange-import";
import { dataValuesCsv, dataValueSetSchema, importSummarySchema } from "@/lib/domain/exchange-values";
import { sheetOfExchange } from "@/lib/domain/exchange-sheet";
import { formatCount } from "@/lib/domain/number";
import { asOfDay } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { EXCHANGE_REFUSALS } from "@/lib/refusals";

export async function GET(request: Request): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const asked = dataValuesAsked(new URL(request.url).searchParams);
  if (!asked.success)
    return refuse(
      400,
      "bad_query",
      "Cần nêu đơn vị (orgUnit) và kỳ (period: 202310, 20211118; chỉ tiêu giao: năm); dạng tệp (format) là json hoặc csv",
    );
  const { data } = asked;
  if (data.content === "targets" && !can(actor, "target.read", actor.unit)) return refuseUnit();
  const periods = data.content === "figures" ? data.period.flatMap((one) => one ?? []) : [];
  const newest = periods.toSorted().at(-1);
  const day = newest === undefined ? `${data.period[0]}-12-31` : asOfDay(newest);
  const unit =
    (await findReadableUnitByCode(actor, data.orgUnit, day)) ?? (await findReadableUnit(actor, data.orgUnit));
  if (!unit) return refuseUnit();
  const codes = await getExchangeCodes();
  const state = await readFactsState(unit, "exchange");
  const etag = entityTag(actor, "exchange", unit.id, state, JSON.stringify([data, codes]));
  return answerOnce(request, etag, async () => {
    const naming = { idScheme: data.idScheme, codes };
    const values =
      data.content === "figures"
        ? await listDataValues(
            actor,
            unit,
            periods,
            data.dataElement.length > 0 ? data.dataElement : null,
            naming,
          )
        : await listTargetValues(actor, unit, Number(data.period[0]), naming);
    if (values === null)
      return refuse(
        400,
        "too_many_values",
        `Nhiều hơn ${formatCount(BigInt(MOST_VALUES))} giá trị; hỏi ít kỳ hơn hoặc theo tỉnh`,
      );
    if (data.format === "json") return Response.json(dataValueSetSchema.parse({ dataValues: values }));
    const file = `data-value-set_${data.content}_${unit.id}_${data.period[0]}.csv`;
    return fileAnswer(dataValuesCsv(values), "csv", file);
  });
}

export async function POST(request: Request): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const asked = importQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return refuse(400, "bad_query", "dryRun là true hoặc false");
  const unit = await findReadableUnit(actor, actor.unit.id);
  if (!unit || !can(actor, "submission.enter", unit))
    return refuse(403, "forbidden", "Tài khoản này không nhập số liệu");
  const bytes = new Uint8Array(await request.arrayBuffer());
  const opened = sheetOfExchange(bytes, formatOf(request));
  if (!opened.ok) return refuse(400, "bad_data_value_set", opened.message);
  const now = new Date();
  const read = await readExchange(opened.sheet, unit, actor, now);
  if (!read.ok) return refuse(400, "bad_data_value_set", read.message);
  const { status, summary } = await writeExchange(
    {
      reading: read.reading,
      sheet: opened.sheet,
      format: opened.format,
      bytes,
      isDryRun: asked.data.dryRun === "true",
      refusals: EXCHANGE_REFUSALS,
    },
    unit,
    actor,
    now,
  );
  if (status === 200 && !summary.dryRun) revalidatePath("/entry", "layout");
  return Response.json(importSummarySchema.parse(summary), {
    status,
    headers: { "Cache-Control": "private, no-store", Vary: "Cookie, Authorization" },
  });
}
