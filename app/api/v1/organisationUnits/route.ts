/** The units as DHIS2 metadata: from the nation down, whenever they existed. */
import { answerOnce, entityTag, fileAnswer, refuse, refuseUnit } from "@/app/api/v1/answers";
import { unitsAsked } from "@/app/api/v1/exchange-query";
import { requireApiActor } from "@/lib/auth/session";
import { findReadableUnit, findReadableUnitByCode } from "@/lib/data/dashboard-units";
import { readFactsState } from "@/lib/data/dashboard-version";
import { listExchangeUnits, unitKey } from "@/lib/data/exchange";
import { getExchangeCodes } from "@/lib/data/exchange-codes";
import { dayInVietnam } from "@/lib/domain/day";
import {
  organisationUnits,
  organisationUnitsCsv,
  organisationUnitsSchema,
} from "@/lib/domain/exchange-values";

export async function GET(request: Request): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const asked = unitsAsked(new URL(request.url).searchParams);
  if (!asked.success)
    return refuse(400, "bad_query", "Đơn vị (orgUnit) hoặc dạng tệp (format: json, csv) không đúng");
  const { orgUnit, idScheme, format } = asked.data;
  const unit =
    (await findReadableUnitByCode(actor, orgUnit, dayInVietnam(new Date()))) ??
    (await findReadableUnit(actor, orgUnit));
  if (!unit) return refuseUnit();
  const codes = await getExchangeCodes();
  const state = await readFactsState(unit, "units");
  const etag = entityTag(actor, "units", unit.id, state, JSON.stringify([asked.data, codes]));
  return answerOnce(request, etag, async () => {
    const units = organisationUnits(await listExchangeUnits(actor, unit), (one) =>
      unitKey(one, { idScheme, codes }),
    );
    if (format === "json") return Response.json(organisationUnitsSchema.parse({ organisationUnits: units }));
    return fileAnswer(organisationUnitsCsv(units), "csv", `organisation-units_${unit.id}.csv`);
  });
}
