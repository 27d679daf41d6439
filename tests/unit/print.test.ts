import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PaperSheet } from "@/components/paper/paper-sheet";
import type { Paper } from "@/lib/domain/paper";
import { printHtml } from "@/lib/print/browser";
import { paperHtml } from "@/lib/print/paper-html";

const PAPER: Paper = {
  parentAgency: "BẢO HIỂM XÃ HỘI VIỆT\u00a0NAM",
  agency: "BẢO HIỂM XÃ HỘI TỈNH\u00a0ĐẮK\u00a0LẮK",
  symbol: "BC-BHXH",
  number: 12,
  place: "Đắk Lắk",
  day: "2026-11-05",
  title: "BÁO CÁO",
  subject: "Kết quả <b>",
  warning: "Minh họa",
  sections: [
    {
      heading: "I. Người tham gia",
      paragraphs: ["Một câu.", { lead: "1. Krông A'Na:", text: '<script>alert("x")</script> & hơn 90%' }],
      table: {
        caption: "Bảng 1",
        columns: [
          { head: "Đơn vị", align: "left", width: 60 },
          { head: "Số", align: "right", width: 40 },
        ],
        rows: [["Một", "1"]],
        total: ["Cộng", "1"],
        note: "(*) Tạm tính.",
      },
      chart: { caption: "Biểu đồ 1", rows: [{ label: "Một", length: 900, shown: "90%" }], note: "Ghi chú" },
      notes: ["Số minh họa."],
    },
  ],
  receivers: ["UBND tỉnh", "Lưu: VT"],
  signers: [{ role: "GIÁM ĐỐC", name: "Phạm Văn Hải" }],
  footnotes: ["Dấu nội dung: ab"],
};

const textsOf = (html: string) =>
  html
    .replace(/^.*<body>/s, "")
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== "");

/** In the order of reading, without the spaces: the page writes in two texts what the print writes in one. */
const wordsOf = (html: string) => textsOf(html).join("").replace(/\s+/g, "");
const TO = "Nơinhận:-UBNDtỉnh;-Lưu:VT.";
const SIGNED = "GIÁMĐỐC(Ký,ghirõhọtên)PhạmVănHải";

test("what is printed says what the page says, in its order, but for whom it goes to before who signs", () => {
  const page = renderToStaticMarkup(createElement(PaperSheet, { paper: PAPER })).replaceAll("&#x27;", "'");
  expect(wordsOf(page)).toContain(SIGNED + TO);
  expect(wordsOf(paperHtml(PAPER))).toBe(wordsOf(page).replace(SIGNED + TO, TO + SIGNED));
});

test("what somebody typed is text, and nothing in the page runs or is fetched", () => {
  const html = paperHtml(PAPER);
  expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; hơn 90%");
  expect(html).not.toMatch(/<script|<b>|<img|<link|src=|href=|url\(/);
  expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'");
});

const folder = mkdtempSync(path.join(os.tmpdir(), "bao-phu-test-print-"));
const program = (name: string, script: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
};
const FIND_TO = `for one in "$@"; do case "$one" in --print-to-pdf=*) to="\${one#*=}";; esac; done`;

beforeEach(() => {
  vi.stubEnv("TMPDIR", mkdtempSync(path.join(folder, "tmp-")));
});
afterEach(() => {
  const tmp = process.env.TMPDIR ?? "";
  expect(readdirSync(tmp), "the page that was handed over is removed").toEqual([]);
  vi.unstubAllEnvs();
});

test("the bytes are those that the browser made of the page", async () => {
  const browser = program("good", `${FIND_TO}\nprintf '%%PDF-1.4 %%%%EOF' > "$to"`);
  expect((await printHtml("x", { browser }))?.toString()).toBe("%PDF-1.4 %%EOF");
});

test("nothing is handed out of a browser that fails, is not there, or stops half way", async () => {
  expect(await printHtml("x", { browser: program("bad", "exit 1") })).toBeNull();
  expect(await printHtml("x", { browser: path.join(folder, "none") })).toBeNull();
  expect(
    await printHtml("x", { browser: program("half", `${FIND_TO}\nprintf '%%PDF-1.4 ' > "$to"`) }),
  ).toBeNull();
});

test("a browser that comes to no end is killed with everything that it started", async () => {
  const pids = path.join(folder, "pids");
  const browser = program("slow", `sleep 600 &\necho $! $$ > ${pids}\nwait`);
  expect(await printHtml("x", { browser, patience: 1000 })).toBeNull();
  const alive = (pid: string) =>
    existsSync(`/proc/${pid}/status`) && !/State:\s+Z/.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  await vi.waitFor(() => expect(readFileSync(pids, "utf8").trim().split(" ").filter(alive)).toEqual([]));
});

test("a browser sees neither the session nor the settings of the server", async () => {
  vi.stubEnv("NEXTAUTH_SECRET", "geheim".repeat(8));
  const seen = path.join(folder, "seen");
  await printHtml("x", { browser: program("look", `env > ${seen}; echo "$@" >> ${seen}`) });
  const text = readFileSync(seen, "utf8");
  expect(text).toContain("--print-to-pdf=");
  expect(text).not.toMatch(/NEXTAUTH|geheim|DATABASE_URL|https?:/);
});
