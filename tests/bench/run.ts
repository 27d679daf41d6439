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

  /** Registered before the thing is there, so that nothing falls between. Returns how to put it away earlier. */
  add(cleanUp: CleanUp): () => Promise<void> {
    this.open.push(cleanUp);
    return async () => {
      const place = this.open.indexOf(cleanUp);
      if (place !== -1) this.open.splice(place, 1);
      await cleanUp();
    };
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
