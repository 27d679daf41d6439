/** Every route of the API with what it asks and answers: the same schemas that the routes read and write by. */
import { z } from "zod";
import { findingsSchema, searchQuerySchema } from "@/app/(app)/search/schemas";
import {
  dataValueSetSchema,
  importSummarySchema,
  organisationUnitsSchema,
} from "@/lib/domain/exchange-values";
import { periodIdSchema } from "@/lib/domain/period";
import { summarySchema } from "@/lib/domain/summary";
import { unitIdSchema } from "@/lib/domain/unit";
import {
  draftTargetsQuerySchema,
  figuresQuerySchema,
  importQuerySchema,
  targetsImportQuerySchema,
  targetsQuerySchema,
  unitsQuerySchema,
} from "./exchange-query";
import {
  cascadeAnswerSchema,
  cascadeQuerySchema,
  messageSchema,
  periodQuerySchema,
  reportFileSchema,
  tableFormatSchema,
  targetTemplateQuerySchema,
  templateFormatSchema,
  unitExportQuerySchema,
  unitQuerySchema,
  versionSchema,
} from "./schemas";

/** A file, by its content type, or JSON by its schema. */
export type Content = { type: string; schema?: z.ZodType };

export type Operation = {
  summary: string;
  /** Objects, of which each property is a parameter of the address; alternatives where there are several. */
  query?: readonly z.ZodType[];
  body?: readonly Content[];
  answer: readonly Content[];
  /** Statuses of refusals besides 401. */
  refuses: readonly number[];
  /** Answers 304 to a known ETag. */
  isTagged?: boolean;
};

export type RouteDescription = {
  /** What stands in the brackets of the address. */
  params?: Readonly<Record<string, z.ZodType>>;
} & Partial<Record<"GET" | "POST", Operation>>;

const OFFICE = "application/vnd.openxmlformats-officedocument";
const json = (schema: z.ZodType): Content => ({ type: "application/json", schema });
const CSV: Content = { type: "text/csv" };
const XLSX: Content = { type: `${OFFICE}.spreadsheetml.sheet` };
const DOCX: Content = { type: `${OFFICE}.wordprocessingml.document` };
const PDF: Content = { type: "application/pdf" };

const unit = unitIdSchema.meta({ description: "Id đơn vị (60, 593, 68-2025)" });
const codeOrId = unitIdSchema.meta({ description: "Mã đơn vị tại ngày chốt của kỳ, hoặc id" });
const period = periodIdSchema.meta({ description: "Tháng 2023-11 hoặc ngày 2021-11-18" });
const decision = z.uuid().meta({ description: "Id của quyết định" });

