// Runs the benchmark and writes its medians where people read them.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { read, root } from '../../tree.mjs';
import { between } from '../mutants/report.mjs';

const page = 'docs/proof.md';
const told = {
  decide_and_evolve: 'Deciding and applying what follows',
  every_button_of_an_order: 'Asking for every action whether it is possible',
  replay_fifty_events: 'Replaying all fifty events',
};

const run = (program, ...args) => execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const table = run('cargo', 'bench', '--locked', '-p', 'lingshi-rules', '--bench', 'decide');
console.log(table);
const rows = Object.entries(told).map(([name, what]) => {
  const line = table.split('\n').find((candidate) => candidate.includes(name));
  const [, , median] = line?.split('│').map((cell) => cell.trim()) ?? [];
  if (!median) throw new Error(`the benchmark says nothing of ${name}`);
  return `| ${what} | ${median} |`;
});
const rust = run('rustc', '--version').split(' ')[1];
const commit = run('git', 'rev-parse', '--short=10', 'HEAD').trim();
const memory = Math.round(os.totalmem() / 2 ** 30);
const section = [
  '| an order with fifty events | median |',
  '|---|---|',
  ...rows,
  `| Code at, machine | ${commit}; ${os.cpus().length} cores, ${memory} GiB, Rust ${rust}, release build |`,
];
writeFileSync(join(root, page), between(read(page), 'decisions', section.join('\n')));
