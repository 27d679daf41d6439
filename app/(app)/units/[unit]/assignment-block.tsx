import Link from "next/link";
import { LEVEL_TONES, ShareBar } from "@/app/(app)/targets/assignment/share-bar";
import { assignmentWords, provinceWords, type AssignmentSummary } from "@/lib/domain/assignment";
import { indicator } from "@/lib/domain/indicator";
import { NO_DRIVES, scopeName } from "@/lib/domain/target-scope";
import type { ShownAssignment } from "./extras";
import type { Selection } from "./selection";

type Props = { selection: Selection; assignment: ShownAssignment | null };

/** How far the chosen indicator's targets were handed down; nothing where nobody was given any. */
export function AssignmentBlock({ selection, assignment }: Props) {
  if (!assignment) return null;
  const { scope, of } = assignment;
  const isNation = "provinces" in of;
  const isEmpty = isNation
    ? of.given === 0 && of.toUnits.none === of.provinces
    : of.target === null && of.units.assigned === 0;
  if (isEmpty) return null;
  const query = new URLSearchParams({
    scope,
    indicator: selection.indicator,
    ...(isNation ? {} : { province: of.unit.id }),
  });
  return (
    <section className="panel assign-block" aria-label="Tình hình giao chỉ tiêu">
      <div>
        <h3 className="h3">
          Giao chỉ tiêu {indicator(selection.indicator).short} {scopeName(scope, NO_DRIVES)}
        </h3>
        <p>
          {isNation ? assignmentWords(of) : provinceWords(of)}{" "}
          <Link href={`/targets/assignment?${query}`} prefetch={false}>
            {isNation ? "Từng tỉnh" : "Từng đơn vị"}
          </Link>
        </p>
      </div>
      {isNation && <Bars summary={of} />}
    </section>
  );
}

function Bars({ summary }: { summary: AssignmentSummary }) {
  const { provinces, toUnits, toCommunes, hasCommunes } = summary;
  const bars = [
    { label: "Hết cho đơn vị", part: toUnits.all },
    ...(hasCommunes ? [{ label: "Đến cấp xã", part: toCommunes.all + toCommunes.part }] : []),
  ];
  return (
    <div className="share-bars" aria-hidden="true">
      {bars.map(({ label, part }) => (
        <Bar key={label} label={label} part={part} of={provinces} />
      ))}
    </div>
  );
}

function Bar({ label, part, of }: { label: string; part: number; of: number }) {
  const level = part === 0 ? "none" : part < of ? "part" : "all";
  return (
    <>
      <span>{label}</span>
      <ShareBar part={part} of={of} tone={LEVEL_TONES[level]} />
      <b className="num">
        {part}/{of}
      </b>
    </>
  );
}
