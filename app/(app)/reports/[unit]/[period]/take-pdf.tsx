"use client";

import { useState, type MouseEvent } from "react";
import { Icon } from "@/components/ui/icon";
import { fileNameOf, saveFile } from "@/components/ui/save-file";

type State = { isPrinting: boolean; message: string };

const FAILED = "Chưa in được PDF; kiểm tra kết nối rồi thử lại.";

/** What the server says of why there is no file. */
async function reasonOf(answer: Response): Promise<string> {
  const said: unknown = await answer.json().catch(() => null);
  const message = typeof said === "object" && said !== null && "message" in said ? said.message : null;
  return typeof message === "string" ? `${message}.` : FAILED;
}

/** The PDF that the server prints. A link where scripts are off; with them the wait and a refusal are told here. */
export function TakePdf({ href }: { href: string }) {
  const [{ isPrinting, message }, setState] = useState<State>({ isPrinting: false, message: "" });
  const take = async (event: MouseEvent) => {
    event.preventDefault();
    if (isPrinting) return;
    setState({ isPrinting: true, message: "Đang in PDF…" });
    try {
      const answer = await fetch(href, { cache: "no-store" });
      if (!answer.ok) return setState({ isPrinting: false, message: await reasonOf(answer) });
      saveFile(await answer.blob(), fileNameOf(answer) ?? "bao-cao.pdf");
      setState({ isPrinting: false, message: "" });
    } catch {
      setState({ isPrinting: false, message: FAILED });
    }
  };
  return (
    <>
      <a className="button" href={href} onClick={take} aria-disabled={isPrinting}>
        <Icon name="download" />
        Tải PDF
      </a>
      <span className="pdf-state" role="status">
        {message}
      </span>
    </>
  );
}
