/** Employers, digital services, new participants and communication of a unit: from its people and a fixed bent. */
import { pick } from "./hash";
import type { Values } from "./payers";

const value = (values: Values, id: keyof Values) => values[id] ?? 0n;
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/** Employers, for every kind of unit. `isLarge`: offices keep the large ones. */
export function employers(unitId: string, values: Values, year: number, isLarge: boolean): Values {
  const size = isLarge ? pick(120, 220, unitId, "size") : pick(14, 26, unitId, "size");
  const units = value(values, "BHXH_BB") / size;
  const online = smaller(pick(900, 960, unitId, "online") + 8n * BigInt(year - 2021), 998n);
  return { DON_VI: units, DON_VI_GDDT: (units * online) / 1_000n };
}

/** Accounts and dossiers. Accounts never fall: they follow the people of a fixed size of the unit, not of the month. */
export function digital(unitId: string, values: Values, people: bigint, year: number, month: number): Values {
  const months = BigInt((year - 2021) * 12 + month);
  const reached = smaller(110n + 6n * months, 800n);
  return {
    VSSID: (people * reached * pick(85, 115, unitId, "vssid")) / 100_000n,
    HO_SO:
      ((value(values, "BHXH_BB") + value(values, "BHXH_TN")) *
        pick(55, 110, unitId, "dossiers", year, month)) /
      1_000n,
  };
}

/** How busy campaigns are, January to December, in hundredths: the movement's month of May, and the fourth quarter. */
const BUSY = [70, 60, 95, 100, 150, 105, 100, 95, 105, 120, 140, 125];

/** New participants of the month. */
export function newcomers(unitId: string, values: Values, year: number, month: number): Values {
  const busy = BigInt(BUSY[month - 1] ?? 100);
  const part = (id: keyof Values, least: number, most: number) =>
    (value(values, id) * pick(least, most, unitId, id, year, month) * busy) / 1_000_000n;
  return { TN_MOI: part("BHXH_TN", 180, 320), HGD_MOI: part("BHYT_HGD", 60, 140) };
}

/** Communication of a district; none where nobody lives. */
export function communication(unitId: string, people: bigint, year: number, month: number): Values {
  const none = people === 0n;
  const busy = BigInt(BUSY[month - 1] ?? 100) + 5n * BigInt(year - 2021);
  const count = (id: string, least: number, most: number) =>
    none ? 0n : (pick(least, most, unitId, id, year, month) * busy + 50n) / 100n;
  const conferences = count("TT_HOI_NGHI", 2, 8);
  const groups = count("TT_NHOM_NHO", 10, 45);
  return {
    TT_HOI_NGHI: conferences,
    TT_NGUOI_DU: conferences * pick(35, 70, unitId, "attendees", year, month),
    TT_NHOM_NHO: groups,
    TT_NGUOI_NHOM_NHO: groups * pick(6, 11, unitId, "reached", year, month),
    TT_LOA: count("TT_LOA", 40, 180),
    TT_TIN_BAI: count("TT_TIN_BAI", 1, 6),
    TT_MXH: count("TT_MXH", 8, 40),
    TT_TO_ROI: count("TT_TO_ROI", 3, 20) * 100n,
  };
}
