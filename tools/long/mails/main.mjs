// The proof of the mail reader, resumable: docs/proof/mails.json keeps the first seed not yet tried and the
// figures so far; another run goes on from there. A change of the code or the mails begins anew.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { files, read, root } from '../../tree.mjs';
import { between } from '../mutants/report.mjs';

const usage = `Usage: ./test --long mails [--minutes N] [--report]

Changes the mails of fixtures/mails by lot, one mail a seed, reads and judges each, and sees that nothing
panics, costs more than its length allows, is believed without proof, or answers a machine. What was
tried is recorded in docs/proof/mails.json; the next run goes on with the next seed. Stopping it
(Ctrl-C) loses at most the slice under way.
  --minutes N  stop after N minutes (60)
  --report     run nothing; write the summary into docs/proof.md again

Exit code: 0 all that was tried holds, 1 it could not run, 3 a seed failed.
`;

const page = 'docs/proof.md';
const record = 'docs/proof/mails.json';
const slice = 20_000;
const watched = /^(crates\/(mail|rules)\/src\/|crates\/mail\/(examples\/|tests\/mails\/world)|fixtures\/(mails\/.*\.eml$|posts\/)|Cargo\.lock)/;

/** The command line was not understood. */
class Misuse extends Error {}

function options() {
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, report: flag, understood: flag, help: { ...flag, short: 'h' } } });
  if (!/^[1-9]\d*$/.test(values.minutes)) throw new Misuse(`--minutes wants a whole number, not '${values.minutes}'`);
  return { ...values, minutes: Number(values.minutes) };
}

const run = (program, ...args) => execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

/** What was tried, by its content: figures of other code prove nothing of this one. */
function digest() {
  const hash = createHash('sha256');
  for (const path of files().filter((path) => watched.test(path))) hash.update(path).update('\0').update(read(path)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

const nothing = () => ({ of: digest(), next: 0, bytes: 0, recognised: 0, failed: 0, memory: 0, looks: 0, longest: 0, seconds: 0, commit: '' });

/** What is recorded; to go on from it, it must be of this code. */
function load({ report }) {
  if (!existsSync(join(root, record))) return nothing();
  const known = JSON.parse(read(record));
  return report || known.of === digest() ? known : nothing();
}

function save(known) {
  const file = join(root, record);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(known, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** The program, optimised, with every overflow and assertion checked. */
function build() {
  const checked = { CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS: 'true', CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS: 'true' };
  const args = ['build', '--locked', '--release', '-p', 'lingshi-mail', '--example', 'mutate_mails'];
  execFileSync('cargo', args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...checked } });
  return join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'release/examples/mutate_mails');
}

function tried(program, first) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [String(first), String(slice)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === 'SIGINT' || signal === 'SIGTERM') resolve(null);
      else if (code === 0 || code === 1) resolve(JSON.parse(said));
      else reject(new Error(`the program ended with ${signal ?? code} between the seeds ${first} and ${first + slice}`));
    });
  });
}

async function work(known, minutes) {
  const program = build();
  const until = Date.now() + minutes * 60_000;
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (stopped = true));
  known.commit = run('git', 'rev-parse', '--short=10', 'HEAD');
  while (!stopped && Date.now() < until) {
    const begun = Date.now();
    const found = await tried(program, known.next);
    if (!found) break;
    known.next += found.cases;
    for (const sum of ['bytes', 'recognised', 'failed']) known[sum] += found[sum];
    for (const most of ['memory', 'looks', 'longest']) known[most] = Math.max(known[most], found[most]);
    known.seconds += Math.round((Date.now() - begun) / 1000);
    save(known);
    console.log(`${known.next} mails tried, ${known.failed} failed; about ${Math.max(0, Math.ceil((until - Date.now()) / 60_000))} minutes left`);
  }
}

function report(known) {
  const rust = run('rustc', '--version').split(' ')[1];
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
  const section = [
    '| | |',
    '|---|---|',
    `| Mutated mails tried | ${known.next} (${(known.bytes / 2 ** 30).toFixed(1)} GiB; the longest ${Math.round(known.longest / 1024)} KiB) |`,
    `| Failed | ${known.failed} |`,
    `| Taken for a supplement all the same | ${known.recognised} |`,
    `| Memory held at once, besides four times the mail | at most ${mib(known.memory)} MiB (16 allowed) |`,
    `| Times a byte was looked at | at most ${known.looks} (60 allowed) |`,
    `| Code at | ${known.commit} |`,
    `| Machine | ${os.cpus().length} cores, ${memory} GiB, Rust ${rust}, optimised with overflow checks; ${(known.seconds / 60).toFixed(0)} minutes of one process |`,
  ];
  writeFileSync(join(root, page), between(read(page), 'mails', section.join('\n')));
}

async function main() {
  const chosen = options();
  if (chosen.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (chosen.understood) return 0;
  const known = load(chosen);
  if (!chosen.report) await work(known, chosen.minutes);
  report(known);
  console.log(`${known.next} mails tried, ${known.failed} failed. See ${page}.`);
  return known.failed > 0 ? 3 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const misuse = error instanceof Misuse || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(misuse ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = misuse ? 2 : 1;
}
