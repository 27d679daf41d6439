/** The benchmark's own databases, beside the installation's on the same server: made, handed out, dropped. */
import pg from "pg";
import { migrate, type Urls } from "@/prisma/migrate";
import { Refusal } from "../../scripts/platform/refusal.mjs";
import { withDatabase } from "../support/databases";

/** Any number that nothing else locks in the installation's database: one benchmark at a time. */
const LOCK = 5_500_119;
const IN_USE = "55006";

export class Databases {
  private readonly client: pg.Client;
  private readonly temporary = new Set<string>();

  constructor(private readonly installation: Urls) {
    this.client = new pg.Client({ connectionString: installation.ownerUrl });
    this.client.on("error", () => undefined);
  }

  /** @throws Refusal if another benchmark runs on this server, or the owner may not create databases */
  async connect(): Promise<void> {
    await this.client.connect();
    const { rows } = await this.client.query<{ free: boolean; may: boolean }>(
      `SELECT pg_try_advisory_lock($1) AS free, rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user`,
      [LOCK],
    );
    if (rows[0]?.may !== true)
      throw new Refusal(
        "configuration",
        `the benchmark makes databases of its own, which the role ${this.client.user} may not: ` +
          `run ALTER ROLE ${this.client.user} CREATEDB as a superuser, or name another role in MIGRATION_DATABASE_URL`,
      );
    if (!rows[0].free) throw new Refusal("running", "another benchmark runs on this server");
  }

  private urls(name: string): Urls {
    const { ownerUrl, appUrl } = this.installation;
    return { ownerUrl: withDatabase(ownerUrl, name), appUrl: withDatabase(appUrl, name) };
  }

  /** An empty, migrated database; one of this name that an earlier run left behind is dropped first. */
  async create(name: string): Promise<Urls> {
    const urls = await this.createEmpty(name);
    await migrate(urls);
    return urls;
  }

  async createEmpty(name: string): Promise<Urls> {
    await this.drop(name);
    this.temporary.add(name);
    await this.client.query(`CREATE DATABASE ${name}`);
    return this.urls(name);
  }

  /** The database of this name, if it was kept as what `label` says. */
  async kept(name: string, label: string): Promise<Urls | null> {
    const { rowCount } = await this.client.query(
      "SELECT FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = $2",
      [name, label],
    );
    return rowCount === 0 ? null : this.urls(name);
  }

  /** From now on the end of the run leaves it alone. */
  async keep(name: string, label: string): Promise<void> {
    await this.client.query(`COMMENT ON DATABASE ${name} IS ${this.client.escapeLiteral(label)}`);
    this.temporary.delete(name);
  }

  /**
   * Without FORCE first: that ends autovacuum and waits 5 seconds for connections that are just closing. FORCE is refused
   * to an ordinary owner while autovacuum runs there, and is only for what a killed run left connected.
   */
  async drop(name: string): Promise<void> {
    try {
      await this.client.query(`DROP DATABASE IF EXISTS ${name}`);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && error.code === IN_USE)) throw error;
      await this.client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
    this.temporary.delete(name);
  }

  /** Everything goes through one connection, so a CREATE that is still running ends before it is dropped. */
  async close(): Promise<void> {
    try {
      for (const name of [...this.temporary]) await this.drop(name);
    } finally {
      await this.client.end();
    }
  }
}
