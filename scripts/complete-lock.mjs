/**
 * Names the optional packages of every platform in package-lock.json: `node scripts/complete-lock.mjs` after changing a
 * dependency. A registry mirror that holds only the platforms it serves makes npm leave the others out, and then
 * `npm ci` refuses the lock file on every machine. An entry without a checksum is fetched by name and version.
 */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../package-lock.json", import.meta.url);
const OS = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "openharmony",
  "win32",
  "windows",
  "netbsd",
  "openbsd",
  "sunos",
  "aix",
];
const CPU = ["arm64", "arm", "ia32", "x64", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32"];

/** `@next/swc-win32-arm64-msvc` runs on os win32 and cpu arm64. */
function platformOf(name) {
  const words = name.slice(name.lastIndexOf("/") + 1).split(/[-_]/);
  const os = OS.find((word) => words.includes(word));
  const cpu = CPU.find((word) => words.includes(word));
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.includes("gnu")
      ? ["glibc"]
      : undefined;
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os === "windows" ? "win32" : os] }),
    ...(os === "linux" && libc && { libc }),
  };
}

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const packages = { ...lock.packages };
for (const { dev, devOptional, optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name);
    if (packages[`node_modules/${name}`] || Object.keys(platform).length === 0) continue;
    packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(dev && { dev }),
      ...(devOptional && { devOptional }),
      ...platform,
    };
  }
}
const added = Object.keys(packages).length - Object.keys(lock.packages).length;
const [root, ...rest] = Object.entries(packages);
lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);
