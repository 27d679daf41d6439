import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { Segments } from "@/components/ui/segments";
import { requireActor } from "@/lib/auth/session";
import { listAskable } from "@/lib/data/period-units";
import { listPeriods, type Period } from "@/lib/data/periods";
import { getSettings, listHolidays, type Settings } from "@/lib/data/reference";
import {
  dayInVietnam,
  formatDay,
  quarterOf,
  WEEKDAY_NAMES,
  weekdayOf,
  WEEKDAYS,
  type Day,
  type Weekday,
} from "@/lib/domain/day";
import { asOfDay, periodName, type PeriodId } from "@/lib/domain/period";
import {
  defaultDueOn,
  defaultRequired,
  nextMonth,
  nextQuarter,
  quarterDays,
  quarterSchema,
  weeklyDays,
} from "@/lib/domain/period-opening";
import { can } from "@/lib/domain/policy";
import { NO_DRIVES, scopeName, targetScopeSchema } from "@/lib/domain/target-scope";
import { capital } from "@/lib/domain/wording";
import { OpeningForm, type FormRow } from "./opening-form";

export const metadata: Metadata = { title: "Mở kỳ số liệu" };

const KINDS = { month: "Tháng", flash: "Báo cáo nhanh", weekly: "Hằng tuần trong quý" } as const;

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const searchSchema = z.object({
  kind: z.preprocess(first, z.enum(["month", "flash", "weekly"])).catch("month"),
  quarter: z.preprocess(first, quarterSchema).nullable().catch(null),
  weekday: z.preprocess(first, z.coerce.number().pipe(z.literal(WEEKDAYS))).catch(4),
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OpenPeriodsPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "period.manage", { path: "/vn/" })) notFound();
  const { kind, quarter: asked, weekday } = searchSchema.parse(await searchParams);
  const today = dayInVietnam(new Date());
  const quarter = asked ?? quarterOf(today);
  const [periods, settings] = await Promise.all([listPeriods(), getSettings()]);
  const ids =
    kind === "weekly"
      ? weeklyDays(quarter, weekday, today)
      : [kind === "flash" ? today : nextMonth(periods, today)];
  const { from, to } = quarterDays(quarter);
  const holidays = new Map((await listHolidays(from, to)).map(({ day, name }) => [day, name]));
  const rows = ids.map((id) => rowOf(id as PeriodId, periods, settings, today, holidays));
  const [sample] = rows;
  const provinces = await listAskable(actor, sample ? asOfDay(sample.id) : today);
  return (
    <>
      <PageHeader
        title="Mở kỳ số liệu"
        crumbs={[{ label: "Kỳ số liệu", href: "/periods" }]}
        asOf="Kỳ đã mở không thể xóa. Đơn vị không phải nộp thì không có biểu; số của đơn vị đó lấy từ tháng gần nhất."
        controls={
          <Segments
            label="Loại kỳ"
            options={(Object.keys(KINDS) as (keyof typeof KINDS)[]).map((one) => ({
              href: `/periods/new?kind=${one}`,
              label: KINDS[one],
              isCurrent: one === kind,
            }))}
          />
        }
      />
      {kind === "weekly" && <WeeklyChoice quarter={quarter} weekday={weekday} today={today} />}
      {rows.length === 0 ? (
        <p className="quiet">Quý này không còn {WEEKDAY_NAMES[weekday]} nào từ hôm nay.</p>
      ) : (
        <OpeningForm
          key={`${kind}.${quarter}.${weekday}`}
          kind={kind}
          rows={rows}
          required={defaultRequired(sample?.id ?? (today as PeriodId))}
          provinces={provinces}
        />
      )}
    </>
  );
}

function rowOf(
  id: PeriodId,
  periods: readonly Period[],
  settings: Settings,
  today: Day,
  holidays: ReadonlyMap<Day, string>,
): FormRow {
  const isOpen = periods.some((period) => period.id === id);
  const holiday = holidays.get(asOfDay(id));
  const dueOn = defaultDueOn(id, settings, today);
  const [asOfName, dueName] = [asOfDay(id), dueOn].map((day) => WEEKDAY_NAMES[weekdayOf(day)]);
  const days = `số liệu đến ${asOfName}${holiday ? ` (${holiday})` : ""}, hạn nộp ${dueName}`;
  return { id, dueOn, isOpen, note: isOpen ? `${periodName(id)} đã mở` : days };
}

function WeeklyChoice({ quarter, weekday, today }: { quarter: string; weekday: Weekday; today: Day }) {
  const current = quarterOf(today);
  const quarters = [...new Set([current, nextQuarter(current), quarter])].sort();
  return (
    <form className="panel pad week-choice" method="get" action="/periods/new">
      <input type="hidden" name="kind" value="weekly" />
      <Field name="quarter" label="Quý">
        {(control) => (
          <select {...control} className="input" defaultValue={quarter} key={quarter}>
            {quarters.map((one) => (
              <option key={one} value={one}>
                {capital(scopeName(targetScopeSchema.parse(one), NO_DRIVES))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="weekday" label="Chốt số liệu vào">
        {(control) => (
          <select {...control} className="input" defaultValue={weekday} key={weekday}>
            {WEEKDAYS.map((day) => (
              <option key={day} value={day}>
                {WEEKDAY_NAMES[day]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button>Liệt kê ngày</Button>
      <p className="hint">
        Từ hôm nay {formatDay(today)}. Sửa từng ngày hoặc bỏ chọn ở danh sách dưới, rồi mở một lần.
      </p>
    </form>
  );
}
