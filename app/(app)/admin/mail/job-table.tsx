import { TableBox } from "@/components/ui/table";
import type { WorkerJob } from "@/lib/data/worker-jobs";
import { formatInstant } from "@/lib/domain/day";
import { JOB_LABELS } from "@/lib/labels";

/** When the worker last did what. */
export function JobTable({ jobs }: { jobs: readonly WorkerJob[] }) {
  return (
    <TableBox as="h2" title="Việc chạy nền" label="Việc chạy nền">
      <table className="data flat mails">
        <thead>
          <tr>
            <th scope="col">Việc</th>
            <th scope="col">Chạy gần nhất</th>
            <th scope="col">Lỗi của lần đó</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.name}>
              <th scope="row">{JOB_LABELS[job.name] ?? job.name}</th>
              <td>{formatInstant(job.ranAt)}</td>
              <td className="mail-words">{job.hasFailed ? "Có lỗi; xem nhật ký của máy chủ." : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
