// Plays the years and writes what came of them where people read them.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { read, root } from '../../tree.mjs';
import { between } from '../mutants/report.mjs';

const page = 'docs/proof.md';
const [orders, target] = process.argv.slice(2);
const run = (program, ...args) => execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const commit = run('git', 'rev-parse', '--short=10', 'HEAD').trim();
run('cargo', 'build', '--locked', '--release', '-p', 'lingshi-year');
const told = run(join(target, 'release', 'lingshi-year'), '--orders', orders);
console.log(told);
const rows = told.split(/\n(?=[A-Z]{3}: )/).map((one) => {
  const [head, ended, resting] = one.split('\n').map((line) => line.trim());
  const [post, what] = head.split(': ');
  return `| ${post} | ${what}; ${ended}; ${resting} |`;
});
const rust = run('rustc', '--version').split(' ')[1];
const memory = Math.round(os.totalmem() / 2 ** 30);
const section = [
  '| post | what was done and found |',
  '|---|---|',
  ...rows,
  `| Code at, machine | ${commit}; ${os.cpus().length} cores, ${memory} GiB, Rust ${rust}, release build; load ${os.loadavg()[0].toFixed(1)} |`,
];
writeFileSync(join(root, page), between(read(page), 'year', section.join('\n')));
