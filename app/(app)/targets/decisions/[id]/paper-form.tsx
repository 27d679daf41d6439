"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PAPER_PROBLEMS } from "@/lib/refusals";

type Props = {
  action: string;
  lockVersion: number;
  isReplacing: boolean;
  /** The server's limit, so that nobody waits for a file that will be refused. */
  maxBytes: number;
};
type State =
  { kind: "idle" } | { kind: "sending"; percent: number } | { kind: "done" | "refused"; message: string };

/** A plain form that posts the file; with JavaScript it says how far it is and stays on the page. */
export function PaperForm({ action, lockVersion, isReplacing, maxBytes }: Props) {
  const router = useRouter();
  const [state, setState] = useState<State>({ kind: "idle" });

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = new FormData(form);
    const file = body.get("file");
    if (!(file instanceof File) || file.size === 0)
      return setState({ kind: "refused", message: PAPER_PROBLEMS.empty });
    if (file.size > maxBytes) return setState({ kind: "refused", message: PAPER_PROBLEMS["too-large"] });
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      setState({ kind: "sending", percent: Math.floor((loaded / total) * 100) }),
    );
    request.addEventListener("error", () =>
      setState({ kind: "refused", message: PAPER_PROBLEMS.interrupted }),
    );
    request.addEventListener("load", () => {
      const message = messageOf(request.responseText);
      setState({ kind: request.status === 200 ? "done" : "refused", message });
      if (request.status !== 200) return;
      form.reset();
      router.refresh();
    });
    request.open("POST", action);
    request.setRequestHeader("Accept", "application/json");
    setState({ kind: "sending", percent: 0 });
    request.send(body);
  };

  return (
    <form
      className="paper-form"
      action={action}
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
      aria-label="Gửi bản quét"
    >
      <input type="hidden" name="lockVersion" value={lockVersion} />
      <div className="field">
        <label htmlFor="file">{isReplacing ? "Thay bằng tệp khác" : "Tệp PDF"}</label>
        <input
          id="file"
          name="file"
          type="file"
          accept="application/pdf,.pdf"
          required
          aria-describedby="file-hint"
        />
        <p className="hint" id="file-hint">
          PDF, lớn nhất 20 MB.
        </p>
      </div>
      {state.kind === "sending" && (
        <progress max={100} value={state.percent} aria-label="Đã gửi">
          {state.percent}%
        </progress>
      )}
      {(state.kind === "done" || state.kind === "refused") && (
        <Notice kind={state.kind === "done" ? "done" : "error"}>{state.message}</Notice>
      )}
      <Button>{isReplacing ? "Thay bản quét" : "Gửi bản quét"}</Button>
    </form>
  );
}

function messageOf(answer: string): string {
  try {
    const parsed: unknown = JSON.parse(answer);
    if (typeof parsed === "object" && parsed !== null && "message" in parsed) return String(parsed.message);
  } catch {
    // A proxy in between may answer with a page.
  }
  return PAPER_PROBLEMS.interrupted;
}
