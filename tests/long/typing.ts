/**
 * Twenty people type the month's figures in twenty browsers while the database goes away, the app is killed, tabs are
 * closed and sessions end. Afterwards every number that was typed last is in its draft, once, and every page has told
 * its person in words what was going on.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "@/tests/bench/browser-visit";
import type { CleanUps } from "@/tests/bench/run";
import type { Finding } from "./journal";
import { Typist } from "./typist";
import { TypingSite } from "./typing-site";

const PEOPLE = 20;
const TABS_CLOSED = 5;
const SESSIONS_ENDED = 2;
const BETWEEN = 10_000;
const APP_AWAY = 5_000;

type Emit = (finding: Finding) => void;

/** So many at once: more would only wait for each other. */
async function each(people: readonly Typist[], act: (person: Typist) => Promise<unknown>): Promise<void> {
  const waiting = [...people];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await act(next);
  };
  await Promise.all([work(), work(), work(), work()]);
}

/** @param awaySeconds for how long the database is away the first time */
export async function verifyTyping(cleanUps: CleanUps, emit: Emit, awaySeconds: number): Promise<void> {
  const site = await TypingSite.start(cleanUps);
  const browser = await launch(cleanUps);
  const seats = await site.seats(PEOPLE);
  const people = await Promise.all(seats.map((seat) => Typist.arrive(browser, seat, site.address)));
  cleanUps.add(() => Promise.all(people.map((person) => person.stop())));
  await each(people, async (person) => {
    await person.open();
    person.start();
  });
  await sleep(BETWEEN);

  site.line.set("dead");
  await sleep(awaySeconds * 1000);
  await each(people, (person) => person.hear(15_000));
  site.line.set("open");
  tell(people, emit);
  await sleep(BETWEEN);

  await site.killAppAndStart(APP_AWAY);
  await sleep(BETWEEN);

  const closing = people.slice(0, TABS_CLOSED);
  site.line.set("dead");
  await sleep(3_000);
  await each(closing, (person) => person.closeInTheMiddle());
  await sleep(3_000);
  site.line.set("open");
  await returnTo("typing-tab-opened-again", closing, emit);
  await sleep(BETWEEN);

  const leaving = people.slice(-SESSIONS_ENDED);
  await each(leaving, async (person) => {
    const version = await site.endSessions(person.seat);
    await person.untilSignIn();
    await person.stop();
    await person.signIn(version);
  });
  await returnTo("typing-signed-in-again", leaving, emit);
  await sleep(BETWEEN);

  await Promise.all(people.map((person) => person.stop()));
  const unsaved: string[] = [];
  await each(people, async (person) => {
    const words = await person.untilSaved();
    if (words !== null) unsaved.push(`${person.seat.unit}: ${words}`);
  });
  emit({ verify: "typing-pages", ok: unsaved.length === 0, saved: PEOPLE - unsaved.length, unsaved });
  await compare(site, people, emit);
}

function tell(people: readonly Typist[], emit: Emit): void {
  const untold = people.filter(({ told }) => told.size === 0).map(({ seat }) => seat.unit);
  const words = [...new Set(people.flatMap(({ told }) => [...told]))];
  emit({
    verify: "typing-told",
    ok: untold.length === 0,
    told: people.length - untold.length,
    untold,
    words,
  });
}

async function returnTo(verify: string, people: readonly Typist[], emit: Emit): Promise<void> {
  const missing: string[] = [];
  await each(people, async (person) => {
    await person.open();
    missing.push(...(await person.missing()).map((one) => `${person.seat.unit}.${one}`));
    person.start();
  });
  emit({ verify, ok: missing.length === 0, people: people.length, missing });
}

async function compare(site: TypingSite, people: readonly Typist[], emit: Emit): Promise<void> {
  let entered = 0;
  let typed = 0;
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const person of people) {
    const { seat } = person;
    const draft = new Map((await site.draft(seat)).map((one) => [one.cell, one]));
    for (const [cell, all] of person.typed) {
      entered += 1;
      typed += all.length;
      const held = draft.get(cell);
      const key = `${seat.unit}.${cell}`;
      if (held?.value !== all.at(-1) && !person.later(cell).includes(held?.value ?? ""))
        lost.push(`${key}: ${held?.value} instead of ${all.at(-1)}`);
      // Every save raises the version of its cell by one, and no number was typed twice.
      const most = all.length + (person.doubtful.get(cell)?.length ?? 0);
      if (held && held.version > most) doubled.push(`${key}: version ${held.version} of ${all.length}`);
    }
  }
  emit({
    verify: "typing-numbers",
    ok: entered > 0 && lost.length === 0 && doubled.length === 0,
    typed,
    entered,
    found: entered - lost.length,
    lost: lost.length,
    doubled: doubled.length,
    examples: [...lost, ...doubled].slice(0, 10),
    // The page had gone away, so that nobody could type into it.
    failed: people.reduce((sum, person) => sum + person.failed, 0),
  });
}
