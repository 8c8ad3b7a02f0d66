// Runs on old versions of Node too, so that they can be told apart with a sentence: no newer syntax than Node 12 has.
import child_process from "child_process";
import crypto from "crypto";
import fs from "fs";
import path from "path";
import url from "url";

const OLDEST_NODE = [22, 19];
const ROOT = path.join(path.dirname(url.fileURLToPath(import.meta.url)), "..");
const BUILD_ID = path.join(ROOT, ".next", "BUILD_ID");
const SOURCES_HASH = path.join(ROOT, ".next", "preflight-sources.sha256");

/** All that `next build` reads. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "postcss.config.mjs",
];

function isNodeRecentEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

function filesBelow(file) {
  if (!fs.existsSync(file)) return [];
  if (!fs.statSync(file).isDirectory()) return [file];
  const names = fs.readdirSync(file).sort();
  return [].concat(...names.map((name) => filesBelow(path.join(file, name))));
}

function hashSources() {
  const hash = crypto.createHash("sha256").update(process.version);
  for (const file of [].concat(...SOURCES.map((source) => filesBelow(path.join(ROOT, source))))) {
    const content = fs.readFileSync(file);
    hash.update(path.relative(ROOT, file) + "\0" + content.length + "\0").update(content);
  }
  return hash.digest("hex");
}

/** Why a build is due, or null when the last one is of these very sources. */
function reasonToBuild(hash) {
  if (!fs.existsSync(BUILD_ID)) return "there is no build yet";
  const built = fs.existsSync(SOURCES_HASH) ? fs.readFileSync(SOURCES_HASH, "utf8") : "";
  return built === hash ? null : "the sources changed since the last build";
}

function buildIfDue() {
  const hash = hashSources();
  const reason = reasonToBuild(hash);
  if (reason === null) return true;
  process.stdout.write("Building Preflight, because " + reason + ". This takes about half a minute.\n");
  // Until this build is complete, there is none to rely on.
  fs.rmSync(SOURCES_HASH, { force: true });
  const next = path.join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const build = child_process.spawnSync(process.execPath, [next, "build"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: Infinity,
  });
  if (build.status === 0) {
    fs.writeFileSync(SOURCES_HASH, hash);
    return true;
  }
  process.stderr.write((build.stdout || "") + (build.stderr || "") + "The build failed.\n");
  return false;
}

function main() {
  if (!isNodeRecentEnough()) {
    process.stderr.write(
      "Preflight needs Node " +
        OLDEST_NODE.join(".") +
        " or newer, and this is Node " +
        process.versions.node +
        ". Start it with `npm start`, which brings its own Node on Linux.\n",
    );
    return 1;
  }
  if (!fs.existsSync(path.join(ROOT, "node_modules", "next"))) {
    process.stderr.write("Preflight is not installed yet. Run `npm ci` first.\n");
    return 1;
  }
  const dev = process.argv.includes("--dev");
  process.env.NODE_ENV = dev ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.chdir(ROOT);
  if (!dev && !buildIfDue()) return 1;
  if (!process.argv.includes("--build-only")) import("../server.ts");
  return 0;
}

process.exitCode = main();
