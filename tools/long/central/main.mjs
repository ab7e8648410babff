// Runs the measurement of the server and writes its figures where people read them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { read, root } from '../../tree.mjs';
import { between } from '../mutants/report.mjs';

const page = 'docs/proof.md';
const figures = join(root, 'docs/proof/central.json');
const run = (program, ...args) => execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const commit = run('git', 'rev-parse', '--short=10', 'HEAD').trim();
mkdirSync(join(root, 'docs/proof'), { recursive: true });
run('cargo', 'build', '--locked', '--release', '-p', 'lingshi-central', '-p', 'lingshi-central-proof');
const program = (name) => join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'release', name);
console.log(run(program('lingshi-central-bench'), '--server', program('lingshi-central'), '--out', figures));
const all = JSON.parse(readFileSync(figures, 'utf8'));
const shown = (figure) => `${figure.value.toFixed({ s: 2, ms: 1, KiB: 1 }[figure.unit] ?? 0)} ${figure.unit}`;
const rust = run('rustc', '--version').split(' ')[1];
const memory = Math.round(os.totalmem() / 2 ** 30);
const section = [
  '| engine | what | |',
  '|---|---|---|',
  ...all.map((figure) => `| ${figure.engine} | ${figure.what} | ${shown(figure)} |`),
  `| | Code at, machine | ${commit}; ${os.cpus().length} cores, ${memory} GiB, Rust ${rust}, release build; load ${os.loadavg()[0].toFixed(1)} |`,
];
writeFileSync(join(root, page), between(read(page), 'central', section.join('\n')));
