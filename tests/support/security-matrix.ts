/** Who may pass which door. A page, route or action without a line here fails the test. */
import { addMonths, type PeriodId } from "@/lib/domain/period";
import { sealSheet } from "@/lib/auth/sheet-seal";
import { writeSeen } from "@/lib/domain/entry-cells";
import { E2E_SECRET } from "./e2e-settings";
import { SETTLED, type Subject, type Who } from "./security-people";

/** Everybody else is answered 404. */
export type Door = {
  path: (subject: Subject) => string;
  allows: readonly Who[];
  redirects?: boolean;
  /** Of a route's answer, where it is not JSON. */
  type?: string;
};

const ALL = SETTLED;
const CENTRAL = ["central"] as const;
/** Drafts and submissions are read inside the scope, by those who work on them. */
const readersOf = (director: Who) => [director, "manager", "central"] as const;
/** Typed by those who answer for the unit. */
const typistsOf = (director: Who) => [director, "manager"] as const;
/** Approved figures of a district are read in its own province and by those who answer for the nation. */
const PROVINCE = [
  "directorOfWaiting",
  "directorOfDraft",
  "manager",
  "central",
  "admin",
  "viewer",
  "viewerOfProvince",
] as const satisfies readonly Who[];

/** Targets are read by everybody but administrators. */
const READERS = SETTLED.filter((who) => who !== "admin");
/** The issued paper of the nation concerns everybody below. */
const decision = (id: string, more = "") => `/targets/decisions/${id}${more}`;
/** Whose scope has a unit of the province. */
const IN_PROVINCE = PROVINCE.filter((who) => who !== "admin");
const WRITERS = ["manager"] as const;
const headline = (s: Subject) =>
  `?unit=${s.province}&indicator=BHYT&kind=headcount&scope=${s.period.slice(0, 4)}`;

const table = (s: Subject) => `?indicator=BHYT&kind=headcount&scope=${s.period.slice(0, 4)}`;

const submission = (s: Subject) => `${s.province}.${s.waiting}.${s.period}`;
const recipients = (s: Subject) => `/targets/recipients?unit=${s.waiting}&period=${s.period}`;
const draft = (s: Subject) => `${s.province}.${s.draft}.${s.period}`;
const oldSubmission = (s: Subject) => `${s.oldProvince}.${s.oldUnit}.${s.oldPeriod}`;

