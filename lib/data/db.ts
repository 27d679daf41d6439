import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { PrismaClient } from "@/prisma/client/client";
import { statementName } from "./raw";

const globalForDb = globalThis as unknown as { db?: PrismaClient };

/** One client per process; kept on globalThis so that reloads in development do not open new pools. */
export const db =
  globalForDb.db ??
  new PrismaClient({
    adapter: new PrismaPg(
      // Compiling a plan (jit) takes seconds where running it takes milliseconds.
      { connectionString: env.DATABASE_URL, max: env.DATABASE_POOL, options: "-c jit=off" },
      { statementNameGenerator: statementName },
    ),
  });

if (env.NODE_ENV !== "production") globalForDb.db = db;

/** What lib/data needs of a connection that is inside a transaction, be it Prisma's or a bulk load's. */
export type Tx = Parameters<Parameters<typeof db.$transaction>[0]>[0];
