import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { TableBox } from "@/components/ui/table";
import { requireActor } from "@/lib/auth/session";
import { getGoalsText } from "@/lib/data/drive-goals";
import { getDrive, listPossibleUnits } from "@/lib/data/drives";
import { driveIdSchema, mayManageDrive } from "@/lib/domain/drive";
import { daysWords } from "@/lib/domain/drive-words";
import { INDICATORS } from "@/lib/domain/indicator";
import { DriveGoalsForm, type GoalRow } from "./goals-form";

type Props = { params: Promise<{ drive: string }> };

export const metadata: Metadata = { title: "Mục tiêu của đợt" };

export default async function DriveGoalsPage({ params }: Props) {
  const actor = await requireActor();
  const id = driveIdSchema.safeParse((await params).drive);
  if (!id.success) notFound();
  // Before the goals: whatever changes in between is refused as seen too early.
  const seen = await getGoalsText(id.data);
  const detail = await getDrive(actor, id.data, null);
  if (!detail || detail.drive.isClosed || !mayManageDrive(actor, detail.drive.unit)) notFound();
  const { drive, rows } = detail;
  const possible = await listPossibleUnits(drive.unit, drive);
  const columns = [...drive.goals].map(([one, value]) => ({
    id: one,
    name: INDICATORS[one].name,
    unit: INDICATORS[one].unit,
    whole: String(value),
  }));
  const units = possible.map((unit): GoalRow => {
    const row = rows?.find((one) => one.id === unit.id);
    const goals = [...(row?.goals ?? [])].map(([one, value]) => [one, String(value)]);
    return {
      id: unit.id,
      name: unit.shortName,
      takesPart: row !== undefined,
      goals: Object.fromEntries(goals) as Record<string, string>,
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
      <TableBox
        as="h2"
        title={`${units.length} nơi có thể tham gia`}
        note="Bỏ dấu ở nơi không tham gia. Để trống mục tiêu chưa giao."
        label="Bảng mục tiêu theo đơn vị"
      >
        <DriveGoalsForm
          drive={drive.id}
          owner={drive.unit.shortName}
          columns={columns}
          units={units}
          seen={seen}
        />
      </TableBox>
    </>
  );
}
