/**
 * What the application does by itself: reminders, mails, digests, cleaning. It runs inside the process of the app; several
 * instances may run it at once, because every job is safe against itself. A job that fails is tried again at its next turn.
 */
import "server-only";
import { clean } from "@/lib/data/mail-outbox";
import { queueDigests, queueMails } from "@/lib/data/mail-queue";
import { recordJob } from "@/lib/data/worker-jobs";
import { getWorkerSettings } from "@/lib/data/worker-settings";
import { lastDigest } from "@/lib/domain/reminders";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { mailServer } from "./mail-server";
import { sendMails } from "./mail-sending";
import { giveReminders } from "./reminding";
import { mailReports } from "./report-mailing";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

type Job = { name: string; every: number; run: (now: Date, isOver: () => boolean) => Promise<unknown> };

function jobs(): Job[] {
  const server = mailServer();
  const always: Job[] = [
    {
      name: "reminders",
      every: 5 * MINUTE,
      run: async (now) => giveReminders((await getWorkerSettings()).reminders, now),
    },
    {
      name: "cleaning",
      every: 6 * 60 * MINUTE,
      run: async (now) => clean((await getWorkerSettings()).inboxDays, now),
    },
  ];
  if (!server) return always;
  return [
    ...always,
    {
      name: "digest",
      every: 5 * MINUTE,
      run: async (now) => queueDigests(lastDigest(now, (await getWorkerSettings()).digest), env.APP_URL, now),
    },
    {
      name: "mail",
      every: 15 * SECOND,
      run: async (now, isOver) => {
        await queueMails(env.APP_URL, now);
        return sendMails(server, () => new Date(), isOver);
      },
    },
    {
      name: "report-mails",
      every: 5 * MINUTE,
      run: async (now) => mailReports(env.APP_URL, now),
    },
  ];
}

export type Worker = { stop: () => void };

async function runJob(job: Job, isOver: () => boolean): Promise<void> {
  const now = new Date();
  let error: string | null = null;
  try {
    await job.run(now, isOver);
  } catch (caught) {
    error = caught instanceof Error ? caught.message.slice(0, 500) : "unknown error";
    log.error({ err: caught, job: job.name }, "job failed");
  }
  // While the database is away there is nowhere to say so but the log.
  await recordJob(job.name, now, error).catch(() => undefined);
}

/** Each job by itself: a mail server that keeps us waiting holds up no reminder. */
export function startWorker(): Worker {
  let isOver = false;
  const timers = new Map<string, NodeJS.Timeout>();
  const turn = (job: Job, pause: number) => {
    const timer = setTimeout(() => {
      void runJob(job, () => isOver).then(() => {
        if (!isOver) turn(job, job.every);
      });
    }, pause);
    timer.unref();
    timers.set(job.name, timer);
  };
  jobs().forEach((job, index) => turn(job, (index + 1) * SECOND));
  const stop = () => {
    isOver = true;
    for (const timer of timers.values()) clearTimeout(timer);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  log.info({ mail: mailServer() !== null }, "worker started");
  return { stop };
}
