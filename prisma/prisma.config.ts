import { defineConfig } from "prisma/config";

// `generate` and `validate` need no schema engine, but the CLI insists on finding one and would download it.
// Migrations run through its WASM build (prisma/migrate.ts), so any executable file satisfies the CLI.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "./schema.prisma" });
