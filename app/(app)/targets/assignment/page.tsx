import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "@/app/search-params";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import {
  getAssignment,
  getProvinceAssignment,
  listAssignmentScopes,
  type Assignment,
  type ProvinceAssignment,
} from "@/lib/data/assignment";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { readDriveNames } from "@/lib/data/scope-drives";
import { assignmentWords, provinceWords } from "@/lib/domain/assignment";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { mayRecord } from "@/lib/domain/decision";
import { indicator } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import { isKnownScope, scopeName } from "@/lib/domain/target-scope";
import { AssignmentCards, ProvinceCards } from "./assignment-cards";
import { AssignmentControls } from "./assignment-controls";
import { AssignmentTable } from "./assignment-table";
import { UnitTable } from "./unit-table";
import { assignmentHref, NO_FILTER, parseAssignment } from "./selection";
import type { AssignmentSelection } from "./selection";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const selection = parseAssignment(await searchParams, dayInVietnam(new Date()));
  const missing = { title: "Không có trang này" };
  if (!selection) return missing;
  const drives = await readDriveNames(await requireActor(), [selection.scope]);
  if (!isKnownScope(selection.scope, drives)) return missing;
  return {
    title: `Tình hình giao chỉ tiêu ${scopeName(selection.scope, drives)}, ${indicator(selection.indicator).short}`,
  };
}

export default async function AssignmentPage({ searchParams }: Props) {
  const actor = await requireActor();
  const today = dayInVietnam(new Date());
  const selection = parseAssignment(await searchParams, today);
  if (!selection) notFound();
  const { scope, indicator: id, province } = selection;
  const scopes = await listAssignmentScopes(today);
  const drives = await readDriveNames(actor, [scope, ...scopes]);
  if (!isKnownScope(scope, drives)) notFound();
  const time = scopeName(scope, drives);
  const controls = <AssignmentControls selection={selection} scopes={scopes} drives={drives} />;
  if (province === null) {
    const assignment = await getAssignment(scope, id, today);
    return (
      <>
        <PageHeader
          title="Tình hình giao chỉ tiêu"
          eyebrow="Toàn quốc"
          asOf={<AsOf selection={selection} time={time} on={assignment.on} />}
          controls={controls}
        />
        <Nation selection={selection} time={time} assignment={assignment} />
      </>
    );
  }
  const found = await getProvinceAssignment(actor, province, scope, id, today);
  if (!found) notFound();
  const { name } = found.row.unit;
  return (
    <>
      <PageHeader
        title={`${name}: giao chỉ tiêu`}
        crumbs={[
          {
            label: "Tình hình giao chỉ tiêu",
            href: assignmentHref(selection, { province: null, filter: NO_FILTER }),
          },
        ]}
        asOf={<AsOf selection={selection} time={time} on={found.on} />}
        controls={controls}
      />
      <Province selection={selection} found={found} canRecord={await mayAssign(actor, province)} />
    </>
  );
}

async function mayAssign(actor: Actor, unitId: string): Promise<boolean> {
  const unit = await findReadableUnit(actor, unitId);
  return unit !== null && mayRecord(actor, unit);
}

type AsOfProps = { selection: AssignmentSelection; time: string; on: string };

function AsOf({ selection, time, on }: AsOfProps) {
  const { name } = indicator(selection.indicator);
  return (
    <>
      Chỉ tiêu {name} {time}, theo quyết định đã ban hành và địa giới ngày {formatDay(on)}
    </>
  );
}

type NationProps = { selection: AssignmentSelection; time: string; assignment: Assignment };

function Nation({ selection, time, assignment }: NationProps) {
  const { rows, summary } = assignment;
  const isEmpty = rows.every(({ target, units }) => target === null && units.assigned === 0);
  if (isEmpty)
    return (
      <EmptyState title={`Chưa có quyết định giao ${indicator(selection.indicator).name}`}>
        Chưa quyết định nào đã ban hành giao chỉ tiêu này cho {time}. Chọn thời gian hoặc chỉ tiêu khác.
      </EmptyState>
    );
  return (
    <>
      <section className="answer plain" aria-label="Kết luận">
        <p className="lede">{assignmentWords(summary)}</p>
      </section>
      <AssignmentCards summary={summary} />
      <AssignmentTable selection={selection} rows={rows} />
    </>
  );
}

type ProvinceProps = { selection: AssignmentSelection; found: ProvinceAssignment; canRecord: boolean };

function Province({ selection, found, canRecord }: ProvinceProps) {
  const { row, units } = found;
  const words = provinceWords(row);
  return (
    <>
      {words && (
        <section className="answer plain" aria-label="Kết luận">
          <p className="lede">{words}</p>
        </section>
      )}
      <ProvinceCards row={row} selection={selection} canRecord={canRecord} />
      {units === null ? (
        <EmptyState title="Chỉ tiêu từng đơn vị không hiển thị">
          Tài khoản xem được tổng của tỉnh này; chỉ tiêu của từng đơn vị chỉ dành cho người trong tỉnh và
          Trung ương.
        </EmptyState>
      ) : (
        <UnitTable selection={selection} rows={units} />
      )}
    </>
  );
}
