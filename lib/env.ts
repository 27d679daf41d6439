import "server-only";
import { z } from "zod";

/** The only reader of process.env in the application. A bad value stops the server at start, not a user's request. */
export const env = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
    DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  })
  .parse(process.env);
