// The files of the project: what git would keep, or, where there is no git, what .gitignore leaves.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = process.env.LINGSHI_TREE ?? dirname(dirname(fileURLToPath(import.meta.url)));

const asGitSeesThem = () =>
  execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  }).split('\0');

/** A line of .gitignore as a test on a path; enough for the plain lines this project uses. */
const asIgnoreRule = (line) => {
  const body = line.replace(/^\//, '').replace(/\/$/, '');
  const escaped = body.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*');
  return new RegExp(`${line.startsWith('/') ? '^' : '(^|/)'}${escaped}(/|$)`);
};

function walk(folder, ignored, found) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.name === '.git' || ignored.some((rule) => rule.test(path))) continue;
    if (entry.isDirectory()) walk(path, ignored, found);
    else found.push(path);
  }
  return found;
}

function asIgnoreLeavesThem() {
  const file = join(root, '.gitignore');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return walk('', lines.filter((line) => line && !line.startsWith('#')).map(asIgnoreRule), []);
}

/** Paths from the root, sorted; deleted and linked ones left out. */
export function files() {
  let all;
  try {
    all = asGitSeesThem();
  } catch {
    all = asIgnoreLeavesThem();
  }
  const real = (path) => path && statSync(join(root, path), { throwIfNoEntry: false })?.isFile();
  return [...new Set(all)].filter(real).sort();
}

export const read = (path) => readFileSync(join(root, path), 'utf8');

/** Prints what is wrong, one a line, and ends with the exit code that says so. */
export function judge(what, offences) {
  for (const offence of offences) console.log(offence);
  console.log(offences.length === 0 ? `${what}: nothing to say` : `${what}: ${offences.length} to mend`);
  process.exit(offences.length === 0 ? 0 : 1);
}
