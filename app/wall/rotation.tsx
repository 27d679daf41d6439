"use client";

import { useEffect, useState } from "react";
import { runWall, type WallSign } from "./wall-loop";

type Props = {
  next: string;
  previous: string;
  seconds: number;
  /** When the server made this panel, HH:MM. */
  shownAt: string;
};

/** The clock, and what goes on to the next panel; says so where that is held up. */
export function Rotation({ next, previous, seconds, shownAt }: Props) {
  const [clock, setClock] = useState(shownAt);
  const [sign, setSign] = useState<WallSign>({ kind: "running" });
  useEffect(
    () => runWall({ next, previous, seconds, onClock: setClock, onSign: setSign }),
    [next, previous, seconds],
  );
  return (
    <div className="wall-clock">
      <p className="wall-sign" role="status">
        {sign.kind === "paused" && "Tạm dừng"}
        {sign.kind === "lost" && `Mất kết nối từ ${sign.since}, số liệu lúc ${shownAt}`}
      </p>
      <p className="wall-hint" aria-hidden="true">
        F11 toàn màn hình · dấu cách tạm dừng · ← → chuyển bảng
      </p>
      <time>{clock}</time>
    </div>
  );
}
