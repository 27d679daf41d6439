/** The registry as an OpenAPI 3.1 document, whose schemas are JSON Schema as zod writes it. */
import { z } from "zod";
import { REGISTRY, type Content, type Operation, type RouteDescription } from "./registry";
import { refusalSchema } from "./schemas";

type JsonSchema = Record<string, unknown>;

const REFUSALS: Readonly<Record<number, string>> = {
  400: "Câu hỏi hoặc tệp không đúng",
  401: "Chưa đăng nhập, hoặc mã truy cập hết hiệu lực",
  403: "Tài khoản không có quyền",
  404: "Không có trong phạm vi của tài khoản",
  409: "Có lỗi trong dữ liệu, hoặc đã có người sửa trước; chưa ghi gì",
  413: "Dữ liệu gửi lên quá lớn",
  422: "Tệp không đúng loại",
  503: "Đang bận, gửi lại sau",
};

/** Of what is asked the form before it is read; of an answer the form it is given in. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const written = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  // The document as a whole says which JSON Schema it means.
  return Object.fromEntries(Object.entries(written).filter(([name]) => name !== "$schema"));
}

export type Parameter = {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: JsonSchema;
};

function described(name: string, place: Parameter["in"], required: boolean, schema: JsonSchema): Parameter {
  const { description, ...rest } = schema;
  return {
    name,
    in: place,
    required,
    ...(typeof description === "string" ? { description } : {}),
    schema: rest,
  };
}

const parametersSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
});

/** Of alternatives a parameter is needed only where all need it. */
function queryParameters(schemas: readonly z.ZodType[], isTogether: boolean): Parameter[] {
  const parts = schemas.map((one) => parametersSchema.parse(schemaOf(one, "input")));
  const names = [...new Set(parts.flatMap(({ properties }) => Object.keys(properties)))];
  return names.map((name) => {
    const having = parts.filter(({ properties }) => properties[name]);
    const forms = having.flatMap(({ properties }) => properties[name] ?? []);
    const [first = {}, ...others] = forms;
    const isSame = others.every((one) => JSON.stringify(one) === JSON.stringify(first));
    const among = isTogether ? having : parts;
    const required = among.every((one) => one.required.includes(name));
    return described(name, "query", required, isSame ? (first as JsonSchema) : { anyOf: forms });
  });
}

const contentOf = (contents: readonly Content[], io: "input" | "output") =>
  Object.fromEntries(
    contents.map(({ type, schema }) => [
      type,
      { schema: schema ? schemaOf(schema, io) : { type: "string", format: "binary" } },
    ]),
  );

export type OpenApiOperation = {
  operationId: string;
  summary: string;
  parameters: Parameter[];
  requestBody?: { required: true; content: ReturnType<typeof contentOf> };
  responses: Record<string, { description: string; content?: ReturnType<typeof contentOf> }>;
};

function operation(
  method: string,
  address: string,
  { params = {} }: RouteDescription,
  { summary, query = [], body, answer, refuses, isTagged = false }: Operation,
): OpenApiOperation {
  const inPath = Object.entries(params).map(([name, schema]) =>
    described(name, "path", true, schemaOf(schema, "input")),
  );
  const refusals = [401, ...refuses].toSorted((a, b) => a - b);
  // Two forms of one question name what is asked for; two parts of one question do not.
  const isAlternative = query.length > 1 && query.every((one) => "content" in shapeOf(one));
  return {
    operationId: `${method.toLowerCase()}${address.replace(/[^A-Za-z]+(.)?/g, (_, letter: string = "") => letter.toUpperCase())}`,
    summary,
    parameters: [...inPath, ...queryParameters(query, !isAlternative)],
    ...(body ? { requestBody: { required: true, content: contentOf(body, "input") } } : {}),
    responses: Object.fromEntries([
      ["200", { description: "Có", content: contentOf(answer, "output") }],
      ...(isTagged ? [["304", { description: "Không đổi so với ETag đã có" }] as const] : []),
      ...refusals.map(
        (status) =>
          [
            String(status),
            {
              description: REFUSALS[status] ?? "Không nhận",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Refusal" } } },
            },
          ] as const,
      ),
    ]),
  };
}

const shapeOf = (schema: z.ZodType): object => (schema instanceof z.ZodObject ? schema.shape : {});

/** "/units/[unit]/summary" is "/units/{unit}/summary". */
const pathOf = (address: string) => `/api/v1${address.replaceAll("[", "{").replaceAll("]", "}")}`;

export function openApi(server: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Bao Phủ",
      version: "1",
      description:
        "Số đếm và số tiền là chuỗi chữ số, tỷ lệ đã làm tròn hai số lẻ, điều không xác định là null. Đăng nhập bằng phiên của trang hoặc Authorization: Bearer.",
    },
    servers: [{ url: server }],
    security: [{ token: [] }, { session: [] }],
    paths: Object.fromEntries(
      Object.entries(REGISTRY).map(([address, route]) => [
        pathOf(address),
        Object.fromEntries(
          (["GET", "POST"] as const).flatMap((method) => {
            const one = route[method];
            return one ? [[method.toLowerCase(), operation(method, address, route, one)]] : [];
          }),
        ) as Partial<Record<"get" | "post", OpenApiOperation>>,
      ]),
    ),
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
      schemas: { Refusal: schemaOf(refusalSchema, "output") },
    },
  };
}