export const PAGES: Record<string, readonly Door[]> = {
  "/": [{ path: () => "/", allows: ALL, redirects: true }],
  "/account": [{ path: () => "/account", allows: [...ALL, "directorOfEnded", "managerOfEnded"] }],
  "/sources": [{ path: () => "/sources", allows: ALL }],
  "/inbox": [{ path: () => "/inbox", allows: ALL }],
  // Somebody else's.
  "/inbox/[id]": [{ path: (s) => `/inbox/${s.notificationId}`, allows: [] }],
  "/admin/mail": [{ path: () => "/admin/mail", allows: ["admin"] }],
  "/search": [{ path: () => "/search?q=tth", allows: ALL }],
  "/units/[unit]": [
    { path: () => "/units/VN", allows: ALL },
    { path: (s) => `/units/${s.elsewhere.province}?period=${s.period}`, allows: ALL },
    { path: (s) => `/units/${s.waiting}?period=${s.period}`, allows: PROVINCE },
    { path: (s) => `/units/${s.oldUnit}?period=${s.oldPeriod}`, allows: PROVINCE },
  ],
  "/units/[unit]/trace": [
    { path: (s) => `/units/VN/trace?period=${s.period}`, allows: ALL },
    { path: (s) => `/units/${s.waiting}/trace?period=${s.period}`, allows: PROVINCE },
    { path: (s) => `/units/${s.oldUnit}/trace?period=${s.oldPeriod}`, allows: PROVINCE },
  ],
  "/entry": [
    {
      path: () => "/entry",
      allows: [
        "directorOfWaiting",
        "directorOfDraft",
        "directorElsewhere",
        "directorNational",
        "manager",
        "managerElsewhere",
      ],
    },
  ],
  "/entry/[unit]": [{ path: (s) => `/entry/${s.waiting}?period=${s.period}`, allows: ALL, redirects: true }],
  "/entry/[unit]/[period]": [
    { path: (s) => `/entry/${s.waiting}/${s.period}`, allows: readersOf("directorOfWaiting") },
    { path: (s) => `/entry/${s.draft}/${s.period}`, allows: readersOf("directorOfDraft") },
    { path: (s) => `/entry/${s.oldUnit}/${s.oldPeriod}`, allows: readersOf("directorOfWaiting") },
  ],
  "/entry/[unit]/[period]/grid": [
    { path: (s) => `/entry/${s.province}/${s.period}/grid`, allows: ["manager", "central"] },
    { path: (s) => `/entry/${s.oldProvince}/${s.oldPeriod}/grid`, allows: ["manager", "central"] },
    { path: (s) => `/entry/VN/${s.period}/grid`, allows: CENTRAL },
    { path: (s) => `/entry/${s.waiting}/${s.period}/grid`, allows: [] },
  ],
  "/entry/[unit]/[period]/partners": [
    { path: (s) => `/entry/${s.waiting}/${s.period}/partners`, allows: readersOf("directorOfWaiting") },
    { path: (s) => `/entry/${s.province}/${s.period}/partners`, allows: [] },
  ],
  "/entry/[unit]/[period]/sheet": [
    { path: (s) => `/entry/${s.waiting}/${s.period}/sheet`, allows: typistsOf("directorOfWaiting") },
    { path: (s) => `/entry/${s.oldUnit}/${s.oldPeriod}/sheet`, allows: typistsOf("directorOfWaiting") },
    { path: (s) => `/entry/${s.province}/${s.period}/sheet`, allows: WRITERS },
  ],
  "/entry/[unit]/sheets": [
    { path: (s) => `/entry/${s.waiting}/sheets`, allows: typistsOf("directorOfWaiting") },
    { path: (s) => `/entry/${s.province}/sheets`, allows: WRITERS },
  ],
  "/entry/[unit]/exchange": [
    { path: (s) => `/entry/${s.waiting}/exchange`, allows: typistsOf("directorOfWaiting") },
    { path: (s) => `/entry/${s.province}/exchange`, allows: WRITERS },
  ],
  "/exchange": [{ path: () => "/exchange", allows: ALL }],
  "/api-docs": [{ path: () => "/api-docs", allows: ALL }],
  "/admin/exchange/units": [{ path: () => "/admin/exchange/units", allows: CENTRAL }],
  "/admin/exchange": [{ path: () => "/admin/exchange", allows: CENTRAL }],
  "/submissions": [{ path: () => "/submissions", allows: ["manager", "managerElsewhere", "central"] }],
  "/submissions/[id]": [
    { path: (s) => `/submissions/${submission(s)}`, allows: readersOf("directorOfWaiting") },
    { path: (s) => `/submissions/${oldSubmission(s)}`, allows: readersOf("directorOfWaiting") },
  ],
  "/targets/assignment": [
    { path: () => "/targets/assignment", allows: ALL },
    { path: (s) => `/targets/assignment?province=${s.province}&indicator=BHXH_TN`, allows: ALL },
  ],
  "/targets/recipients": [
    { path: (s) => recipients(s), allows: readersOf("directorOfWaiting") },
    { path: (s) => `/targets/recipients?unit=${s.province}&period=${s.period}`, allows: [] },
  ],
  "/targets": [
    { path: () => "/targets", allows: READERS },
    { path: (s) => `/targets?unit=${s.elsewhere.province}`, allows: READERS },
    { path: (s) => `/targets?unit=${s.waiting}`, allows: PROVINCE.filter((who) => who !== "admin") },
  ],
  "/targets/decisions/new": [
    { path: (s) => `/targets/decisions/new?unit=${s.province}`, allows: WRITERS },
    { path: () => "/targets/decisions/new?unit=VN", allows: CENTRAL },
    { path: (s) => `/targets/decisions/new?unit=${s.waiting}`, allows: ["directorOfWaiting", "manager"] },
    {
      path: (s) => `/targets/decisions/new?unit=VN&supersedes=${s.nationalDecision}`,
      allows: CENTRAL,
    },
  ],
  "/targets/decisions/[id]": [
    { path: (s) => decision(s.draftDecision), allows: WRITERS },
    { path: (s) => decision(s.nationalDecision), allows: READERS },
  ],
  "/targets/decisions/[id]/issue": [{ path: (s) => decision(s.draftDecision, "/issue"), allows: WRITERS }],
  "/targets/decisions/[id]/discard": [
    { path: (s) => decision(s.draftDecision, "/discard"), allows: WRITERS },
  ],
  "/targets/decisions/[id]/sheet": [
    { path: (s) => decision(s.draftDecision, `/sheet?scope=${s.period.slice(0, 4)}`), allows: WRITERS },
  ],
  "/targets/decisions/[id]/exchange": [
    { path: (s) => decision(s.draftDecision, "/exchange"), allows: WRITERS },
  ],
  "/targets/decisions/[id]/cascade": [
    { path: (s) => decision(s.draftDecision, `/cascade${table(s)}`), allows: WRITERS },
    { path: (s) => decision(s.nationalDecision, `/cascade${table(s)}`), allows: READERS },
  ],
  "/targets/decisions/[id]/headline": [
    { path: (s) => decision(s.nationalDecision, `/headline${headline(s)}`), allows: CENTRAL },
    { path: (s) => decision(s.draftDecision, `/headline${headline(s)}`), allows: [] },
  ],
  "/campaigns": [
    { path: () => "/campaigns", allows: ALL },
    { path: (s) => `/campaigns?unit=${s.elsewhere.province}&period=${s.period}`, allows: ALL },
    { path: (s) => `/campaigns?unit=${s.waiting}&period=${s.period}`, allows: PROVINCE },
  ],
  "/campaigns/new": [{ path: () => "/campaigns/new", allows: ["manager", "managerElsewhere", "central"] }],
  "/campaigns/notes": [
    { path: () => "/campaigns/notes", allows: ALL },
    { path: (s) => `/campaigns/notes?unit=${s.waiting}`, allows: PROVINCE },
  ],
  "/campaigns/employers": [
    { path: () => "/campaigns/employers", allows: ALL },
    { path: (s) => `/campaigns/employers?unit=${s.waiting}`, allows: PROVINCE },
  ],
  "/campaigns/[drive]": [
    { path: (s) => `/campaigns/${s.nationalDrive}`, allows: ALL },
    { path: (s) => `/campaigns/${s.nationalDrive}?province=${s.province}`, allows: ALL },
    { path: (s) => `/campaigns/${s.drive}`, allows: PROVINCE },
    {
      path: (s) => `/campaigns/${s.nationalDrive}?province=${s.province}&unit=${s.waiting}`,
      allows: typistsOf("directorOfWaiting"),
    },
  ],
  "/campaigns/[drive]/edit": [
    { path: (s) => `/campaigns/${s.drive}/edit`, allows: WRITERS },
    { path: (s) => `/campaigns/${s.nationalDrive}/edit`, allows: CENTRAL },
  ],
  "/campaigns/[drive]/goals": [
    { path: (s) => `/campaigns/${s.drive}/goals`, allows: WRITERS },
    { path: (s) => `/campaigns/${s.nationalDrive}/goals`, allows: CENTRAL },
  ],
  "/periods": [{ path: () => "/periods", allows: CENTRAL }],
  "/admin/audit": [
    { path: () => "/admin/audit", allows: ["manager", "managerElsewhere", "central", "admin"] },
    { path: (s) => `/admin/audit?province=${s.province}`, allows: ["manager", "central", "admin"] },
  ],
  "/reports": [{ path: () => "/reports", allows: ALL }],
  "/reports/mails": [
    { path: () => "/reports/mails", allows: ["manager", "managerElsewhere", "central"] },
    { path: (s) => `/reports/mails?unit=${s.waiting}`, allows: WRITERS },
  ],
  "/reports/[unit]": [
    { path: () => "/reports/VN", allows: ALL, redirects: true },
    { path: (s) => `/reports/${s.waiting}?period=${s.period}`, allows: PROVINCE, redirects: true },
  ],
  "/reports/[unit]/[period]": [
    { path: (s) => `/reports/VN/${s.lastLocked}`, allows: ALL },
    { path: (s) => `/reports/${s.elsewhere.province}/${s.period}`, allows: ALL },
    { path: (s) => `/reports/${s.waiting}/${s.period}?edition=draft`, allows: PROVINCE },
    { path: (s) => `/reports/${s.waiting}/${s.period}?edition=99`, allows: [] },
  ],
  "/reports/[unit]/[period]/issue": [
    { path: (s) => `/reports/VN/${s.period}/issue`, allows: CENTRAL },
    { path: (s) => `/reports/${s.province}/${s.period}/issue`, allows: WRITERS },
    { path: (s) => `/reports/${s.waiting}/${s.period}/issue`, allows: typistsOf("directorOfWaiting") },
  ],
  "/reports/[unit]/[period]/all": [
    { path: (s) => `/reports/VN/${s.period}/all`, allows: ALL },
    { path: (s) => `/reports/${s.province}/${s.period}/all`, allows: PROVINCE },
    { path: (s) => `/reports/${s.waiting}/${s.period}/all`, allows: [] },
  ],
  "/admin/report-templates": [{ path: () => "/admin/report-templates", allows: ["central", "admin"] }],
  "/stand-ins": [{ path: () => "/stand-ins", allows: ALL }],
  "/admin/checks": [{ path: () => "/admin/checks", allows: CENTRAL }],
  "/walls": [{ path: () => "/walls", allows: ["manager", "managerElsewhere", "central"] }],
  "/periods/new": [
    { path: () => "/periods/new", allows: CENTRAL },
    { path: () => "/periods/new?kind=weekly", allows: CENTRAL },
  ],
  // Who was punctual is read by everybody but administrators, of the own scope.
  "/periods/current": [{ path: () => "/periods/current", allows: READERS, redirects: true }],
  "/periods/[period]": [
    { path: (s) => `/periods/${s.period}`, allows: READERS },
    { path: (s) => `/periods/${s.period}?province=${s.province}`, allows: IN_PROVINCE },
  ],
  "/periods/[period]/record": [
    { path: (s) => `/periods/${s.period}/record?unit=VN`, allows: ["central", "viewer"] },
    {
      path: (s) => `/periods/${s.period}/record?unit=${s.province}`,
      allows: ["manager", "central", "viewer", "viewerOfProvince"],
    },
    { path: (s) => `/periods/${s.period}/record?unit=${s.waiting}`, allows: [] },
  ],
};

