/** The counts of communication by unit as a file: the rows of the page for the same selection, by the same functions. */
import { parseCampaigns } from "@/app/(app)/campaigns/selection";
import { fileAnswer, refuse, refuseUnit } from "@/app/api/v1/answers";
import { tableFormatSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { getCampaignCounts } from "@/lib/data/campaign-counts";
import { isDemo } from "@/lib/data/reference";
import { countTable } from "@/lib/domain/campaign-counts";
import { toCsv } from "@/lib/domain/export-csv";
import { writeWorkbook } from "@/lib/excel/write-workbook";

export async function GET(request: Request): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const selection = parseCampaigns(search);
  const format = tableFormatSchema.safeParse(search.format);
  if (!selection || selection.unit === null || selection.period === null || !format.success)
    return refuse(
      400,
      "bad_export",
      "Cần nêu đơn vị (unit), tháng (period), hoạt động (indicator) và dạng tệp (format: csv hoặc xlsx)",
    );
  const { unit, period, indicator } = selection;
  const counts = await getCampaignCounts(actor, { unitId: unit, period, indicator });
  if (!counts?.rows) return refuseUnit();
  const made = countTable(counts.rows, counts.total, indicator, counts.context);
  const whole = (await isDemo())
    ? {
        ...made,
        provenance: [
          ...made.provenance,
          ["Minh họa", "Bản trình diễn: phần lớn số liệu là minh họa, không dùng làm báo cáo"] as const,
        ],
      }
    : made;
  const body = format.data === "csv" ? toCsv(whole) : new Uint8Array(await writeWorkbook(whole));
  const name = ["bao-phu_truyen-thong", unit, period, indicator].join("_").replace(/[^0-9A-Za-z_-]/g, "");
  return fileAnswer(body, format.data, `${name}.${format.data}`);
}
