import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { Segments } from "@/components/ui/segments";
import { requireActor } from "@/lib/auth/session";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { getProvinceGrid, listEntered, listGridSubmissions } from "@/lib/data/grid";
import { formatDay } from "@/lib/domain/day";
import { entrySections } from "@/lib/domain/entry-form";
import { periodName } from "@/lib/domain/period";
import { can, rightsOf } from "@/lib/domain/policy";
import { GridForm } from "./grid-form";
import { toGridView } from "./grid-view";
import { readParams } from "@/app/(app)/entry/[unit]/[period]/read-params";

type Props = {
  params: Promise<{ unit: string; period: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const sectionSchema = z.string().max(40).catch("");

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { period } = await readParams(props);
  return { title: `Lưới nhập số liệu ${periodName(period)}` };
}

export default async function GridPage(props: Props) {
  const actor = await requireActor();
  const { unit: unitId, period } = await readParams(props);
  const unit = await findReadableUnit(actor, unitId);
  const isWhole = unit?.level === "province" || unit?.level === "nation";
  if (!unit || !isWhole || !can(actor, "submission.reopen", { path: unit.path })) notFound();
  const now = new Date();
  const submissions = await listGridSubmissions(actor, unit.id, period);
  const [first] = submissions;
  if (!first) notFound();
  const sections = entrySections(await listEntered(submissions), first.unit.reportingKind);
  const asked = sectionSchema.parse((await props.searchParams).section);
  const section = sections.find(({ key }) => key === asked) ?? sections[0];
  if (!section) notFound();
  const ids = section.rows.map(({ id }) => id);
  const grid = await getProvinceGrid(submissions, ids);
  const view = toGridView({ province: unit.id, period, section, grid, actor, now });
  const name = unit.level === "nation" ? "đơn vị trực thuộc Trung ương" : unit.shortName;
  const open = view.rows.filter(({ refusal }) => refusal === null).length;
  return (
    <>
      <PageHeader
        title={`Lưới nhập số liệu ${periodName(period)}`}
        crumbsLabel="Đơn vị"
        crumbs={[
          { label: "Nhập số liệu", href: "/entry" },
          { label: unit.shortName, href: `/units/${unit.id}?period=${period}` },
        ]}
        asOf={
          <>
            {unit.name}. Số liệu đến {formatDay(first.asOf)}, hạn nộp {formatDay(first.periodDueOn)}. Nhập
            được {open}/{view.rows.length} biểu. Ai nhập một biểu thì không được duyệt biểu đó.{" "}
            {first.periodLocked && <Badge kind="locked">đã khóa</Badge>}
          </>
        }
      />
      <GridForm
        key={`${section.key} ${view.rows.length}`}
        typist={rightsOf(actor)}
        view={view}
        title={`${section.title}, ${name}`}
        sections={
          <Segments
            label={section.unit ? `Nhóm chỉ tiêu (${section.unit})` : "Nhóm chỉ tiêu"}
            options={sections.map(({ key, title }) => ({
              href: `/entry/${unit.id}/${period}/grid?section=${key}`,
              label: title,
              isCurrent: key === section.key,
            }))}
          />
        }
      />
    </>
  );
}
