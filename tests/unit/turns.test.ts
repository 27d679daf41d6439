import { expect, test } from "vitest";
import { Turns } from "@/lib/turns.mjs";

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

test("of 5,000 asked at once by one person the few that may wait are served, the others are refused, and nobody else is kept out", async () => {
  const turns = new Turns({ atOnce: 2, waiting: 40, each: 10 });
  let [working, most, done] = [0, 0, 0];
  const work = async () => {
    most = Math.max(most, (working += 1));
    await pause();
    working -= 1;
    return (done += 1);
  };
  const asked = Array.from({ length: 5000 }, () => turns.take("greedy", work));
  const other = turns.take("other", work);
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => answer !== null)).toHaveLength(12);
  expect(await other).not.toBeNull();
  expect([most, done, working]).toEqual([2, 13, 0]);
  expect(await turns.take("greedy", work)).toBe(14);
});

test("all together wait no longer than the queue, whoever they are", async () => {
  const turns = new Turns({ atOnce: 1, waiting: 3, each: 2 });
  const asked = Array.from({ length: 10 }, (_, who) => turns.take(String(who), pause));
  expect((await Promise.all(asked)).filter((answer) => answer === null)).toHaveLength(6);
});

test("work that fails makes room for the next", async () => {
  const turns = new Turns({ atOnce: 1, waiting: 1, each: 1 });
  const fails = turns.take("a", () => Promise.reject(new Error("broken")));
  const next = turns.take("b", async () => "done");
  await expect(fails).rejects.toThrow("broken");
  expect(await next).toBe("done");
});
