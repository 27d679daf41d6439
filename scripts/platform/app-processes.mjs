/** Several processes of the app behind one port, as one program: `node app-processes.mjs COUNT PROGRAM [ARGUMENT …]`. */
import cluster from "node:cluster";

const [count, exec, ...args] = process.argv.slice(2);
const listening = new Set();
let isStopping = false;

// The system wakes a process that has nothing to do; in turn, every second one would come to the one that is at work.
cluster.schedulingPolicy = cluster.SCHED_NONE;
cluster.setupPrimary({ exec, args });
cluster.on("listening", ({ id }) => listening.add(id));
cluster.on("exit", ({ id }, code, signal) => {
  if (isStopping) return;
  // One that never listened would not do so the next time: the starter is told, instead of trying for ever.
  if (!listening.delete(id)) process.exit(code || 1);
  console.error(`A process of the app ended (${signal ?? `exit code ${code}`}); another one takes its place`);
  cluster.fork();
});
// The processes are told, not left to themselves: each finishes the requests that it has. This one ends with the last.
process.on("SIGTERM", () => {
  isStopping = true;
  for (const worker of Object.values(cluster.workers)) worker.process.kill("SIGTERM");
});

for (let left = Number(count); left > 0; left--) cluster.fork();
