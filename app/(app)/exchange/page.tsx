import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { findDefaultPeriod, listUnitPeriods } from "@/lib/data/dashboard-periods";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { getExchangeCodes } from "@/lib/data/exchange-codes";
import { dayInVietnam } from "@/lib/domain/day";
import { dhis2Period } from "@/lib/domain/exchange-codes";
import { periodTitle, yearOf, type PeriodId } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";

export const metadata: Metadata = { title: "Trao đổi dữ liệu" };

/** What other systems take from here and give to here, as DHIS2 writes it. */
export default async function ExchangePage() {
  const actor = await requireActor();
  const unit = await findReadableUnit(actor, actor.unit.id);
  const [codes, chosen, all] = await Promise.all([
    getExchangeCodes(),
    unit ? findDefaultPeriod(unit) : null,
    unit ? listUnitPeriods(unit) : [],
  ]);
  const today = dayInVietnam(new Date());
  const periods = all.filter(({ asOf }) => asOf <= today).map(({ id }) => id);
  const mapped = Object.keys(codes.dataElements).length + Object.keys(codes.orgUnits).length;
  return (
    <>
      <PageHeader
        title="Trao đổi dữ liệu"
        crumbs={[{ label: "Nguồn dữ liệu", href: "/sources" }]}
        asOf="Số liệu, chỉ tiêu giao và đơn vị theo dạng dataValueSets của DHIS2 (JSON, CSV)."
        controls={
          <ButtonLink href="/api-docs" prefetch={false}>
            Mô tả API
          </ButtonLink>
        }
      />
      {!unit || chosen === null ? (
        <EmptyState title="Chưa có kỳ số liệu nào để trao đổi">
          Trung ương chưa mở kỳ nào trong thời gian đơn vị này hoạt động.
        </EmptyState>
      ) : (
        <div className="split exchange">
          <Takes
            unit={unit}
            periods={periods}
            chosen={chosen}
            hasTargets={can(actor, "target.read", actor.unit)}
          />
          <div className="side-forms">
            {can(actor, "submission.enter", unit) && (
              <section className="panel pad" aria-labelledby="nhap">
                <h2 id="nhap" className="h3">
                  Nhập từ hệ thống khác
                </h2>
                <p className="quiet">
                  Số liệu vào biểu đang nhập, xem trước từng thay đổi rồi mới ghi; gửi duyệt như thường.
                </p>
                <p>
                  <ButtonLink href={`/entry/${unit.id}/exchange`} prefetch={false}>
                    Nhập dataValueSet
                  </ButtonLink>
                </p>
              </section>
            )}
            <section className="panel pad" aria-labelledby="ma">
              <h2 id="ma" className="h3">
                Bảng đổi mã
              </h2>
              <p className="quiet">
                {mapped === 0
                  ? "Chưa có: mã bên ngoài viết như mã ở đây."
                  : `${mapped} mã có tên khác ở bên ngoài; tệp gửi vào được đổi theo bảng này.`}
              </p>
              {can(actor, "exchange.manage", { path: "/vn/" }) && (
                <p>
                  <Link href="/admin/exchange" prefetch={false}>
                    Sửa bảng đổi mã
                  </Link>
                </p>
              )}
            </section>
          </div>
        </div>
      )}
    </>
  );
}

type TakesProps = {
  unit: { id: string; name: string };
  periods: readonly PeriodId[];
  chosen: PeriodId;
  hasTargets: boolean;
};

function Takes({ unit, periods, chosen, hasTargets }: TakesProps) {
  const years = [...new Set(periods.map(yearOf))];
  return (
    <div className="side-forms">
      <section className="panel pad" aria-labelledby="so-lieu">
        <h2 id="so-lieu" className="h3">
          Số liệu đã duyệt
        </h2>
        <p className="quiet">
          {unit.name}: số của từng đơn vị báo cáo trở xuống mà tài khoản được đọc; không có số cộng, để bên
          nhận tự cộng.
        </p>
        <TakeForm unit={unit.id} content="figures" label="Kỳ số liệu" chosen={dhis2Period(chosen)}>
          {periods.map((id) => (
            <option key={id} value={dhis2Period(id)}>
              {periodTitle(id)}
            </option>
          ))}
        </TakeForm>
      </section>
      {hasTargets && (
        <section className="panel pad" aria-labelledby="chi-tieu">
          <h2 id="chi-tieu" className="h3">
            Chỉ tiêu giao
          </h2>
          <p className="quiet">
            Chỉ tiêu năm đang có hiệu lực, mỗi nơi giao một giá trị (BHYT_TARGET). Nhập từ hệ thống khác: mở
            dự thảo quyết định rồi chọn Nhập từ DHIS2.
          </p>
          <TakeForm unit={unit.id} content="targets" label="Năm" chosen={String(yearOf(chosen))}>
            {years.map((year) => (
              <option key={year} value={year}>
                Năm {year}
              </option>
            ))}
          </TakeForm>
        </section>
      )}
      <section className="panel pad" aria-labelledby="don-vi">
        <h2 id="don-vi" className="h3">
          Đơn vị
        </h2>
        <p className="quiet">Cây đơn vị với ngày bắt đầu, ngày kết thúc (organisationUnits).</p>
        <p className="sheet-downloads">
          <a className="button" href={`/api/v1/organisationUnits?orgUnit=${unit.id}&format=json`} download>
            Tải đơn vị JSON
          </a>
          <a className="button" href={`/api/v1/organisationUnits?orgUnit=${unit.id}&format=csv`} download>
            Tải đơn vị CSV
          </a>
        </p>
      </section>
    </div>
  );
}

type TakeProps = {
  unit: string;
  content: "figures" | "targets";
  label: string;
  chosen: string;
  children: ReactNode;
};

/** A plain form that fetches a file. */
function TakeForm({ unit, content, label, chosen, children }: TakeProps) {
  return (
    <form className="stacked exchange-form" action="/api/v1/dataValueSets" method="get" aria-label={label}>
      <input type="hidden" name="content" value={content} />
      <input type="hidden" name="orgUnit" value={unit} />
      <Field name="period" label={label} form={content}>
        {(control) => (
          <select {...control} className="input" defaultValue={chosen}>
            {children}
          </select>
        )}
      </Field>
      <Field
        name="idScheme"
        label="Tên đơn vị và chỉ tiêu trong tệp"
        form={content}
        hint="Một mã có thể là hai đơn vị ở hai thời gian; id thì không trùng."
      >
        {(control) => (
          <select {...control} className="input" defaultValue="code">
            <option value="code">Mã ở đây</option>
            <option value="id">Mã chỉ tiêu, id đơn vị</option>
            <option value="mapped">Theo bảng đổi mã</option>
          </select>
        )}
      </Field>
      <div className="acts">
        <Button name="format" value="json">
          Tải JSON
        </Button>
        <Button name="format" value="csv">
          Tải CSV
        </Button>
      </div>
    </form>
  );
}
