/** A second instance of the program on the same database: a process of its own that reads dashboards through lib/data. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const PROGRAM = path.join(import.meta.dirname, "other-instance-process.ts");

export class OtherInstance {
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<OtherInstance> {
    const child = fork(PROGRAM, { execArgv: ["--conditions=react-server", "--import", "tsx"] });
    await once(child, "message");
    return new OtherInstance(child);
  }

  /** The value of BHYT on the page of this unit, as this instance shows it now. */
  async value(unitId: string, period: string): Promise<string | null> {
    const answered = once(this.child, "message");
    this.child.send({ unitId, period });
    const [answer] = (await answered) as [{ value: string | null } | { failure: string }];
    if ("failure" in answer) throw new Error(answer.failure);
    return answer.value;
  }

  async stop(): Promise<void> {
    const gone = once(this.child, "exit");
    this.child.kill();
    await gone;
  }
}
