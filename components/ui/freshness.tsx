"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { timeInVietnam } from "@/lib/domain/day";

type Props = {
  /** Which route knows the version of what is shown. */
  href: string;
  version: string;
};

const PAUSE = 30_000;
/** One failure is a train in a tunnel. */
const FAILURES = 3;

type Answer = "same" | "changed" | "signed-out" | "failed";

async function ask({ href, version }: Props): Promise<Answer> {
  try {
    const answer = await fetch(href, {
      headers: { "If-None-Match": `"${version}"` },
      cache: "no-store",
    });
    if (answer.status === 304) return "same";
    if (answer.status === 401) return "signed-out";
    return answer.ok ? "changed" : "failed";
  } catch {
    return "failed";
  }
}

/** Asks while the page is looked at whether anything has changed since, and then shows it without a jump. */
export function Freshness({ href, version }: Props) {
  const router = useRouter();
  const [words, setWords] = useState("");
  const [isRefreshing, startRefresh] = useTransition();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let isOver = false;
    const check = async () => {
      clearTimeout(timer);
      if (document.hidden) return;
      const answer = await ask({ href, version });
      if (isOver) return;
      failures = answer === "failed" ? failures + 1 : 0;
      if (answer === "changed") {
        startRefresh(() => router.refresh());
        setWords(`Có số mới, cập nhật lúc ${timeInVietnam(new Date())}`);
      } else if (answer === "signed-out") {
        setWords("Phiên đã kết thúc, số liệu không tự cập nhật nữa");
        return;
      } else if (failures >= FAILURES) setWords("Mất kết nối, số liệu có thể đã cũ");
      else if (answer === "same" && failures === 0) setWords((said) => (said.startsWith("Mất") ? "" : said));
      timer = setTimeout(check, PAUSE);
    };
    timer = setTimeout(check, PAUSE);
    document.addEventListener("visibilitychange", check);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", check);
    };
  }, [href, version, router]);
  return (
    <span className="freshness" role="status" aria-busy={isRefreshing}>
      {words}
    </span>
  );
}
