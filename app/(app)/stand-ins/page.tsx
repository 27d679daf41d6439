import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { listStandInChoices, listStandIns, type Person, type StandIn } from "@/lib/data/stand-ins";
import { addDays, dayInVietnam, formatDay } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import { mayRevoke, STAND_IN_DAYS_MOST, type StandInState } from "@/lib/domain/stand-in";
import { ROLE_LABELS } from "@/lib/labels";
import { NewStandInForm } from "./new-stand-in-form";
import { StandInTables } from "./stand-in-table";

export const metadata: Metadata = { title: "Ủy quyền" };

const SECTIONS: readonly { title: string; states: readonly StandInState[] }[] = [
  { title: "Đang có hiệu lực", states: ["current"] },
  { title: "Sắp tới", states: ["coming"] },
  { title: "Đã qua", states: ["past", "revoked"] },
];

/** A usual absence, as the form suggests it. */
const USUAL_DAYS = 7;

/** Who stands in for whom, and the form to arrange it. */
export default async function StandInsPage() {
  const actor = await requireActor();
  const now = new Date();
  const today = dayInVietnam(now);
  const [standIns, choices] = await Promise.all([listStandIns(actor, now), listStandInChoices(actor, now)]);
  const current = standIns.filter(({ state }) => state === "current").length;
  const rowsOf = (states: readonly StandInState[]) =>
    standIns.filter(({ state }) => states.includes(state)).map((one) => toRow(one, actor));
  return (
    <>
      <PageHeader
        title="Ủy quyền"
        asOf={`Hôm nay ${formatDay(today)}. ${current} ủy quyền đang có hiệu lực. Người làm thay dùng quyền của người vắng; mọi việc ghi tên cả hai.`}
      />
      <div className="split stand-ins">
        <div className="side-forms">
          {standIns.length === 0 && (
            <EmptyState title="Chưa có ủy quyền nào">
              Lập ủy quyền trước khi đi vắng để có người nhập hoặc duyệt thay.
            </EmptyState>
          )}
          <StandInTables sections={SECTIONS.map(({ title, states }) => ({ title, rows: rowsOf(states) }))} />
        </div>
        {choices.absent.length > 0 && (
          <section className="panel pad" aria-labelledby="new-stand-in">
            <h2 id="new-stand-in" className="h3">
              Lập ủy quyền
            </h2>
            <NewStandInForm
              absent={choices.absent.map(toChoice)}
              standIns={choices.standIns.map(toChoice)}
              fromDay={today}
              toDay={addDays(today, USUAL_DAYS - 1)}
              lastDay={addDays(today, 2 * STAND_IN_DAYS_MOST)}
            />
          </section>
        )}
      </div>
    </>
  );
}

const toChoice = ({ username, displayName, role, unit }: Person) => ({
  value: username,
  label: `${displayName}, ${ROLE_LABELS[role].toLowerCase()}, ${unit.name}`,
});

function toRow(one: StandIn, actor: Actor) {
  const { id, absent, standIn, fromDay, toDay, reason, createdBy, state, revokedBy } = one;
  const isOpen = state === "current" || state === "coming";
  return {
    id,
    absent: absent.displayName,
    absentPlace: `${ROLE_LABELS[absent.role]}, ${absent.unit.name}`,
    standIn: standIn.displayName,
    standInPlace: standIn.unit.name,
    days: `${formatDay(fromDay)} đến hết ${formatDay(toDay)}`,
    reason,
    createdBy,
    note: state === "revoked" ? `${revokedBy ?? "Hệ thống"} thu hồi` : null,
    mayRevoke: isOpen && mayRevoke(actor, { standInId: standIn.id, absent }),
    mayStart: state === "current" && standIn.id === actor.id && absent.id !== actor.onBehalfOf?.id,
  };
}
