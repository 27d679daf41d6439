"use client";

import Link from "next/link";
import { useSyncExternalStore } from "react";
import { waitingForms } from "@/app/(app)/keepsake";
import { Notice } from "@/components/ui/notice";
import { periodName } from "@/lib/domain/period";
import { parseSubmissionId } from "@/lib/domain/submission";

const listen = (changed: () => void) => {
  window.addEventListener("storage", changed);
  return () => window.removeEventListener("storage", changed);
};

/** Numbers that this browser holds and the server has not: opening their form saves them. */
export function WaitingForms({ typist }: { typist: string }) {
  const read = () => JSON.stringify(waitingForms(typist));
  const waiting = JSON.parse(useSyncExternalStore(listen, read, () => "[]")) as ReturnType<
    typeof waitingForms
  >;
  const forms = waiting.flatMap(({ id, cells }) => {
    const key = parseSubmissionId(id);
    return key ? [{ ...key, cells }] : [];
  });
  if (forms.length === 0) return null;
  return (
    <Notice kind="warning" title="Trên máy này còn số chưa gửi được lên máy chủ">
      <ul>
        {forms.map(({ unitId, periodId, cells }) => (
          <li key={`${unitId}.${periodId}`}>
            <Link href={`/entry/${unitId}/${periodId}`}>
              Mở biểu {unitId}, {periodName(periodId)}
            </Link>{" "}
            để lưu {cells} ô.
          </li>
        ))}
      </ul>
    </Notice>
  );
}
