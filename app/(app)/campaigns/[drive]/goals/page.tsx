import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TableBox } from "@/components/ui/table";
import { requireActor } from "@/lib/auth/session";
import { getGoalsText } from "@/lib/data/drive-goals";
import { listDriveTargets } from "@/lib/data/drive-targets";
import { getDrive, listPossibleUnits } from "@/lib/data/drives";
import { dayInVietnam } from "@/lib/domain/day";
import { driveIdSchema, mayManageDrive } from "@/lib/domain/drive";
import { daysWords } from "@/lib/domain/drive-words";
import { goalOfTargets } from "@/lib/domain/drive-targets";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { DriveGoalsForm, type GoalRow } from "./goals-form";

type Props = { params: Promise<{ drive: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Mục tiêu của đợt" };

export default async function DriveGoalsPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const id = driveIdSchema.safeParse((await params).drive);
  if (!id.success) notFound();
  // Before the goals: whatever changes in between is refused as seen too early.
  const seen = await getGoalsText(id.data);
  const detail = await getDrive(actor, id.data, null);
  if (!detail || detail.drive.isClosed || !mayManageDrive(actor, detail.drive.unit)) notFound();
  const { drive, rows } = detail;
  const possible = await listPossibleUnits(drive.unit, drive);
  const targets = await listDriveTargets(drive.id, [drive.unit, ...possible], dayInVietnam(new Date()));
  const assigned = (unitId: string, one: IndicatorId) => goalOfTargets(targets, unitId, one);
  const isAssigned = [drive.unit, ...possible].some((unit) =>
    [...drive.goals.keys()].some((one) => assigned(unit.id, one) !== null),
  );
  // The numbers of the decisions stand in the fields as if they were typed: nothing is saved yet.
  const isFilled = isAssigned && firstOf((await searchParams).from) === "decision";
  const filled = (unitId: string, one: IndicatorId) => (isFilled ? assigned(unitId, one) : null);
  const columns = [...drive.goals].map(([one, value]) => ({
    id: one,
    name: INDICATORS[one].name,
    unit: INDICATORS[one].unit,
    whole: String(filled(drive.unit.id, one) ?? value),
  }));
  const units = possible.map((unit): GoalRow => {
    const row = rows?.find((one) => one.id === unit.id);
    const goals = [...drive.goals.keys()].flatMap((one) => {
      const value = filled(unit.id, one) ?? row?.goals.get(one);
      return value === undefined ? [] : [[one, String(value)] as const];
    });
    const isGiven = [...drive.goals.keys()].some((one) => filled(unit.id, one) !== null);
    return {
      id: unit.id,
      name: unit.shortName,
      takesPart: row !== undefined || isGiven,
      goals: Object.fromEntries(goals),
    };
  });
  return (
    <>
      <PageHeader
        title="Mục tiêu và đơn vị tham gia"
        crumbs={[
          { label: "Truyền thông", href: "/campaigns" },
          { label: drive.name, href: `/campaigns/${drive.id}` },
        ]}
        asOf={`${drive.name}, ${daysWords(drive)}.`}
      />
      {isFilled ? (
        <Notice kind="info" title="Đã điền số của quyết định giao chỉ tiêu">
          Chưa lưu gì: xem lại rồi bấm Lưu mục tiêu.{" "}
          <Link href={`/campaigns/${drive.id}/goals`} prefetch={false}>
            Về mục tiêu đang có
          </Link>
        </Notice>
      ) : (
        isAssigned && (
          <p>
            <Link href={`/campaigns/${drive.id}/goals?from=decision`} prefetch={false}>
              Lấy số của quyết định giao chỉ tiêu
            </Link>
            . Các ô được điền sẵn, chưa lưu.
          </p>
        )
      )}
      <TableBox
        as="h2"
        title={`${units.length} nơi có thể tham gia`}
        note="Bỏ dấu ở nơi không tham gia. Để trống mục tiêu chưa giao."
        label="Bảng mục tiêu theo đơn vị"
      >
        <DriveGoalsForm
          key={String(isFilled)}
          drive={drive.id}
          owner={drive.unit.shortName}
          columns={columns}
          units={units}
          seen={seen}
          isFilled={isFilled}
        />
      </TableBox>
    </>
  );
}