/** Keyed by the address below /api/v1, as its folder is named. */
export const REGISTRY: Readonly<Record<string, RouteDescription>> = {
  "/units/[unit]/summary": {
    params: { unit: codeOrId },
    GET: {
      summary: "Số liệu của một đơn vị trong một kỳ: giá trị, chỉ tiêu giao, bao phủ, so sánh",
      query: [periodQuerySchema],
      answer: [json(summarySchema)],
      refuses: [400, 404],
      isTagged: true,
    },
  },
  "/units/[unit]/export": {
    params: { unit },
    GET: {
      summary: "Bảng của trang đơn vị thành tệp; nhận thêm các lựa chọn của trang đó",
      query: [periodQuerySchema, unitExportQuerySchema],
      answer: [CSV, XLSX],
      refuses: [400, 404],
      isTagged: true,
    },
  },
  "/units/[unit]/version": {
    params: { unit: codeOrId },
    GET: {
      summary: "Số liệu của đơn vị đã đổi hay chưa",
      query: [periodQuerySchema],
      answer: [json(versionSchema)],
      refuses: [400, 404],
      isTagged: true,
    },
  },
  "/periods/[period]/version": {
    params: { period },
    GET: {
      summary: "Tình hình nộp của kỳ đã đổi hay chưa",
      answer: [json(versionSchema)],
      refuses: [404],
      isTagged: true,
    },
  },
  "/periods/[period]/record": {
    params: { period },
    GET: {
      summary: "Biên bản chốt số liệu của kỳ",
      query: [unitQuerySchema],
      answer: [DOCX],
      refuses: [400, 404],
    },
  },
  "/reports/[unit]/[period]/[file]": {
    params: { unit, period, file: reportFileSchema },
    GET: {
      summary:
        "Báo cáo của đơn vị: bản Word, bản tóm tắt một trang, bản Excel; bản PDF nếu máy chủ có trình duyệt in",
      query: [z.object({ edition: z.string().optional().meta({ description: "Lần ban hành, hoặc draft" }) })],
      answer: [DOCX, XLSX, PDF],
      refuses: [404, 503],
      isTagged: true,
    },
  },
  "/dataValueSets": {
    GET: {
      summary: "Số liệu đã duyệt của các đơn vị báo cáo, hoặc chỉ tiêu giao, theo dạng DHIS2",
      query: [figuresQuerySchema, targetsQuerySchema],
      answer: [json(dataValueSetSchema), CSV],
      refuses: [400, 404],
      isTagged: true,
    },
    POST: {
      summary: "Nhập số liệu vào biểu đang nhập: tất cả hoặc không số nào; dryRun=true chỉ kiểm tra",
      query: [importQuerySchema],
      body: [json(dataValueSetSchema), CSV],
      answer: [json(importSummarySchema)],
      refuses: [400, 403, 409, 413],
    },
  },
  "/organisationUnits": {
    GET: {
      summary: "Cây đơn vị với ngày bắt đầu và ngày kết thúc, theo dạng DHIS2",
      query: [unitsQuerySchema],
      answer: [json(organisationUnitsSchema), CSV],
      refuses: [400, 404],
      isTagged: true,
    },
  },
  "/search": {
    GET: {
      summary: "Tìm đơn vị, kỳ và màn hình; không dấu, theo chữ đầu",
      query: [searchQuerySchema],
      answer: [json(findingsSchema)],
      refuses: [400],
    },
  },
  "/campaigns": {
    GET: {
      summary: "Số lượng truyền thông theo đơn vị, so với cùng kỳ, thành tệp",
      query: [
        z.object({
          unit: unit.meta({ description: "Id đơn vị; VN là cả nước" }),
          period: periodIdSchema.meta({ description: "Tháng 2023-11" }),
          indicator: z.string().optional().meta({ description: "Hoạt động, mặc định TT_HOI_NGHI" }),
          format: tableFormatSchema,
        }),
      ],
      answer: [CSV, XLSX],
      refuses: [400, 404],
    },
  },
  "/assignment": {
    GET: {
      summary: "Bảng giao chỉ tiêu thành tệp",
      query: [
        z.object({
          scope: z.string().optional().meta({ description: "Năm 2026, năm học SY2026, quý 2026-Q4" }),
          indicator: z.string().optional(),
          province: unit.optional(),
          format: tableFormatSchema,
        }),
      ],
      answer: [CSV, XLSX],
      refuses: [400, 404],
    },
  },
  "/entry/[unit]/[period]/template": {
    params: { unit, period },
    GET: {
      summary: "Mẫu nhập của tháng, cho người được nhập",
      query: [z.object({ format: templateFormatSchema })],
      answer: [XLSX, CSV],
      refuses: [400, 404],
    },
  },
  "/decisions/[id]/cascade": {
    params: { id: decision },
    GET: {
      summary: "Một bảng của quyết định giao chỉ tiêu",
      query: [cascadeQuerySchema],
      answer: [json(cascadeAnswerSchema)],
      refuses: [400, 404],
    },
  },
  "/decisions/[id]/template": {
    params: { id: decision },
    GET: {
      summary: "Mẫu giao chỉ tiêu của quyết định đang soạn",
      query: [targetTemplateQuerySchema],
      answer: [XLSX],
      refuses: [400, 404, 409],
    },
  },
  "/decisions/[id]/dataValueSets": {
    params: { id: decision },
    GET: {
      summary: "Chỉ tiêu giao của quyết định đang soạn, theo dạng DHIS2",
      query: [draftTargetsQuerySchema],
      answer: [json(dataValueSetSchema)],
      refuses: [400, 404, 409],
    },
    POST: {
      summary:
        "Nhập chỉ tiêu giao vào dự thảo quyết định: tất cả hoặc không số nào; dryRun=true chỉ kiểm tra",
      query: [targetsImportQuerySchema],
      body: [json(dataValueSetSchema), CSV],
      answer: [json(importSummarySchema)],
      refuses: [400, 404, 409, 413],
    },
  },
  "/decisions/[id]/paper": {
    params: { id: decision },
    GET: { summary: "Bản quét của quyết định", answer: [PDF], refuses: [404] },
    POST: {
      summary: "Gửi bản quét của quyết định, tối đa 20 MB",
      body: [
        {
          type: "multipart/form-data",
          schema: z.object({
            file: z.string().meta({ format: "binary", description: "Tệp PDF" }),
            lockVersion: z.string().optional(),
          }),
        },
      ],
      answer: [json(messageSchema)],
      refuses: [400, 403, 404, 409, 413, 422, 503],
    },
  },
  "/audit/export": {
    GET: {
      summary: "Nhật ký thành tệp; nhận các điều kiện lọc của trang Nhật ký",
      query: [z.object({ province: unit.optional(), format: tableFormatSchema })],
      answer: [CSV, XLSX],
      refuses: [400, 404],
    },
  },
  "/openapi.json": {
    GET: {
      summary: "Bản mô tả này, theo OpenAPI 3.1",
      answer: [json(z.object({ openapi: z.string() }).catchall(z.unknown()))],
      refuses: [],
      isTagged: true,
    },
  },
};
