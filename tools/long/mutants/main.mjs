// The mutation proof of the rulebook, resumable: what was run stays recorded in docs/proof/mutants.tsv,
// and another run goes on with the rest.
import { execFileSync, spawnSync } from 'node:child_process';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { root } from '../../tree.mjs';
import { alone } from './alone.mjs';
import { Bench } from './bench.mjs';
import { list } from './list.mjs';
import { load, save } from './record.mjs';
import { report, tally } from './report.mjs';

const usage = `Usage: ./test --long mutants [--minutes N] [--jobs N] [--within TEXT] [--again] [--report]

Changes every function of crates/rules in turn, in copies of the tree, and runs its tests. What was
run is recorded in docs/proof/mutants.tsv; the next run goes on with the rest, and with functions
edited since. Stopping it (Ctrl-C) loses at most the mutants under way.
  --minutes N  stop after N minutes
  --jobs N     try N at a time (as many as there are cores, at most 4)
  --within T   only mutants of files whose path contains T
  --again      run those missed or timed out once more, after tests were added
  --report     run nothing; write the summary into docs/proof.md again

Exit code: 0 all that was run is noticed, 1 it could not run, 3 some are missed.
`;

const sliceSize = 20;

/** The command line was not understood. */
class Misuse extends Error {}

function options() {
  const whole = (text, name) => {
    if (text !== undefined && !/^[1-9]\d*$/.test(text)) throw new Misuse(`--${name} wants a whole number, not '${text}'`);
    return text === undefined ? undefined : Number(text);
  };
  const flag = { type: 'boolean', default: false };
  const text = { type: 'string' };
  const { values } = parseArgs({ options: { minutes: text, jobs: text, within: text, again: flag, report: flag, understood: flag, help: { ...flag, short: 'h' } } });
  return {
    ...values,
    minutes: whole(values.minutes, 'minutes'),
    jobs: whole(values.jobs, 'jobs') ?? Math.min(4, os.availableParallelism()),
  };
}

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';

function commit() {
  const changed = git('status', '--porcelain', '--', 'crates/rules', 'fixtures', 'Cargo.lock', 'Cargo.toml');
  return (git('rev-parse', '--short=10', 'HEAD') || 'unknown') + (changed ? '+' : '');
}

/** A line a slice, with how far it is and how long it may still take. */
function progress(done, todo, begun, sum) {
  const left = ((Date.now() - begun) / 60_000 / done) * (todo - done);
  console.log(`${done} of ${todo} now, ${sum.run} of ${sum.all} in all: ${sum.caught} caught, ${sum.missed} missed, ` +
    `${sum.timeout} timed out, ${sum.unviable} do not build; about ${Math.ceil(left)} minutes left`);
}

/** The first bench builds alone, and the others go on from what it built. */
async function slowestUnchanged([first, ...others], testTool) {
  const seconds = await first.unchanged(testTool);
  for (const bench of others) bench.warmFrom(first);
  return Math.max(seconds, ...(await Promise.all(others.map((bench) => bench.unchanged(testTool)))));
}

/** The tests that know a file best; only what they miss is shown to all the others. */
const suites = { values: 'values', post: 'posts', materials: 'catalogue', checks: 'catalogue', offered: 'catalogue', eligibility: 'catalogue', photo_standard: 'catalogue', supplement_mail: 'supplement_mail',
  nationality: 'work', duplicates: 'work', checklist: 'work', retention: 'work', legalisation: 'work', pension: 'work', stock: 'work', cash_day: 'work', book: 'work', statistics: 'work' };
const suiteOf = (file) => suites[/src\/(\w+)/.exec(file)?.[1]] ?? 'life';

/** The next few mutants of one suite. */
function nextSlice(queue) {
  const suite = suiteOf(queue[0].file);
  const other = queue.findIndex(({ file }) => suiteOf(file) !== suite);
  return { suite, slice: queue.splice(0, Math.min(sliceSize, other < 0 ? queue.length : other)) };
}

async function run({ minutes, jobs, within, again }, mutants, known) {
  const wanted = ({ key, file }) => (within === undefined || file.includes(within)) && (!known.has(key) || (again && ['missed', 'timeout'].includes(known.get(key).outcome)));
  const queue = mutants.filter(wanted);
  const todo = queue.length;
  if (todo === 0) return;
  // One process for all tests of a suite: nextest would read the posts' files anew for each of them.
  const testTool = 'cargo';
  console.log(`${todo} of ${mutants.length} mutants to run, ${jobs} at a time. Building and testing without a change first…`);
  execFileSync('cargo', ['fetch', '--locked', '--quiet'], { cwd: root, stdio: 'inherit' });
  const benches = Array.from({ length: Math.min(jobs, todo) }, (_, at) => new Bench(at));
  let stopped = false;
  const stop = () => {
    stopped = true;
    for (const bench of benches) bench.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  const clock = minutes && setTimeout(stop, minutes * 60_000);
  const slowest = await slowestUnchanged(benches, testTool).catch((error) => {
    if (stopped) return null;
    throw error;
  });
  if (slowest === null) {
    console.log('Stopped before the first mutant: the first build alone took as long. Run it again to go on.');
    return;
  }
  const how = { testTool, timeout: Math.max(60, Math.ceil(slowest * 5)) };
  console.log(`The tests take ${slowest.toFixed(1)} s; a mutant has ${how.timeout} s.`);
  const stamp = commit();
  const begun = Date.now();
  let done = 0;
  const work = async (bench) => {
    while (!stopped && queue.length > 0) {
      const { suite, slice } = nextSlice(queue);
      const found = await bench.tryOut(slice, { ...how, suite });
      const missed = slice.filter(({ name }) => found.get(name)?.outcome === 'missed');
      // What one suite missed is not known to be missed before all the others have seen it.
      for (const { name } of missed) found.delete(name);
      if (missed.length > 0 && !stopped) {
        for (const [name, outcome] of await bench.tryOut(missed, how)) found.set(name, outcome);
      }
      for (const { name, key } of slice) {
        if (found.has(name)) known.set(key, { ...found.get(name), commit: stamp });
      }
      done += found.size;
      save(known, mutants);
      if (done > 0) progress(done, todo, begun, tally(known, mutants));
    }
  };
  await Promise.all(benches.map(work));
  clearTimeout(clock);
  if (stopped) console.log('Stopped. What was run is recorded; run it again to go on.');
}

async function main() {
  const chosen = options();
  if (chosen.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (chosen.understood) return 0;
  const mutants = list();
  const known = load();
  if (!chosen.report) await alone(() => run(chosen, mutants, known));
  save(known, mutants);
  report(known, mutants);
  const { run: ran, all, missed } = tally(known, mutants);
  console.log(`${ran} of ${all} run, ${missed} missed. See docs/proof.md.`);
  return missed > 0 ? 3 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const misuse = error instanceof Misuse || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(misuse ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = misuse ? 2 : 1;
}
