import Link from "next/link";
import { targetsHref } from "@/app/(app)/targets/selection";
import { driveHeadlines } from "@/lib/domain/drive-targets";
import { INDICATORS } from "@/lib/domain/indicator";
import type { StandingTarget } from "@/lib/domain/target";
import { driveScope } from "@/lib/domain/target-scope";
import { assignedWords } from "@/lib/domain/target-words";

type Props = { driveId: string; unitId: string; targets: readonly StandingTarget[] };

/** What decisions give the unit for this drive, and where that stands; nothing where none does. */
export function AssignedLine({ driveId, unitId, targets }: Props) {
  const scope = driveScope(driveId);
  const given = driveHeadlines(targets, unitId);
  if (scope === null || given.length === 0) return null;
  const words = given.map((target) => `${INDICATORS[target.indicator].short}, ${assignedWords(target)}`);
  return (
    <p className="quiet">
      Chỉ tiêu được giao cho đợt: {words.join("; ")}.{" "}
      <Link href={targetsHref({ unitId, scope, on: null, known: null, indicator: null })} prefetch={false}>
        Chỉ tiêu của đợt
      </Link>
    </p>
  );
}