/** The same for routes; nobody and people without rights are answered 401. */
export const ROUTES: Record<string, readonly Door[]> = {
  "/api/v1/audit/export": [
    {
      path: (s) => `/api/v1/audit/export?format=csv&province=${s.province}`,
      allows: ["manager", "central", "admin"],
      type: "text/csv",
    },
  ],
  "/api/v1/decisions/[id]/paper": [
    { path: (s) => `/api/v1/decisions/${s.draftDecision}/paper`, allows: WRITERS, type: "application/pdf" },
    {
      path: (s) => `/api/v1/decisions/${s.nationalDecision}/paper`,
      allows: READERS,
      type: "application/pdf",
    },
  ],
  "/api/v1/decisions/[id]/dataValueSets": [
    {
      path: (s) => `/api/v1/decisions/${s.draftDecision}/dataValueSets?scope=${s.period.slice(0, 4)}`,
      allows: WRITERS,
    },
  ],
  "/api/v1/decisions/[id]/template": [
    {
      path: (s) =>
        `/api/v1/decisions/${s.draftDecision}/template?scope=${s.period.slice(0, 4)}&indicator=BHYT`,
      allows: WRITERS,
      type: "application/vnd.openxmlformats",
    },
  ],
  "/api/v1/decisions/[id]/cascade": [
    { path: (s) => `/api/v1/decisions/${s.draftDecision}/cascade${table(s)}`, allows: WRITERS },
    { path: (s) => `/api/v1/decisions/${s.nationalDecision}/cascade${table(s)}`, allows: READERS },
  ],
  "/api/v1/reports/[unit]/[period]/[file]": [
    {
      path: (s) => `/api/v1/reports/${s.elsewhere.province}/${s.lastLocked}/word`,
      allows: ALL,
      type: "application/vnd.openxmlformats",
    },
    {
      path: (s) => `/api/v1/reports/${s.waiting}/${s.period}/excel`,
      allows: PROVINCE,
      type: "application/vnd.openxmlformats",
    },
    { path: (s) => `/api/v1/reports/VN/${s.period}/script`, allows: [] },
  ],
  "/api/v1/periods/[period]/version": [
    { path: (s) => `/api/v1/periods/${s.period}/version`, allows: READERS },
  ],
  "/api/v1/periods/[period]/record": [
    {
      path: (s) => `/api/v1/periods/${s.period}/record?unit=VN`,
      allows: ["central", "viewer"],
      type: "application/vnd.openxmlformats",
    },
    {
      path: (s) => `/api/v1/periods/${s.period}/record?unit=${s.province}`,
      allows: ["manager", "central", "viewer", "viewerOfProvince"],
      type: "application/vnd.openxmlformats",
    },
  ],
  "/api/v1/entry/[unit]/[period]/template": [
    {
      path: (s) => `/api/v1/entry/${s.waiting}/${s.period}/template`,
      allows: typistsOf("directorOfWaiting"),
      type: "application/vnd.openxmlformats",
    },
    {
      path: (s) => `/api/v1/entry/${s.province}/${s.period}/template?format=csv`,
      allows: WRITERS,
      type: "text/csv",
    },
  ],
  "/api/v1/campaigns": [
    { path: (s) => `/api/v1/campaigns?unit=VN&period=${s.period}&format=csv`, allows: ALL, type: "text/csv" },
    {
      path: (s) => `/api/v1/campaigns?unit=${s.province}&period=${s.period}&format=xlsx`,
      allows: PROVINCE,
      type: "application/vnd.openxmlformats",
    },
  ],
  "/api/v1/dataValueSets": [
    { path: (s) => `/api/v1/dataValueSets?orgUnit=VN&period=${s.period}`, allows: ALL },
    { path: (s) => `/api/v1/dataValueSets?orgUnit=${s.waiting}&period=${s.period}`, allows: PROVINCE },
    {
      path: (s) =>
        `/api/v1/dataValueSets?content=targets&orgUnit=${s.waiting}&period=${s.period.slice(0, 4)}&format=csv`,
      allows: IN_PROVINCE,
      type: "text/csv",
    },
  ],
  "/api/v1/organisationUnits": [
    { path: () => "/api/v1/organisationUnits", allows: ALL },
    {
      path: (s) => `/api/v1/organisationUnits?orgUnit=${s.waiting}&format=csv`,
      allows: PROVINCE,
      type: "text/csv",
    },
  ],
  "/api/v1/openapi.json": [{ path: () => "/api/v1/openapi.json", allows: ALL }],
  "/api/v1/search": [{ path: () => "/api/v1/search?q=tth", allows: ALL }],
  "/api/v1/assignment": [
    { path: () => "/api/v1/assignment?scope=2026&indicator=BHYT&format=csv", allows: ALL, type: "text/csv" },
    {
      path: (s) => `/api/v1/assignment?province=${s.province}&format=xlsx`,
      allows: PROVINCE,
      type: "application/vnd.openxmlformats",
    },
  ],
  "/api/v1/units/[unit]/export": [
    {
      path: (s) => `/api/v1/units/VN/export?period=${s.period}&table=children&format=csv`,
      allows: ALL,
      type: "text/csv",
    },
    {
      path: (s) => `/api/v1/units/${s.province}/export?period=${s.period}&table=children&format=csv`,
      allows: PROVINCE,
      type: "text/csv",
    },
    {
      path: (s) => `/api/v1/units/${s.waiting}/export?period=${s.period}&table=indicators&format=xlsx`,
      allows: PROVINCE,
      type: "application/vnd.openxmlformats",
    },
  ],
  "/api/v1/units/[unit]/version": [
    { path: (s) => `/api/v1/units/VN/version?period=${s.period}`, allows: ALL },
    { path: (s) => `/api/v1/units/${s.waiting}/version?period=${s.period}`, allows: PROVINCE },
  ],
  "/api/v1/units/[unit]/summary": [
    { path: (s) => `/api/v1/units/VN/summary?period=${s.period}`, allows: ALL },
    { path: (s) => `/api/v1/units/${s.waiting}/summary?period=${s.period}`, allows: PROVINCE },
    { path: (s) => `/api/v1/units/${s.oldUnit}/summary?period=${s.oldPeriod}`, allows: PROVINCE },
  ],
};

