/** With whom a unit communicated: of its own count of a month the part done together with each partner. */
import { COUNT_INDICATORS, INDICATORS, type IndicatorId } from "./indicator";
import { formatCount } from "./number";
import { can, type Actor } from "./policy";
import { lockReason, type LockReason, type SubmissionState } from "./submission";
import type { Day } from "./day";

/** In the order of forms and tables. An id, once given, stays: rows name it. */
export const PARTNERS = {
  buu_dien: "Bưu điện",
  hoi_phu_nu: "Hội Liên hiệp Phụ nữ",
  hoi_nong_dan: "Hội Nông dân",
  doan_thanh_nien: "Đoàn Thanh niên",
  mat_tran: "Mặt trận Tổ quốc",
  cong_doan: "Công đoàn",
  giao_duc: "Ngành Giáo dục",
  y_te: "Ngành Y tế",
  bao_dai: "Báo, đài",
  khac: "Đơn vị phối hợp khác",
} as const;
export type PartnerId = keyof typeof PARTNERS;
export const PARTNER_IDS = Object.keys(PARTNERS) as PartnerId[];
export const isPartnerId = (text: string): text is PartnerId => Object.hasOwn(PARTNERS, text);

export type PartnerCell = { indicator: IndicatorId; partner: PartnerId; value: bigint };

/**
 * Why a month's parts are not taken, by indicator: together they are more than the unit's own count, or it has none. What
 * was done with two partners at once is told of the one that led it.
 */
export function partnerProblems(
  own: ReadonlyMap<IndicatorId, bigint | null>,
  cells: readonly PartnerCell[],
): Map<IndicatorId, string> {
  const problems = new Map<IndicatorId, string>();
  for (const id of COUNT_INDICATORS) {
    const parts = cells.filter(({ indicator }) => indicator === id);
    const sum = parts.reduce((total, { value }) => total + value, 0n);
    const whole = own.get(id) ?? null;
    if (sum === 0n) continue;
    if (whole === null) problems.set(id, "Đơn vị chưa nhập số này của tháng: nhập ở biểu trước");
    else if (sum > whole)
      problems.set(
        id,
        `Tổng theo đơn vị phối hợp ${formatCount(sum)} vượt số của đơn vị ${formatCount(whole)} ${INDICATORS[id].unit}`,
      );
  }
  return problems;
}

/** A part of a figure is no figure: it may be told until the period is locked, also once the month is approved. */
export function partnerLock(submission: SubmissionState, today: Day): LockReason | null {
  const reason = lockReason(submission, today);
  return reason === "period-locked" || reason === "unit-not-valid" ? reason : null;
}

export function mayTellPartners(submission: SubmissionState, actor: Actor, today: Day): boolean {
  return (
    partnerLock(submission, today) === null && can(actor, "submission.enter", { path: submission.unitPath })
  );
}
