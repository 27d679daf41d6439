"use client";

import { useRef, useState } from "react";
import { toTsv } from "@/lib/domain/export-tsv";
import { saveFile } from "./save-file";

type Props = {
  /** Also as an image: of a figure. */
  image?: boolean;
};

/** Copies what stands around it: the table for a spreadsheet, the figure as an image. Says what it did where it was asked. */
export function CopyTools({ image = false }: Props) {
  const box = useRef<HTMLSpanElement>(null);
  const [words, setWords] = useState("");
  const around = () => box.current?.closest<HTMLElement>("figure, .tablebox") ?? null;

  const copyTable = async () => {
    const table = around()?.querySelector("table");
    if (!table) return;
    const rows = [...table.rows].map((row) => [...row.cells].map(visibleText));
    try {
      await navigator.clipboard.writeText(toTsv(rows));
      setWords("Đã chép bảng");
    } catch {
      setWords("Trình duyệt không cho chép. Dùng Tải về.");
    }
  };
  const copyImage = async () => {
    const figure = around();
    if (!figure) return;
    const { figureImage } = await import("./figure-image");
    const parts = figure.querySelectorAll("figcaption h3, figcaption p, .plot, .figure-source");
    const blob = await figureImage(figure, [...parts]);
    if (blob === null) return setWords("Chưa vẽ được hình");
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
      setWords("Đã chép hình");
    } catch {
      // Where the clipboard takes no image.
      saveFile(blob, "bao-phu_bieu-do.png");
      setWords("Đã tải hình về");
    }
  };
  return (
    <span className="copy-tools needs-script" ref={box}>
      {image && (
        <button type="button" onClick={copyImage}>
          Chép hình
        </button>
      )}
      <button type="button" onClick={copyTable}>
        Chép bảng
      </button>
      <span role="status">{words}</span>
    </span>
  );
}

/** What a reader sees in a cell, without what would spoil its number; a second line stands in brackets. */
function visibleText(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true) as HTMLTableCellElement;
  for (const hidden of copy.querySelectorAll(".sr, .move, .mark, [role='tooltip'], [aria-hidden='true']"))
    hidden.remove();
  for (const small of copy.querySelectorAll("small")) small.textContent = ` (${small.textContent})`;
  return copy.textContent;
}
