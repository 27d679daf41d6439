import { DownloadMenu } from "@/components/ui/download-menu";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { scopeName, type DriveNames, type TargetScope } from "@/lib/domain/target-scope";
import { capital } from "@/lib/domain/wording";
import { GROUP_LABELS } from "@/lib/labels";
import { ASSIGNED, assignmentQuery, NO_FILTER, type AssignmentSelection } from "./selection";

type Props = { selection: AssignmentSelection; scopes: readonly TargetScope[]; drives: DriveNames };

/** Time and indicator by a plain GET form; the same table as a file. */
export function AssignmentControls({ selection, scopes, drives }: Props) {
  const { scope, indicator, province } = selection;
  const offered = scopes.includes(scope) ? scopes : [scope, ...scopes];
  const groups = [...new Set(ASSIGNED.map((id) => INDICATORS[id].group))];
  const ids: readonly IndicatorId[] = ASSIGNED.includes(indicator) ? [] : [indicator];
  const fileOf = (format: string) =>
    `/api/v1/assignment?${new URLSearchParams({
      ...assignmentQuery({ ...selection, filter: NO_FILTER }),
      format,
    })}`;
  return (
    <>
      <form className="assign-pick" method="get" action="/targets/assignment">
        <p>
          <label className="label" htmlFor="scope">
            Thời gian
          </label>
          <select id="scope" name="scope" defaultValue={scope} key={scope}>
            {offered.map((one) => (
              <option key={one} value={one}>
                {capital(scopeName(one, drives))}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label className="label" htmlFor="indicator">
            Chỉ tiêu
          </label>
          <select id="indicator" name="indicator" defaultValue={indicator} key={indicator}>
            {ids.map((id) => (
              <option key={id} value={id}>
                {INDICATORS[id].name}
              </option>
            ))}
            {groups.map((group) => (
              <optgroup key={group} label={GROUP_LABELS[group]}>
                {ASSIGNED.filter((id) => INDICATORS[id].group === group).map((id) => (
                  <option key={id} value={id}>
                    {INDICATORS[id].name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </p>
        {province !== null && <input type="hidden" name="province" value={province} />}
        <button className="button" type="submit">
          Xem
        </button>
      </form>
      <div className="acts">
        <DownloadMenu tables={[{ label: "Bảng giao chỉ tiêu", href: fileOf }]} />
      </div>
    </>
  );
}