/** Addresses with made-up ids: 404 for central, who may see most, and never a 500. */
export const FORGED: readonly string[] = [
  "khong-co",
  "593'--",
  "%25",
  "%2F..%2F",
  "VN%2F60",
  "9".repeat(300),
  "60.593.2023-13",
  "60.593.2023-11.4",
];

export type ActionDoor = {
  /** The page that holds the form. */
  page: (subject: Subject) => string;
  /** @param caller the caller's id, for forms that say by whom they were opened */
  fields: (subject: Subject, caller: string) => Record<string, string>;
  allows: readonly Who[];
  /** One row of text that changes if the action does anything to the subject; by default the audit entries of the callers. */
  witness?: { sql: string; values: (subject: Subject) => string[] };
};

const SUBMISSION = `
  SELECT coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('drafts', (
    SELECT jsonb_agg(to_jsonb(d) ORDER BY d.indicator_id) FROM submission_drafts d
    WHERE (d.province_id, d.unit_id, d.period_id) = (s.province_id, s.unit_id, s.period_id)))), '[]')::text AS state
  FROM submissions s WHERE s.province_id || '.' || s.unit_id || '.' || s.period_id = $1`;

const untouched = writeSeen({ value: null, isEstimate: false, note: "", explanation: "", version: 0 });
const gridCell = {
  id: "VSSID",
  typed: { text: "7", isEstimate: false, note: "", explanation: "" },
  seen: { value: null, isEstimate: false, note: "", explanation: "", version: 0 },
};
const seenRecipient = (s: Subject) => ({
  unit: s.waiting,
  id: `${s.waiting}-r1`,
  seenName: "Hội Phụ nữ",
  seenValidTo: "",
});
const nextMonth = ({ period }: Subject) => addMonths(period as PeriodId, 2);

const DECISION = {
  sql: `SELECT coalesce((SELECT to_jsonb(d)::text FROM decisions d WHERE id = $1), 'gone') AS state`,
  values: (s: Subject) => [s.draftDecision],
};
const head = (number: string) => ({
  issuer: "BHXH tỉnh",
  number,
  decidedOn: "2026-11-01",
  effectiveOn: "2026-11-01",
  subject: "Thử quyền",
  supersedesId: "",
});

/** A sheet that was read, and how to read it the next time: remembered with an audit entry. */
const carriedSheet = (s: Subject) => ({
  table: JSON.stringify({
    name: "",
    rows: [
      [1, ["Mã", "BHYT"]],
      [2, [s.waiting, "7"]],
    ],
    merges: [],
  }),
  source: "Bảng dán",
  sheets: "",
  lockVersion: "0",
  seen: "",
  firstRow: "2",
  lastRow: "",
  "c.0": "code",
  "c.1": "BHYT.target",
  remember: "on",
});

