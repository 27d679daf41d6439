/** One run of the benchmark: what its parts share, and how everything that was started or made is put away again. */
import type { Databases } from "./databases";
import type { Emit } from "./line";

type CleanUp = () => Promise<unknown> | unknown;

export type Run = {
  databases: Databases;
  emit: Emit;
  /** A line for the person who waits. */
  progress: (line: string) => void;
  /** What must not outlive the run, however it ends. */
  cleanUps: CleanUps;
  /** Leave the large databases for the next run. */
  keep: boolean;
};

export class CleanUps {
  private readonly open: CleanUp[] = [];

  /** Register before the thing is there, so that nothing falls between. */
  add(cleanUp: CleanUp): void {
    this.open.push(cleanUp);
  }

  /** Last in, first out; one that fails keeps none of the others from being done. */
  async runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let cleanUp = this.open.pop(); cleanUp; cleanUp = this.open.pop()) {
      try {
        await cleanUp();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join("; "));
  }
}
