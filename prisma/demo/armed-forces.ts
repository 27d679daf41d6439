/** The two national offices: the nation less the 63 provinces, divided between defence and police. */
import { LAST_PROVINCE_YEAR, type Participants } from "./model";
import type { Values } from "./payers";

/** The police fund's part, in hundredths; the defence fund has the rest. */
const POLICE = 38n;
/** Family members whose card the employer alone paid, in hundredths; by the state budget since 1 July 2025. */
const FAMILY = 24n;

const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

export type ArmedForces = Record<"BQP" | "BCA", Values>;

/**
 * What the two enter about people. In a published December the arithmetic decides even where the published series
 * contradict each other: at the end of 2021 and 2023 BHXH comes out above BHYT, and the defence office shows it.
 * @param hasFamilyGroup whether the payer group of the employer alone still exists
 */
export function armedForcesOfMonth(
  before: Participants,
  december: Participants,
  year: number,
  month: number,
  hasFamilyGroup: boolean,
): ArmedForces {
  const between = (from: bigint, to: bigint) => (from * BigInt(12 - month) + to * BigInt(month)) / 12n;
  const BHYT = between(before.BHYT, december.BHYT);
  const enrolled = between(before.BHXH, december.BHXH);
  const BHTN = between(before.BHTN, december.BHTN);
  const isPublished = month === 12 && year <= LAST_PROVINCE_YEAR;
  const total = { BHXH_BB: isPublished ? enrolled : smaller(enrolled, BHYT), BHTN, BHYT };
  const police = {
    BHXH_BB: (smaller(total.BHXH_BB, BHYT) * POLICE) / 100n,
    BHTN: (BHTN * POLICE) / 100n,
    BHYT: (BHYT * POLICE) / 100n,
  };
  const defence = {
    BHXH_BB: total.BHXH_BB - police.BHXH_BB,
    BHTN: total.BHTN - police.BHTN,
    BHYT: total.BHYT - police.BHYT,
  };
  return { BQP: withPayers(defence, hasFamilyGroup), BCA: withPayers(police, hasFamilyGroup) };
}

/** Those in unemployment insurance are civilian employees; the cards of all others are the state's affair. */
function withPayers(people: Record<"BHXH_BB" | "BHTN" | "BHYT", bigint>, hasFamilyGroup: boolean): Values {
  const others = people.BHYT - people.BHTN;
  const family = hasFamilyGroup ? (others * FAMILY) / 100n : 0n;
  const pensioners = others / 100n;
  return {
    ...people,
    BHYT_NLD: people.BHTN,
    BHYT_BHXH: pensioners,
    BHYT_NSNN: others - pensioners - family,
    BHYT_HOTRO: 0n,
    BHYT_HSSV: 0n,
    BHYT_HGD: 0n,
    ...(hasFamilyGroup ? { BHYT_NSDLD: family } : {}),
  };
}
