// Kills the server as often as asked and writes what came of it where people read it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { read, root } from '../../tree.mjs';
import { between } from '../mutants/report.mjs';

const page = 'docs/proof.md';
const [rounds, target] = process.argv.slice(2);
const run = (program, ...args) => execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const commit = run('git', 'rev-parse', '--short=10', 'HEAD').trim();
run('cargo', 'build', '--locked', '--release', '-p', 'lingshi-central', '-p', 'lingshi-central-proof');
const program = (name) => join(target, 'release', name);
const told = run(program('lingshi-central-kills'), '--rounds', rounds, '--server', program('lingshi-central'), '--restart-postgres', join(root, 'tools/restart-postgres.sh'));
console.log(told);
const ends = told.split('\n').filter((line) => line.includes(' kills, '));
const rust = run('rustc', '--version').split(' ')[1];
const memory = Math.round(os.totalmem() / 2 ** 30);
const section = [
  '| engine | what was done and found |',
  '|---|---|',
  ...ends.map((line) => `| ${line.replace(': ', ' | ')} |`),
  `| Code at, machine | ${commit}; ${os.cpus().length} cores, ${memory} GiB, Rust ${rust}, release build |`,
];
writeFileSync(join(root, page), between(read(page), 'kills', section.join('\n')));
