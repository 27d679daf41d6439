import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { findDrive } from "@/lib/data/drives";
import { DRIVE_KINDS, driveIdSchema, mayManageDrive } from "@/lib/domain/drive";
import { driveHeadText } from "@/lib/domain/drive-head";
import { daysWords, DRIVE_KIND_WORDS } from "@/lib/domain/drive-words";
import { DriveEditForm } from "./edit-form";

type Props = { params: Promise<{ drive: string }> };

export const metadata: Metadata = { title: "Sửa đợt vận động, ra quân" };

/** The head of a drive, for who may make it and as long as it is not closed. */
export default async function DriveEditPage({ params }: Props) {
  const actor = await requireActor();
  const id = driveIdSchema.safeParse((await params).drive);
  const drive = id.success ? await findDrive(actor, id.data) : null;
  if (!drive || drive.isClosed || !mayManageDrive(actor, drive.unit)) notFound();
  return (
    <>
      <PageHeader
        title={`Sửa đợt: ${drive.name}`}
        crumbs={[
          { label: "Truyền thông", href: "/campaigns" },
          { label: drive.name, href: `/campaigns/${drive.id}` },
        ]}
        asOf={`Đợt của ${drive.unit.name}, ${daysWords(drive)}.`}
      />
      <DriveEditForm
        drive={drive.id}
        name={drive.name}
        kind={drive.kind}
        startsOn={drive.startsOn}
        endsOn={drive.endsOn}
        kinds={DRIVE_KINDS.map((kind) => ({ kind, label: DRIVE_KIND_WORDS[kind] }))}
        seen={driveHeadText(drive)}
      />
    </>
  );
}
