/** Serves the built app in a child process, or several of them, and knows when it answers. */
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { spawnNode } from "./child.mjs";
import { identify, isAlive, signal, waitUntil } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { localUrl } from "./settings.mjs";

const START = 60_000;
const STOP = 10_000;

/**
 * The memory of the app in megabytes, said rather than left to Node, which takes its measure from the size of the machine: with
 * many gigabytes it lets the garbage of a large task stand until the process has more than one of them. What was needed at once
 * stayed below: 80 MB for the pages, as much for five tables of 19,000 rows, up to 380 MB while two hundred people send, approve and
 * read in the same minutes. Buffers of uploads do not count.
 */
const HEAP = { "--max-old-space-size": 448, "--max-semi-space-size": 8 };

/**
 * The flags of Node for the app. One that the operator sets in NODE_OPTIONS holds instead.
 * @param {Record<string, string | undefined>} env
 */
export function heapFlags({ NODE_OPTIONS = "" } = process.env) {
  const set = NODE_OPTIONS.replaceAll("_", "-");
  return Object.entries(HEAP).flatMap(([flag, size]) => (set.includes(flag) ? [] : [`${flag}=${size}`]));
}

const SERVE = path.join(import.meta.dirname, "serve.mjs");
const SEVERAL = path.join(import.meta.dirname, "app-processes.mjs");

/**
 * The arguments of Node that serve the app which is built in the current folder.
 * @param {{ host: string; port: number; processes?: number; flags?: readonly string[]; env?: Record<string, string | undefined> }} how
 */
export function serveArguments({ host, port, processes = 1, flags = [], env = process.env }) {
  const several = processes > 1 ? [SEVERAL, String(processes)] : [];
  return [...heapFlags(env), ...flags, ...several, SERVE, host, String(port)];
}

/** Refuses early, before anything long is done, when another program has the port. */
export async function refuseTakenPort({ host, port }) {
  const code = await new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(error.code));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
  if (code === null) return;
  const reasons = {
    EADDRINUSE: ["port", `port ${port} on ${host} is in use: set PORT to another one`],
    EACCES: ["port", `port ${port} may not be opened by this user: set PORT to 1024 or above`],
  };
  throw new Refusal(...(reasons[code] ?? ["configuration", `HOST ${host} cannot be listened on (${code})`]));
}

export class AppServer {
  constructor({ host, port, processes = 1, distDir }, env) {
    // A process group of its own: Ctrl-C reaches the starter alone, which stops things in their order.
    this.child = spawnNode(serveArguments({ host, port, processes, env }), {
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: distDir },
    });
    this.ended = new Promise((resolve) => {
      this.child.on("error", (error) => resolve(error.message));
      this.child.on("exit", (code, name) => resolve(name ?? `exit code ${code}`));
    });
    this.said = "";
    this.keep = (chunk) => (this.said = (this.said + chunk).slice(-8000));
    this.child.stdout.on("data", this.keep);
    this.healthUrl = `${localUrl(host, port)}/api/health`;
  }

  identity() {
    return identify(this.child.pid);
  }

  /** Passes on the app's own log lines from now on; what Next says about itself while it starts is left out. */
  passOutput(write) {
    this.child.stdout.off("data", this.keep);
    this.child.stdout.on("data", write);
  }

  /** Resolves when the app and its database answer. */
  async ready() {
    const end = Date.now() + START;
    let hasEnded = null;
    void this.ended.then((how) => (hasEnded = how));
    while (Date.now() < end) {
      if (hasEnded !== null) {
        console.error(this.said.trimEnd());
        throw new Refusal("app", `the app ended while starting (${hasEnded})`);
      }
      const answer = await fetch(this.healthUrl, { signal: AbortSignal.timeout(5000) }).catch(() => null);
      if (answer?.status === 200) return;
      await sleep(50);
    }
    throw new Refusal("app", `the app does not answer at ${this.healthUrl}`);
  }

  async stop() {
    this.child.kill("SIGTERM");
    const isOver = await Promise.race([this.ended.then(() => true), sleep(STOP, false, { ref: false })]);
    if (!isOver) this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** Ends an app whose starter died without being able to take it along. */
export async function buryApp(app) {
  if (!app || !isAlive(app)) return;
  signal(app.pid, "SIGKILL");
  await waitUntil(() => !isAlive(app), 5000);
}