/** A sheet of figures with one number, under the seal of whoever sends it. */
function carriedFigures(rows: [number, string[]][], about: string, caller: string) {
  const table = JSON.stringify({ name: "", rows, merges: [] });
  const sealed = { table, source: "Bảng dán", origin: "paste", sha256: "0".repeat(64) };
  return { ...sealed, sheets: "", seal: sealSheet(E2E_SECRET, sealed, caller, about) };
}

/** A drive with its goals and days. */
const DRIVE = {
  sql: `SELECT to_jsonb(d)::text || coalesce((SELECT string_agg(g::text, ',') FROM drive_goals g WHERE g.drive_id = d.id), '')
    || coalesce((SELECT string_agg(r::text, ',') FROM drive_results r WHERE r.drive_id = d.id), '') AS state
    FROM drives d WHERE d.id = $1`,
  values: (s: Subject) => [s.drive],
};

/** Keyed by file below app/ and name. */
export const ACTIONS: Record<string, ActionDoor> = {
  "(app)/targets/decisions/actions.ts#createDecisionAction": {
    page: (s) => `/targets/decisions/new?unit=${s.province}`,
    fields: (s) => ({ unit: s.province, ...head("Thử quyền") }),
    allows: WRITERS,
    witness: {
      sql: "SELECT count(*)::text AS state FROM decisions WHERE unit_id = $1",
      values: (s) => [s.province],
    },
  },
  "(app)/targets/decisions/actions.ts#saveDecisionAction": {
    page: (s) => `/targets/decisions/${s.draftDecision}`,
    fields: (s) => ({ id: s.draftDecision, lockVersion: "0", ...head(s.draftDecision) }),
    allows: WRITERS,
    witness: DECISION,
  },
  "(app)/targets/decisions/actions.ts#issueDecisionAction": {
    page: (s) => `/targets/decisions/${s.draftDecision}/issue`,
    fields: (s) => ({ id: s.draftDecision, lockVersion: "0" }),
    allows: WRITERS,
    witness: DECISION,
  },
  "(app)/targets/decisions/actions.ts#discardDecisionAction": {
    page: (s) => `/targets/decisions/${s.draftDecision}/discard`,
    fields: (s) => ({ id: s.draftDecision, lockVersion: "0" }),
    allows: WRITERS,
    witness: DECISION,
  },
  "(app)/targets/decisions/[id]/sheet/actions.ts#sheetAction": {
    page: (s) => `/targets/decisions/${s.draftDecision}/sheet?scope=${s.period.slice(0, 4)}`,
    fields: (s) => ({
      id: s.draftDecision,
      scope: s.period.slice(0, 4),
      to: "unit",
      intent: "look",
      ...carriedSheet(s),
    }),
    allows: WRITERS,
  },
  "(app)/targets/decisions/[id]/exchange/actions.ts#targetsExchangeAction": {
    page: (s) => decision(s.draftDecision, "/exchange"),
    fields: (s) => ({
      id: s.draftDecision,
      scope: s.period.slice(0, 4),
      intent: "read",
      paste: JSON.stringify({
        dataValues: [
          {
            dataElement: "BHYT_TARGET",
            period: s.period.slice(0, 4),
            orgUnit: s.waiting,
            value: "7",
          },
        ],
      }),
    }),
    allows: WRITERS,
  },
  "(app)/targets/decisions/[id]/cascade/actions.ts#cascadeAction": {
    page: (s) => decision(s.draftDecision, `/cascade${table(s)}`),
    fields: (s, typist) => ({
      id: s.draftDecision,
      typist,
      lockVersion: "0",
      indicator: "BHYT",
      kind: "headcount",
      scope: s.period.slice(0, 4),
      to: "units",
      intent: "save",
      [`v.${s.waiting}`]: "7",
    }),
    allows: WRITERS,
    witness: {
      sql: "SELECT count(*)::text AS state FROM target_drafts WHERE decision_id = $1",
      values: (s) => [s.draftDecision],
    },
  },
  "(app)/targets/decisions/actions.ts#setHeadlineAction": {
    page: (s) => `/targets/decisions/${s.nationalDecision}/headline${headline(s)}`,
    fields: (s) => ({
      id: s.nationalDecision,
      lockVersion: "0",
      unit: s.province,
      scope: s.period.slice(0, 4),
      indicator: "BHYT",
      kind: "headcount",
      choice: "choose",
      reason: "Thử quyền",
    }),
    allows: CENTRAL,
    witness: {
      sql: "SELECT count(*)::text AS state FROM targets WHERE decision_id = $1",
      values: (s) => [s.nationalDecision],
    },
  },
  "(app)/entry/[unit]/[period]/actions.ts#entryAction": {
    page: (s) => `/entry/${s.draft}/${s.period}`,
    fields: (s, typist) => {
      return { id: draft(s), typist, lockVersion: "0", intent: "save", "v.VSSID": "7", "o.VSSID": untouched };
    },
    allows: ["directorOfDraft", "manager"],
    witness: { sql: SUBMISSION, values: (s) => [draft(s)] },
  },
  "(app)/entry/[unit]/[period]/grid/actions.ts#gridAction": {
    page: (s) => `/entry/${s.province}/${s.period}/grid`,
    fields: (s, typist) => ({
      province: s.province,
      period: s.period,
      typist,
      intent: "save",
      rows: JSON.stringify([{ id: draft(s), lockVersion: 0, cells: [gridCell] }]),
    }),
    allows: ["directorOfDraft", "manager"],
    witness: { sql: SUBMISSION, values: (s) => [draft(s)] },
  },
  "(app)/entry/[unit]/[period]/partners/actions.ts#savePartnersAction": {
    page: (s) => `/entry/${s.waiting}/${s.period}/partners`,
    fields: (s) => ({ id: submission(s), "v.TT_HOI_NGHI.buu_dien": "1", "o.TT_HOI_NGHI.buu_dien": "" }),
    allows: typistsOf("directorOfWaiting"),
    witness: {
      sql: "SELECT count(*)::text AS state FROM partner_counts WHERE unit_id = $1 AND partner = 'buu_dien'",
      values: (s) => [s.waiting],
    },
  },
  "(app)/entry/[unit]/[period]/sheet/actions.ts#figureSheetAction": {
    page: (s) => `/entry/${s.draft}/${s.period}/sheet`,
    fields: (s, caller) => ({
      unit: s.draft,
      period: s.period,
      intent: "write",
      seen: JSON.stringify({ [draft(s)]: [0, { HO_SO: 0 }] }),
      ...carriedFigures(
        [
          [1, ["Mã", "Số kỳ này"]],
          [2, ["HO_SO", "7"]],
        ],
        `${s.draft} ${s.period}`,
        caller,
      ),
    }),
    allows: ["directorOfDraft", "manager"],
    witness: { sql: SUBMISSION, values: (s) => [draft(s)] },
  },
  "(app)/entry/[unit]/sheets/actions.ts#oldSheetsAction": {
    page: (s) => `/entry/${s.province}/sheets`,
    fields: (s, caller) => ({
      unit: s.province,
      intent: "look",
      seen: "",
      mapping: "",
      firstRow: "2",
      lastRow: "",
      monthOfSheet: s.period,
      remember: "on",
      "c.0": "code",
      "c.1": "HO_SO",
      "u.1": "0",
      ...carriedFigures(
        [
          [1, ["Mã", "Hồ sơ thử quyền"]],
          [2, [s.draft, "7"]],
        ],
        `${s.province} old`,
        caller,
      ),
    }),
    allows: WRITERS,
  },
  "(app)/units/[unit]/actions.ts#favouriteAction": {
    page: (s) => `/units/${s.waiting}?period=${s.period}`,
    fields: (s) => ({ unit: s.waiting, marked: "1" }),
    allows: PROVINCE,
    witness: {
      sql: "SELECT count(*)::text AS state FROM user_favourites WHERE unit_id = $1",
      values: (s) => [s.waiting],
    },
  },
  "(app)/submissions/[id]/actions.ts#decideSubmissionAction": {
    page: (s) => `/submissions/${submission(s)}`,
    fields: (s) => ({ id: submission(s), lockVersion: "0", event: "return", reason: "Thử quyền" }),
    allows: ["manager"],
    witness: { sql: SUBMISSION, values: (s) => [submission(s)] },
  },
  "(app)/submissions/actions.ts#signMonthAction": {
    page: () => "/submissions",
    fields: (s) => ({ province: s.province, period: s.period }),
    allows: ["manager"],
  },
  "(app)/targets/recipients/actions.ts#addRecipientAction": {
    page: recipients,
    fields: (s) => ({ unit: s.waiting, kind: "association", name: "Thử quyền", validFrom: "2026-01-01" }),
    allows: ["directorOfWaiting", "manager"],
  },
  "(app)/targets/recipients/actions.ts#renameRecipientAction": {
    page: recipients,
    fields: (s) => ({ ...seenRecipient(s), name: "Thử quyền" }),
    allows: ["directorOfWaiting", "manager"],
  },
  "(app)/targets/recipients/actions.ts#endRecipientAction": {
    page: recipients,
    fields: (s) => ({ ...seenRecipient(s), validTo: "2026-01-01" }),
    allows: ["directorOfWaiting", "manager"],
  },
  "(app)/targets/recipients/actions.ts#saveResultsAction": {
    page: recipients,
    fields: (s) => ({ unit: s.waiting, period: s.period, indicator: "BHYT", [`v.${s.waiting}-r1`]: "7" }),
    allows: ["directorOfWaiting", "manager"],
  },
  "(app)/campaigns/actions.ts#createDriveAction": {
    page: () => "/campaigns/new",
    fields: (s) => ({
      unit: s.province,
      kind: "peak",
      name: "Thử quyền",
      startsOn: s.driveDay,
      endsOn: s.driveDay,
      "g..TN_MOI": "7",
    }),
    allows: WRITERS,
    witness: {
      sql: "SELECT count(*)::text AS state FROM drives WHERE unit_id = $1",
      values: (s) => [s.province],
    },
  },
  "(app)/campaigns/actions.ts#saveDriveGoalsAction": {
    page: (s) => `/campaigns/${s.drive}/goals`,
    fields: (s) => ({
      drive: s.drive,
      units: s.waiting,
      seen: JSON.stringify([[[s.province, { TN_MOI: "100" }]], [s.waiting]]),
      "g..TN_MOI": "7",
      [`p.${s.waiting}`]: "on",
    }),
    allows: WRITERS,
    witness: DRIVE,
  },
  "(app)/campaigns/actions.ts#saveDriveResultsAction": {
    page: (s) => `/campaigns/${s.drive}`,
    fields: (s) => ({
      drive: s.drive,
      unit: s.waiting,
      [`v.${s.driveDay}.TN_MOI`]: "7",
      [`o.${s.driveDay}.TN_MOI`]: "",
    }),
    allows: typistsOf("directorOfWaiting"),
    witness: DRIVE,
  },
  "(app)/campaigns/notice-actions.ts#addNoteAction": {
    page: (s) => `/campaigns/notes?unit=${s.province}`,
    fields: (s) => ({ unit: s.waiting, period: s.period, kind: "praise", body: "Thử quyền" }),
    allows: typistsOf("directorOfWaiting"),
    witness: {
      sql: "SELECT count(*)::text AS state FROM unit_notes WHERE unit_id = $1",
      values: (s) => [s.waiting],
    },
  },
  "(app)/campaigns/notice-actions.ts#decideNoteAction": {
    page: (s) => `/campaigns/notes?unit=${s.province}`,
    fields: (s) => ({ province: s.province, id: s.noteId, event: "publish" }),
    allows: ["manager", "central"],
    witness: {
      sql: "SELECT to_jsonb(n)::text AS state FROM unit_notes n WHERE id = $1",
      values: (s) => [s.noteId],
    },
  },
  "(app)/campaigns/notice-actions.ts#addEmployerAction": {
    page: (s) => `/campaigns/employers?unit=${s.province}`,
    fields: (s) => ({
      unit: s.province,
      kind: "late",
      employer: "Thử quyền",
      employerCode: "TQ2",
      asOf: s.driveDay,
      amount: "1",
      months: "",
      legalGround: "Điều 1",
    }),
    allows: WRITERS,
    witness: {
      sql: "SELECT count(*)::text AS state FROM employer_notices WHERE province_id = $1",
      values: (s) => [s.province],
    },
  },
  "(app)/campaigns/notice-actions.ts#decideEmployerAction": {
    page: (s) => `/campaigns/employers?unit=${s.province}`,
    fields: (s) => ({ province: s.province, id: s.employerNoticeId, event: "publish" }),
    allows: ["manager", "central"],
    witness: {
      sql: "SELECT to_jsonb(n)::text AS state FROM employer_notices n WHERE id = $1",
      values: (s) => [s.employerNoticeId],
    },
  },
  "(app)/campaigns/[drive]/edit/actions.ts#saveDriveHeadAction": {
    page: (s) => `/campaigns/${s.drive}/edit`,
    fields: (s) => ({
      drive: s.drive,
      kind: "peak",
      name: "Sửa không quyền",
      startsOn: s.driveDay,
      endsOn: s.driveDay,
      seen: s.driveHead,
    }),
    allows: WRITERS,
    witness: DRIVE,
  },
  "(app)/campaigns/actions.ts#closeDriveAction": {
    page: (s) => `/campaigns/${s.drive}`,
    fields: (s) => ({ drive: s.drive, summary: "Thử quyền" }),
    allows: WRITERS,
    witness: DRIVE,
  },
  "(app)/periods/actions.ts#openPeriodAction": {
    page: () => "/periods",
    fields: (s) => ({ period: nextMonth(s), dueOn: `${addMonths(nextMonth(s), 1)}-03` }),
    allows: CENTRAL,
  },
  "(app)/periods/actions.ts#lockPeriodAction": {
    page: (s) => `/periods/${s.period}`,
    fields: (s) => ({ period: s.period, reason: "Thử quyền", incomplete: "on" }),
    allows: CENTRAL,
  },
  "(app)/periods/actions.ts#openPeriodsAction": {
    page: () => "/periods/new",
    fields: (s) => ({
      "on.0": "on",
      "id.0": nextMonth(s),
      "due.0": `${addMonths(nextMonth(s), 1)}-03`,
      "ask.district.BHYT": "on",
      scope: "all",
    }),
    allows: CENTRAL,
  },
  "(app)/periods/actions.ts#changeDueAction": {
    page: (s) => `/periods/${s.period}`,
    fields: (s) => ({ period: s.period, dueOn: "2099-12-31", reason: "Thử quyền" }),
    allows: CENTRAL,
  },
  "(app)/periods/actions.ts#askUnitsAction": {
    page: (s) => `/periods/${s.period}`,
    fields: (s) => ({ period: s.period, reason: "Thử quyền", [`unit.${s.waiting}`]: "on" }),
    allows: CENTRAL,
  },
  "(app)/periods/actions.ts#relockUnitAction": {
    page: (s) => `/periods/${s.lastLocked}`,
    fields: (s) => ({
      submission: `${s.province}.${s.waiting}.${s.lastLocked}`,
      reason: "Thử quyền",
    }),
    allows: CENTRAL,
  },
  "(app)/periods/actions.ts#unlockUnitAction": {
    page: (s) => `/periods/${s.lastLocked}`,
    fields: (s) => {
      return {
        submission: `${s.province}.${s.waiting}.${s.lastLocked}`,
        until: "2999-12-31",
        reason: "Thử quyền",
      };
    },
    allows: CENTRAL,
  },
  "(app)/walls/actions.ts#createWallAction": {
    page: () => "/walls",
    fields: (s) => ({ unit: s.province, label: "Thử quyền", seconds: "20" }),
    allows: ["manager", "central"],
    witness: {
      sql: "SELECT count(*)::text AS state FROM walls WHERE unit_id = $1",
      values: (s) => [s.province],
    },
  },
  "(app)/walls/actions.ts#revokeWallAction": {
    page: () => "/walls",
    fields: (s) => ({ id: s.wallId }),
    allows: ["manager", "central"],
    witness: {
      sql: "SELECT to_jsonb(w)::text AS state FROM walls w WHERE id = $1",
      values: (s) => [s.wallId],
    },
  },
  "(app)/inbox/actions.ts#markReadAction": {
    page: () => "/inbox",
    fields: (s) => ({ id: s.notificationId }),
    allows: [],
    witness: {
      sql: "SELECT to_jsonb(n)::text AS state FROM notifications n WHERE id = $1",
      values: (s) => [s.notificationId],
    },
  },
  "(app)/admin/mail/actions.ts#retryMailAction": {
    page: () => "/admin/mail",
    fields: (s) => ({ id: s.mailId }),
    allows: ["admin"],
    witness: {
      sql: "SELECT to_jsonb(m)::text AS state FROM mail_outbox m WHERE id = $1",
      values: (s) => [s.mailId],
    },
  },
  "(app)/admin/mail/actions.ts#retryFailedAction": {
    page: () => "/admin/mail",
    fields: () => ({}),
    allows: ["admin"],
    witness: {
      sql: "SELECT to_jsonb(m)::text AS state FROM mail_outbox m WHERE id = $1",
      values: (s) => [s.mailId],
    },
  },
  "(app)/submissions/bulk-actions.ts#decideManyAction": {
    page: () => "/submissions",
    fields: (s) => ({ [`pick.${submission(s)}`]: "0", event: "return", reason: "Thử quyền" }),
    allows: ["manager"],
    witness: { sql: SUBMISSION, values: (s) => [submission(s)] },
  },
  "(app)/submissions/[id]/actions.ts#addCommentAction": {
    page: (s) => `/submissions/${submission(s)}`,
    fields: (s) => ({ id: submission(s), indicator: "BHYT", body: "Thử quyền" }),
    allows: readersOf("directorOfWaiting"),
    witness: {
      sql: "SELECT count(*)::text AS state FROM figure_comments WHERE unit_id = $1",
      values: (s) => [s.waiting],
    },
  },
  "(app)/stand-ins/actions.ts#createStandInAction": {
    page: () => "/stand-ins",
    fields: (s) => {
      const days = { fromDay: "2099-01-01", toDay: "2099-01-02", reason: "Thử quyền" };
      return { absent: s.standIn.absent, standIn: s.standIn.standIn, ...days };
    },
    allows: ["manager", "admin"],
    witness: {
      sql: "SELECT count(*)::text AS state FROM stand_ins t JOIN users u ON u.id = t.absent_user_id WHERE u.username = $1",
      values: (s) => [s.standIn.absent],
    },
  },
  "(app)/stand-ins/actions.ts#revokeStandInAction": {
    page: () => "/stand-ins",
    fields: (s) => ({ id: s.standIn.id }),
    allows: ["manager", "admin"],
    witness: {
      sql: "SELECT to_jsonb(t)::text AS state FROM stand_ins t WHERE id = $1",
      values: (s) => [s.standIn.id],
    },
  },
  // It sets a cookie, which counts for nobody but the stand-in.
  "(app)/stand-ins/actions.ts#startStandInAction": {
    page: () => "/stand-ins",
    fields: (s) => ({ id: s.standIn.id }),
    allows: [],
  },
  "(app)/entry/[unit]/exchange/actions.ts#exchangeAction": {
    page: (s) => `/entry/${s.draft}/exchange`,
    fields: (s, caller) => ({
      unit: s.draft,
      intent: "write",
      seen: JSON.stringify({ [draft(s)]: [0, { HO_SO: 0 }] }),
      ...carriedFigures(
        [
          [1, ["dataelement", "period", "orgunit", "value"]],
          [2, ["HO_SO", s.period, s.draft, "7"]],
        ],
        `${s.draft} exchange`,
        caller,
      ),
    }),
    allows: ["directorOfDraft", "manager"],
    witness: { sql: SUBMISSION, values: (s) => [draft(s)] },
  },
  "(app)/admin/exchange/actions.ts#saveCodesAction": {
    page: () => "/admin/exchange",
    fields: () => ({ dataElements: "BHYT = thuQuyen", orgUnits: "", seen: "[{},{}]" }),
    allows: CENTRAL,
    witness: {
      sql: "SELECT coalesce((SELECT value::text FROM settings WHERE key = $1), '') AS state",
      values: () => ["exchange.codes"],
    },
  },
  "(app)/admin/exchange/units/actions.ts#unitsExchangeAction": {
    page: () => "/admin/exchange/units",
    fields: () => ({ intent: "write", lines: "VN = vietNam", seen: "[{},{}]" }),
    allows: CENTRAL,
    witness: {
      sql: "SELECT coalesce((SELECT value::text FROM settings WHERE key = $1), '') AS state",
      values: () => ["exchange.codes"],
    },
  },
  "(app)/admin/checks/actions.ts#saveBoundAction": {
    page: () => "/admin/checks",
    fields: () => {
      const seen = JSON.stringify({ month: 10, year: 30, floor: 20 });
      return { indicator: "BHYT", month: "1", year: "", floor: "0", seen, do: "save" };
    },
    allows: CENTRAL,
    witness: {
      sql: "SELECT coalesce((SELECT value::text FROM settings WHERE key = $1), '') AS state",
      values: () => ["checks.jump"],
    },
  },
  "(app)/reports/mails/actions.ts#createReportMailAction": {
    page: () => "/reports/mails",
    fields: (s, caller) => ({ unit: s.province, when: "m5", [`to.${caller}`]: "on" }),
    allows: ["manager", "central"],
    witness: {
      sql: "SELECT count(*)::text AS state FROM report_mails WHERE unit_id = $1",
      values: (s) => [s.province],
    },
  },
  "(app)/reports/mails/actions.ts#endReportMailAction": {
    page: () => "/reports/mails",
    fields: (s) => ({ id: s.mailId }),
    allows: [],
    witness: {
      sql: "SELECT count(*)::text AS state FROM report_mails WHERE ended_at IS NOT NULL",
      values: () => [],
    },
  },
  "(app)/reports/actions.ts#issueReportAction": {
    page: (s) => `/reports/${s.province}/${s.period}/issue`,
    fields: (s) => ({ unit: s.province, period: s.period, edition: "0", seen: "0".repeat(64) }),
    allows: WRITERS,
    witness: {
      sql: "SELECT count(*)::text AS state FROM issued_reports WHERE unit_id = $1",
      values: (s) => [s.province],
    },
  },
  "(app)/admin/report-templates/actions.ts#saveTemplateAction": {
    page: () => "/admin/report-templates",
    fields: () => ({
      scope: "unit",
      sentence: "debt",
      text: "Chậm đóng {giá trị}.",
      rounding: "exact",
      over: "trên",
      hasAbout: "no",
      seen: "0",
      do: "save",
    }),
    allows: ["central", "admin"],
    witness: {
      sql: "SELECT count(*)::text AS state FROM report_templates WHERE scope = $1",
      values: () => ["unit"],
    },
  },
  "account/actions.ts#revokeTokenAction": {
    page: () => "/account",
    fields: (s) => ({ id: s.tokenId }),
    allows: [],
    witness: {
      sql: "SELECT to_jsonb(t)::text AS state FROM api_tokens t WHERE id = $1",
      values: (s) => [s.tokenId],
    },
  },
};

/** Actions that take nobody's id: they can only touch the account of whoever calls. */
export const OWN_ACCOUNT_ACTIONS: readonly string[] = [
  "(app)/sign-out.ts#signOutAction",
  "(app)/inbox/actions.ts#markAllReadAction",
  "account/actions.ts#changePasswordAction",
  "account/actions.ts#saveMailAction",
  "account/actions.ts#savePhoneAction",
  "account/actions.ts#signOutEverywhereAction",
  "account/actions.ts#stopStandInAction",
];
