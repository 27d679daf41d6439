import { once } from "node:events";
import http from "node:http";
import type net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { admission } from "@/scripts/platform/admission.mjs";

const LINES = { read: { atOnce: 2, waiting: 6 }, write: { atOnce: 1, waiting: 2 } };
const OPEN = 6;
const servers: http.Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server whose answers wait until they are let go. */
async function slow(patience: Partial<{ whole: number; begun: number }> = {}) {
  const begun: { url: string; begin: () => void; answer: () => void }[] = [];
  const listener = admission(
    (request, response) =>
      begun.push({
        url: request.url ?? "",
        begin: () => response.write("it is "),
        answer: () => response.end("served"),
      }),
    { lines: LINES, open: OPEN, patience: { whole: 10_000, begun: 10_000, ...patience } },
  );
  const server = http.createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  const ask = (path: string, cookie: string, init: RequestInit = {}) =>
    fetch(address + path, { ...init, headers: { cookie } });
  /** With the path as it is written: fetch would shorten it. */
  const statusOf = async (path: string) => {
    const [answer] = (await once(http.get(address, { path }), "response")) as [http.IncomingMessage];
    answer.resume();
    return answer.statusCode;
  };
  const urls = () => begun.map(({ url }) => url);
  const reaches = async (count: number) => {
    for (let left = 200; left > 0 && begun.length < count; left--) await sleep(5);
  };
  const until = async (count: number) => {
    await reaches(count);
    expect(begun).toHaveLength(count);
  };
  const answerAll = async (count: number) => {
    for (let at = 0; at < count; at++) {
      await reaches(at + 1);
      begun[at]?.answer();
    }
    expect(begun).toHaveLength(count);
  };
  return { ask, statusOf, urls, until, answerAll, begun };
}

test("few are served at once, the others in turn, and all of them in the end", async () => {
  const { ask, until, answerAll, begun } = await slow();
  const asked = Array.from({ length: 5 }, (_, at) => ask(`/${at}`, `one=${at}`));
  await until(2);
  await sleep(30);
  expect(begun).toHaveLength(2);
  await answerAll(5);
  for (const answer of await Promise.all(asked)) expect(await answer.text()).toBe("served");
});

test("who asks for very much is told to wait, and keeps nobody else out", async () => {
  const { ask, until, answerAll } = await slow();
  const greedy = Array.from({ length: 20 }, (_, at) => ask(`/${at}`, "same=1"));
  await until(2);
  await sleep(50);
  const other = ask("/other", "other=1");
  await sleep(50);
  await answerAll(7);
  const answers = await Promise.all(greedy);
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused).toHaveLength(14);
  expect(refused[0]?.headers.get("retry-after")).toBe("5");
  expect(await refused[0]?.text()).toContain("Đang có quá nhiều trang được mở cùng lúc");
  expect((await other).status).toBe(200);
});

test("what is sent does not wait behind what is read, and a refusal says that nothing was written", async () => {
  const { ask, urls, until, answerAll } = await slow();
  const reads = Array.from({ length: 5 }, (_, at) => ask(`/read${at}`, `one=${at}`));
  await until(2);
  const writes = Array.from({ length: 5 }, (_, at) => ask(`/write${at}`, `one=${at}`, { method: "POST" }));
  await until(3);
  expect(urls()[2]).toMatch(/^\/write/);
  await sleep(50);
  await answerAll(8);
  const statuses = (await Promise.all(writes)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 200, 200, 503, 503]);
  const refused = (await Promise.all(writes)).find(({ status }) => status === 503);
  expect(await refused?.text()).toContain("chưa ghi gì");
  for (const answer of await Promise.all(reads)) expect(answer.status).toBe(200);
});

test("the API is refused in its own form, and health and files are never", async () => {
  const { ask, statusOf, until, answerAll } = await slow();
  const held = [ask("/a", "x=1"), ask("/b", "x=2")];
  await until(2);
  const line = Array.from({ length: 6 }, (_, at) => ask(`/wait${at}`, `y=${at}`));
  await sleep(50);
  const refused = await ask("/api/v1/units/VN/summary", "z=1");
  expect([refused.status, await refused.json()]).toEqual([
    503,
    { error: "busy", message: expect.stringContaining("cùng lúc") },
  ]);
  for (const way of [
    "/_next/static/../../units/VN",
    "/_next/static/%2e%2e/%2e%2e/units/VN",
    "/_next/image?url=a",
  ])
    expect(await statusOf(way)).toBe(503);
  const free = [ask("/api/health", "z=1"), ask("/_next/static/a.js", "z=1")];
  await until(4);
  await answerAll(10);
  for (const answer of await Promise.all([...held, ...line, ...free])) expect(answer.status).toBe(200);
});

test("whoever has gone while waiting is not served, and a slow line gives way", async () => {
  const { ask, urls, until, begun } = await slow({ whole: 100 });
  const stuck = [ask("/stuck1", "x=1"), ask("/stuck2", "x=2")];
  await until(2);
  const gone = new AbortController();
  const left = ask("/gone", "y=1", { signal: gone.signal }).catch(() => "gone");
  await sleep(30);
  const last = ask("/last", "z=1");
  await sleep(30);
  gone.abort();
  expect(await left).toBe("gone");
  await until(3);
  expect(urls()).toEqual(["/stuck1", "/stuck2", "/last"]);
  for (const { answer } of begun) answer();
  for (const answer of await Promise.all([...stuck, last])) expect(await answer.text()).toBe("served");
});

test("an answer that goes on and on gives way once it has begun", async () => {
  const { ask, urls, until, begun } = await slow({ begun: 100 });
  const files = [ask("/file1", "x=1"), ask("/file2", "x=2")];
  await until(2);
  const page = ask("/page", "z=1");
  await sleep(200);
  expect(urls()).toEqual(["/file1", "/file2"]);
  begun[0]?.begin();
  await until(3);
  expect(urls()).toEqual(["/file1", "/file2", "/page"]);
  for (const { answer } of begun) answer();
  expect(await Promise.all([...files, page].map(async (one) => (await one).text()))).toEqual([
    "it is served",
    "served",
    "served",
  ]);
});
