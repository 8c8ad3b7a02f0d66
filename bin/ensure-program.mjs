import "./node-version.mjs";
import { findProgram, PROGRAMS } from "./programs.mjs";
import { installSystemPackages } from "./system-packages.mjs";

const name = process.argv[2] ?? "";
if (!Object.hasOwn(PROGRAMS, name)) {
  console.error(`There is no program "${name}": ${Object.keys(PROGRAMS).join(", ")}.`);
  process.exit(2);
}
const { title, variable, packages } = PROGRAMS[name];

if (process.env[variable] && !findProgram(name)) {
  fail(`${variable} is ${process.env[variable]}, which cannot be run.`);
}

const problem = findProgram(name) ? null : installSystemPackages(packages);
const path = findProgram(name);

if (path) console.log(path);
else fail(`No ${title} was found, and ${problem ?? "the installed one cannot be run"}.`);

function fail(sentence) {
  console.error(`${sentence} Install ${title}, or set ${variable} to the path of one, and run this again.`);
  process.exit(1);
}
