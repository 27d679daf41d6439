import "server-only";
import { z } from "zod";

/** In .env files an empty value means "not set". */
const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));

/** The only reader of process.env in the application. A bad value stops the server at start, not a user's request. */
export const env = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
    /** The least severe kind of line that is logged; "info", and in tests none. */
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).optional(),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
    DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
    /** The address people type: scheme, host and port. Decides secure cookies and HSTS. */
    APP_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:3000"),
    NEXTAUTH_SECRET: z.string().min(32).optional(),
    /** How many reverse proxies stand in front and append to X-Forwarded-For; 0: the header is not believed. */
    TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
    OIDC_ISSUER: z.url().optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    /** What the single sign-on button says after "Đăng nhập bằng". */
    OIDC_NAME: z.string().optional(),
    /** smtp://user:password@host:587 or smtps://…; not set: no mails. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    /** From whom mails come: Bao Phủ <bao-phu@…>. */
    MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*@[^\r\n]+$/)
      .optional(),
    /** Whether this instance reminds, mails and cleans; by default where pages are served for real. */
    WORKER: z.enum(["0", "1"]).optional(),
    /** The file of a Chromium that prints reports as PDF; not set: people print in their own browser. */
    PDF_BROWSER: z.string().regex(/^\//).optional(),
  })
  .parse(given);
