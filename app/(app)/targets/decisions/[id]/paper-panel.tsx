import { Notice } from "@/components/ui/notice";
import { paperHref } from "@/app/(app)/targets/selection";
import type { Decision } from "@/lib/data/decisions";
import { PAPER_MAX_BYTES } from "@/lib/domain/decision";
import { sizeWords } from "@/lib/domain/number";
import { PaperForm } from "./paper-form";

type Props = { decision: Decision; canAttach: boolean; message: { ok: boolean; text: string } | null };

/** The scan of the paper: taken as a PDF, given back as a file. */
export function PaperPanel({
  decision: { id, lockVersion, paperName, paperSize },
  canAttach,
  message,
}: Props) {
  return (
    <section className="panel pad" aria-labelledby="ban-quet">
      <h2 id="ban-quet" className="h3">
        Bản quét
      </h2>
      {message && <Notice kind={message.ok ? "done" : "error"}>{message.text}</Notice>}
      {paperName === null ? (
        <p className="quiet">Chưa có bản quét của văn bản.</p>
      ) : (
        <p>
          <a href={paperHref(id)}>{paperName}</a>{" "}
          <span className="quiet">{paperSize !== null && `PDF, ${sizeWords(paperSize)}`}</span>
        </p>
      )}
      {canAttach && (
        <PaperForm
          action={paperHref(id)}
          lockVersion={lockVersion}
          isReplacing={paperName !== null}
          maxBytes={PAPER_MAX_BYTES}
        />
      )}
    </section>
  );
}
