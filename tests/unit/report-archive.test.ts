import { expect, test } from "vitest";
import { fetchAll } from "@/app/(app)/reports/[unit]/[period]/all/fetch-all";
import { unzip } from "@/tests/support/zip";

const files = ["A", "B", "C"].map((name) => ({ name, href: `/${name}` }));
const answer = (name: string, status = 200) =>
  new Response(status === 200 ? `report ${name}` : "", {
    status,
    headers: { "Content-Disposition": `attachment; filename="${name}.docx"` },
  });
const idle = () => new AbortController().signal;

test("all reports are in the archive under the names that the server gives them, one fetched after the other", async () => {
  const steps: number[] = [];
  const taken = await fetchAll(
    files,
    idle(),
    (done) => steps.push(done),
    async (href) => answer(href.slice(1)),
  );
  const archive = Buffer.from((await taken?.archive?.arrayBuffer()) ?? new ArrayBuffer(0));
  expect([...unzip(archive)]).toEqual([
    ["A.docx", "report A"],
    ["B.docx", "report B"],
    ["C.docx", "report C"],
  ]);
  expect(steps).toEqual([1, 2, 3]);
});

test("who has no report is named, and the others are packed", async () => {
  const taken = await fetchAll(
    files,
    idle(),
    () => undefined,
    async (href) => answer(href.slice(1), href === "/B" ? 404 : 200),
  );
  expect(taken).toMatchObject({ count: 2, empty: ["B"], failed: [] });
});

test("nothing is packed when one could not be fetched", async () => {
  const broken = async (href: string) => {
    if (href === "/C") throw new TypeError("network");
    return answer(href.slice(1), href === "/A" ? 500 : 200);
  };
  const taken = await fetchAll(files, idle(), () => undefined, broken);
  expect(taken).toEqual({ archive: null, count: 1, empty: [], failed: ["A", "C"] });
});

test("nothing is packed when it is stopped", async () => {
  const stop = new AbortController();
  const taken = await fetchAll(
    files,
    stop.signal,
    () => stop.abort(),
    async (href) => answer(href.slice(1)),
  );
  expect(taken).toBeNull();
});

test("a server that has too much to do is asked again when it says, and the archive is whole", async () => {
  const asked: string[] = [];
  const busyOnce = async (href: string) => {
    asked.push(href);
    const isFirst = asked.filter((one) => one === href).length === 1;
    return isFirst
      ? new Response("", { status: 503, headers: { "Retry-After": "0" } })
      : answer(href.slice(1));
  };
  const taken = await fetchAll(files, idle(), () => undefined, busyOnce);
  expect(taken).toMatchObject({ count: 3, failed: [] });
  expect(asked).toHaveLength(6);
});

test("a server that stays busy is given up, and nothing is packed", async () => {
  let asked = 0;
  const busy = async () => {
    asked += 1;
    return new Response("", { status: 503, headers: { "Retry-After": "0" } });
  };
  const taken = await fetchAll(files.slice(0, 1), idle(), () => undefined, busy);
  expect(taken).toEqual({ archive: null, count: 0, empty: [], failed: ["A"] });
  expect(asked).toBe(5);
});
