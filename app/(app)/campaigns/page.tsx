import type { Metadata } from "next";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { listDrives, type ListedDrive } from "@/lib/data/drives";
import { getSettings, isDemo } from "@/lib/data/reference";
import { dayInVietnam, type Day } from "@/lib/domain/day";
import { driveProgress, driveState, mayManageDrive, standingDay, timeGone } from "@/lib/domain/drive";
import { driveSentence } from "@/lib/domain/drive-words";
import type { ProgressRule } from "@/lib/domain/dashboard-progress";
import { DriveTable } from "./drive-table";

export const metadata: Metadata = { title: "Truyền thông" };

export default async function CampaignsPage() {
  const actor = await requireActor();
  const today = dayInVietnam(new Date());
  const [drives, settings, demo] = await Promise.all([listDrives(actor), getSettings(), isDemo()]);
  const rule = { okPercent: settings.paceOkPercent, riskPercent: settings.paceRiskPercent };
  return (
    <>
      <PageHeader
        title="Truyền thông"
        eyebrow="Đợt vận động, ra quân"
        asOf={<>Các đợt mà tài khoản này xem được. {demo && <Badge kind="sample">minh họa</Badge>}</>}
      />
      <Running drives={drives} today={today} rule={rule} />
      <DriveTable drives={drives} today={today} rule={rule} mayCreate={mayManageDrive(actor, actor.unit)} />
    </>
  );
}

type Props = { drives: readonly ListedDrive[]; today: Day; rule: ProgressRule };

/** What is under way, in a sentence; nothing where nothing is. */
function Running({ drives, today, rule }: Props) {
  const drive = drives.find((one) => driveState(one, today) === "running");
  const [goal] = drive ? [...drive.goals] : [];
  if (!drive || !goal) return null;
  const [id, value] = goal;
  const time = timeGone(drive, standingDay(drive, today, drive.lastDay));
  const progress = driveProgress({ value: drive.values.get(id) ?? null, goal: value }, time, rule);
  const { strong, rest } = driveSentence(id, progress);
  return (
    <section className="answer plain" aria-label="Kết luận">
      <p className="lede">
        {drive.name}: <b>{strong.charAt(0).toLowerCase() + strong.slice(1)}</b>
        {rest}
      </p>
    </section>
  );
}
