/** Runs Prisma's schema engine from its WebAssembly build: nothing is downloaded, and a run is one transaction. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";

/** Node cannot import the package's entry, which expects a bundler to load the .wasm file. */
async function loadEngine() {
  const engine = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm")
    .replace(/\.js$/, "_bg.wasm");
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports,
  });
  engine.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  return engine.SchemaEngine;
}

let loaded: ReturnType<typeof loadEngine> | undefined;

/** One per process: its glue code knows a single instance, and an earlier one still has a timer running. */
const schemaEngine = () => (loaded ??= loadEngine());

/**
 * A "pool" that answers everything on one client inside its open transaction. The engine tries statements that may
 * fail (is there a migrations table?), so each has its savepoint.
 */
function onePool(client: pg.Client): pg.Pool {
  const pool: pg.Pool = Object.create(pg.Pool.prototype);
  const query = async (statement: pg.QueryConfig) => {
    await client.query("SAVEPOINT engine");
    try {
      const result = await client.query(statement);
      await client.query("RELEASE engine");
      return result;
    } catch (error) {
      await client.query("ROLLBACK TO engine");
      throw error;
    }
  };
  const nothing = () => pool;
  return Object.assign(pool, { options: {}, query, on: nothing, removeListener: nothing });
}

/**
 * Applies what is not applied yet and returns its names. `client` must be inside a transaction; nothing is kept
 * unless the caller commits. Throws PostgreSQL's own error if a statement of a migration fails.
 */
export async function applyMigrations(client: pg.Client, migrationsList: MigrationList): Promise<string[]> {
  const SchemaEngine = await schemaEngine();
  const pool = onePool(client);
  const inner = new PrismaPg(pool);
  let failure: unknown = null;
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connectToShadowDb: () => inner.connectToShadowDb(),
    async connect() {
      // The adapter's own executeScript cuts at every ";", even in comments, and loses PostgreSQL's error.
      return Object.assign(await inner.connect(), {
        executeScript: (script: string) =>
          pool.query(script).then(
            () => undefined,
            (error: unknown) => {
              failure = error;
              throw error;
            },
          ),
      });
    },
  };
  const silent = () => undefined;
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    silent,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    const filters = { externalTables: [], externalEnums: [] };
    return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
  } catch (error) {
    throw failure ?? error;
  }
}
