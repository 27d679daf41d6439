/** The other end of reader.ts: asks a reading process, and waits for what it says. */
import { once } from "node:events";
import path from "node:path";
import type { Urls } from "@/prisma/migrate";
import { startModule, type Child } from "./child";
import type { Answer, Question } from "./reader";
import type { Run } from "./run";

export class Reader {
  private constructor(private readonly child: Child) {}

  static async start({ cleanUps }: Run, urls: Urls): Promise<Reader> {
    const env = {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: urls.appUrl,
      MIGRATION_DATABASE_URL: urls.ownerUrl,
    } as const;
    const child = startModule([path.join(import.meta.dirname, "reader.ts")], { env });
    cleanUps.add(() => child.stop());
    const reader = new Reader(child);
    await reader.next();
    return reader;
  }

  private async next(): Promise<unknown> {
    const gone = this.child.ended.then(() => {
      throw new Error("a reading process of the benchmark ended by itself");
    });
    gone.catch(() => undefined);
    const [message] = await Promise.race([once(this.child.process, "message"), gone]);
    return message;
  }

  private async ask(question: Question): Promise<Answer> {
    const answer = this.next();
    this.child.process.send(question);
    const said = (await answer) as Answer;
    if ("failure" in said) throw new Error(said.failure);
    return said;
  }

  async milliseconds(question: Exclude<Question, "relations">): Promise<number> {
    const answer = await this.ask(question);
    return "milliseconds" in answer ? answer.milliseconds : NaN;
  }

  async relations(): Promise<string[]> {
    const answer = await this.ask("relations");
    return "relations" in answer ? answer.relations : [];
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}
