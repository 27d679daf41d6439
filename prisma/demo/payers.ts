/** Who pays for the health-insurance cards of a unit: groups that sum to BHYT in every month. */
import type { IndicatorId } from "@/lib/domain/indicator";
import type { People } from "./decembers";
import { pick } from "./hash";

export type Values = Partial<Record<IndicatorId, bigint>>;

/** Pupils and students, January to December, in thousandths: leavers in summer, the new school year in September. */
const SCHOOL_YEAR = [1000, 1000, 1000, 998, 995, 985, 970, 960, 1010, 1040, 1030, 1010];

/** What a district or a province's office enters about people. The province's bent keeps neighbours alike. */
export function fieldPeople(unitId: string, provinceCode: string, people: People, month: number): Values {
  const { withBhtn, withoutBhtn, voluntary, healthOnly } = people;
  const compulsory = withBhtn + withoutBhtn;
  // Maternity and long illness: their card is paid by the fund while they stay enrolled.
  const onLeave = withoutBhtn / 12n;
  const pensioners = (healthOnly * pick(25, 55, unitId, "pensioners")) / 1_000n;
  const state =
    (healthOnly * (pick(280, 450, provinceCode, "state") + pick(-20, 20, unitId, "state"))) / 1_000n;
  const pupils =
    (healthOnly * pick(195, 225, unitId, "pupils") * BigInt(SCHOOL_YEAR[month - 1] ?? 1_000)) / 1_000_000n;
  const nearPoor = (healthOnly * pick(40, 90, unitId, "near poor")) / 1_000n;
  return {
    BHXH_BB: compulsory,
    BHXH_TN: voluntary,
    BHTN: withBhtn,
    BHYT: compulsory + healthOnly,
    BHYT_NLD: compulsory - onLeave,
    BHYT_BHXH: onLeave + pensioners,
    BHYT_NSNN: state,
    BHYT_HOTRO: pupils + nearPoor,
    BHYT_HSSV: pupils,
    BHYT_HGD: healthOnly - pensioners - state - pupils - nearPoor,
  };
}
