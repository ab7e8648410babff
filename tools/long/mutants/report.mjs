// Writes the result where people read it: the section of docs/proof.md between its markers, and the
// list of missed mutants, whose reasons are written by hand and kept.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { read, root } from '../../tree.mjs';

const page = 'docs/proof.md';
const missedPage = 'docs/proof/mutants-missed.md';
const unseen = new Set(['missed', 'timeout']);

export function tally(known, mutants) {
  const sum = { caught: 0, missed: 0, timeout: 0, unviable: 0, run: 0, all: mutants.length, seconds: 0 };
  for (const { key } of mutants) {
    const entry = known.get(key);
    if (!entry) continue;
    sum[entry.outcome] += 1;
    sum.run += 1;
    sum.seconds += entry.seconds;
  }
  // A change that makes the tests hang is noticed; it is counted apart all the same.
  return { ...sum, viable: sum.caught + sum.missed + sum.timeout };
}

const share = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

function section(known, mutants, reasons) {
  const sum = tally(known, mutants);
  const commits = [...new Set(mutants.map(({ key }) => known.get(key)?.commit).filter(Boolean))];
  const rust = execFileSync('rustc', ['--version'], { encoding: 'utf8' }).split(' ')[1];
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return [
    '| | |',
    '|---|---|',
    `| Mutants run | ${sum.run} of ${sum.all} (${share(sum.run, sum.all)}) |`,
    `| Noticed | ${sum.caught + sum.timeout} of ${sum.viable} that build (${share(sum.caught + sum.timeout, sum.viable)}), ${sum.timeout} of them by a time-out |`,
    `| Missed | ${sum.missed}, ${reasons.given} with a reason ([list](proof/mutants-missed.md)) |`,
    `| Do not build | ${sum.unviable} |`,
    `| Code at | ${commits.join(', ') || '–'} |`,
    `| Machine | ${os.cpus().length} cores, ${memory} GiB, Rust ${rust}; ${(sum.seconds / 3600).toFixed(1)} h of work on one core |`,
  ].join('\n');
}

/** Puts the text between the markers of a proof. */
export function between(markdown, name, text) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [markdown.indexOf(begin), markdown.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} lacks the markers ${begin} and ${end}`);
  return `${markdown.slice(0, from + begin.length)}\n${text}\n${markdown.slice(to)}`;
}

const cell = (text) => `\`${text.replaceAll('|', '¦').replaceAll('`', "'")}\``;
const row = (mutant) => {
  const nth = mutant.key.split('\t').at(-1);
  return `| ${cell(mutant.file.replace('crates/rules/src/', ''))} | ${cell(mutant.change + (nth === '1' ? '' : ` #${nth}`))} |`;
};

/** Rewrites the list of missed mutants; a reason stays with its row. */
function writeMissed(known, mutants) {
  const kept = new Map();
  const old = existsSync(join(root, missedPage)) ? read(missedPage) : '';
  for (const [, about, reason] of old.matchAll(/^(\| `.*?` \| `.*?` \|)(.*)\|$/gm)) kept.set(about, reason.trim());
  const rows = mutants.filter(({ key }) => unseen.has(known.get(key)?.outcome) && known.get(key).outcome === 'missed').map(row);
  const lines = rows.map((about) => `${about} ${kept.get(about) ?? ''} |`.replace('|  |', '| |'));
  const head = [
    '# Missed mutants of the rulebook',
    '',
    'Changes that no test notices. `./test --long mutants` writes the rows; the reason is written by hand and kept:',
    'why the change makes no difference that matters, or which test is still wanted.',
    '',
    '| file | change | reason |',
    '|---|---|---|',
  ];
  writeFileSync(join(root, missedPage), `${[...head, ...lines].join('\n')}\n`);
  return { given: rows.filter((about) => kept.get(about)).length };
}

export function report(known, mutants) {
  const reasons = writeMissed(known, mutants);
  writeFileSync(join(root, page), between(read(page), 'mutants', section(known, mutants, reasons)));
}
