/** What is due, paid and late in a unit, in đồng: from its people, the base salary and a fixed bent of the unit. */
import { pick } from "./hash";
import type { Values } from "./payers";

export type Money = { due: bigint; paid: bigint };
export const NO_MONEY: Money = { due: 0n, paid: 0n };

/** Contributions per compulsory participant and month of 2021, all funds together; 5% more each year. */
const PER_EMPLOYEE = 2_000_000n;
const PER_VOLUNTARY = 330_000n;
/** The card of a household member costs 4.5% of the base salary a month; the others are charged alike. */
const PER_CARD_PERMILLE = 45n;
const BASE_SALARY = [
  { from: "2024-07", dong: 2_340_000n },
  { from: "2023-07", dong: 1_800_000n },
  { from: "", dong: 1_490_000n },
];

/** Paid of what fell due in the month, in thousandths: slow after Tết, caught up at the end of the year. */
const PAID = [930, 935, 960, 965, 970, 975, 975, 975, 980, 985, 990, 996];
/** Arrears, January to December, in hundredths of the unit's usual. */
const ARREARS = [106, 108, 107, 106, 105, 104, 103, 102, 101, 100, 98, 95];

const value = (values: Values, id: keyof Values) => values[id] ?? 0n;

/** What falls due in a month, never negative. */
function dueInMonth(unitId: string, values: Values, year: number, month: string): bigint {
  const wage = 100n + 5n * BigInt(year - 2021);
  const perEmployee = (PER_EMPLOYEE * wage * pick(80, 135, unitId, "wage")) / 10_000n;
  const baseSalary = BASE_SALARY.find(({ from }) => month >= from)?.dong ?? 0n;
  const cards = value(values, "BHYT") - value(values, "BHYT_NLD");
  return (
    value(values, "BHXH_BB") * perEmployee +
    value(values, "BHXH_TN") * PER_VOLUNTARY +
    (cards * baseSalary * PER_CARD_PERMILLE) / 1_000n
  );
}

/**
 * The month added to what was due and paid from January, and the arrears at its end.
 * @param before 0 in January
 */
export function moneyOfMonth(
  unitId: string,
  values: Values,
  before: Money,
  year: number,
  month: number,
): { money: Money; values: Values } {
  const due = dueInMonth(unitId, values, year, `${year}-${String(month).padStart(2, "0")}`);
  const paid = (due * (BigInt(PAID[month - 1] ?? 0) + pick(-6, 3, unitId, "paid", year))) / 1_000n;
  const money = { due: before.due + due, paid: before.paid + paid };
  const usual = pick(15, 45, unitId, "arrears") * BigInt(ARREARS[month - 1] ?? 0);
  const arrears = (due * 12n * usual) / 100_000n;
  return {
    money,
    values: {
      THU: money.paid,
      PHAI_THU: money.due,
      NO: arrears,
      NO_TINH_LAI: (arrears * pick(50, 75, unitId, "interest")) / 100n,
    },
  };
}
