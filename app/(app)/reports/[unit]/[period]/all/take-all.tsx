"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { saveFile } from "@/components/ui/save-file";
import { fetchAll, type FileToTake, type Taken } from "./fetch-all";

type Props = { files: readonly FileToTake[]; archive: string };

type State =
  { kind: "idle" } | { kind: "taking"; done: number } | { kind: "done"; taken: Taken } | { kind: "stopped" };

/** Takes one report after the other, so that nobody else waits, and packs them here: nothing is saved of a half. */
export function TakeAll({ files, archive }: Props) {
  const [state, setState] = useState<State>({ kind: "idle" });
  const stop = useRef<AbortController | null>(null);
  const take = async () => {
    if (state.kind === "taking") return;
    stop.current = new AbortController();
    setState({ kind: "taking", done: 0 });
    const taken = await fetchAll(files, stop.current.signal, (done) => setState({ kind: "taking", done }));
    if (taken === null) return setState({ kind: "stopped" });
    if (taken.archive) saveFile(taken.archive, archive);
    setState({ kind: "done", taken });
  };
  return (
    <div className="take-all">
      <noscript>
        <Notice kind="info">Tải cả gói cần JavaScript; tải từng báo cáo dưới đây thì không.</Notice>
      </noscript>
      <div className="needs-script">
        <div className="acts">
          <Button type="button" primary onClick={take} aria-disabled={state.kind === "taking"}>
            Tải cả gói (zip)
          </Button>
          {state.kind === "taking" && (
            <>
              <Button type="button" onClick={() => stop.current?.abort()}>
                Dừng
              </Button>
              <progress max={files.length} value={state.done} aria-label="Đã lấy" />
              <span className="num">
                {state.done}/{files.length}
              </span>
            </>
          )}
        </div>
      </div>
      <div role="status">
        {state.kind === "stopped" && <Notice kind="info">Đã dừng, chưa lưu gói nào.</Notice>}
        {state.kind === "done" && <Result taken={state.taken} all={files.length} />}
      </div>
    </div>
  );
}

function Result({ taken: { count, empty, failed, archive }, all }: { taken: Taken; all: number }) {
  const isWhole = failed.length === 0;
  return (
    <Notice
      kind={isWhole ? "done" : "error"}
      title={archive ? `Đã lưu gói ${count}/${all} báo cáo.` : "Chưa lưu gói nào."}
    >
      {empty.length > 0 && <p>Chưa có số liệu nên không có báo cáo: {empty.join(", ")}.</p>}
      {!isWhole && (
        <p>Không lấy được: {failed.join(", ")}. Gói thiếu thì không lưu; kiểm tra kết nối rồi tải lại.</p>
      )}
    </Notice>
  );
}
