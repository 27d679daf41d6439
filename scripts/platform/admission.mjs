/**
 * Who is served when more ask at once than can be served well: few at a time, the others wait in line, and whoever comes when the
 * line is full is told so. Without it every page that is asked for is begun, all of them together take the whole memory,
 * and nobody gets any.
 */
import { Turns } from "../../lib/turns.mjs";

/**
 * What is sent has a line of its own: nobody's figures wait behind pages that others look at. One thread does all the work,
 * so more pages at once make none of them faster, and everything that is sent slower.
 */
const LINES = {
  read: { atOnce: 2, waiting: 300 },
  write: { atOnce: 8, waiting: 300 },
};
/** Requests of one session that may be open, whether they wait, are served, or are taken slowly. */
const OPEN = 30;

/**
 * Milliseconds after which somebody who is still being served makes room: of any answer, and of one that has begun, which
 * is then a long file or goes over a slow line.
 */
const PATIENCE = { whole: 10_000, begun: 1_000 };
/** Seconds after which it is worth trying again. */
const AGAIN_AFTER = 5;

const READS = new Set(["GET", "HEAD", "OPTIONS"]);
/** Files of the build cost nothing, and whoever watches over the app must hear of it even then. */
const FREE = /^\/(?:_next\/static\/|api\/health$)/;

/** By the path that it comes to: "/_next/static/../../units/VN" is a page. */
const isFree = (url) => URL.canParse(url, "http://app") && FREE.test(new URL(url, "http://app").pathname);

const SAID = {
  read: "Đang có quá nhiều trang được mở cùng lúc. Đợi ít giây rồi mở lại.",
  write:
    "Đang có quá nhiều người gửi cùng lúc, lần gửi này chưa ghi gì. Quay lại biểu, đợi ít giây rồi gửi lại.",
};

function refuse(request, response, kind) {
  const isApi = request.url.startsWith("/api/");
  const body = isApi
    ? JSON.stringify({ error: "busy", message: SAID[kind] })
    : `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Hệ thống đang bận · Bao Phủ</title><h1>Hệ thống đang bận</h1><p>${SAID[kind]}</p></html>`;
  response.writeHead(503, {
    "Content-Type": isApi ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Retry-After": String(AGAIN_AFTER),
  });
  response.end(body);
}

/** Until everything is sent or the other side is gone, but not for ever. */
function served(request, response, serve, patience) {
  if (response.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timers = [setTimeout(resolve, patience.whole)];
    response.once("close", () => {
      for (const timer of timers) clearTimeout(timer);
      resolve();
    });
    const { writeHead } = response;
    response.writeHead = (...head) => {
      if (!response.closed) timers.push(setTimeout(resolve, patience.begun));
      return writeHead.apply(response, head);
    };
    serve(request, response);
  });
}

/**
 * A listener of requests that lets `serve` have them when it is their turn.
 * @param {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void} serve
 */
export function admission(serve, { lines = LINES, open = OPEN, patience = PATIENCE } = {}) {
  const turns = { read: new Turns(lines.read), write: new Turns(lines.write) };
  /** @type {Map<unknown, number>} */
  const openOf = new Map();
  return async (request, response) => {
    if (isFree(request.url)) return serve(request, response);
    const kind = READS.has(request.method) ? "read" : "write";
    // One browser, or one program with its token; of strangers each request stands for itself.
    const who = request.headers.authorization ?? request.headers.cookie ?? request;
    const own = openOf.get(who) ?? 0;
    if (own >= open) return refuse(request, response, kind);
    openOf.set(who, own + 1);
    response.once("close", () => {
      const left = (openOf.get(who) ?? 0) - 1;
      if (left > 0) openOf.set(who, left);
      else openOf.delete(who);
    });
    const isServed = await turns[kind].take(who, async () => {
      await served(request, response, serve, patience);
      return true;
    });
    if (isServed === null) refuse(request, response, kind);
  };
}
