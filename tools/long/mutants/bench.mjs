// One place where mutants are tried, one after the other: a copy of the tree with its own, warm build.
import { spawn } from 'node:child_process';
import { constants, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIn, copyTree } from '../../copy.mjs';
import { place } from './alone.mjs';
import { tool } from './list.mjs';

const outcomes = { CaughtMutant: 'caught', MissedMutant: 'missed', Timeout: 'timeout', Unviable: 'unviable' };
const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Bench {
  constructor(number) {
    const base = join(place, String(number));
    this.tree = join(base, 'tree');
    this.out = join(base, 'out');
    this.target = join(base, 'target');
    this.settings = { cwd: this.tree, env: buildIn(this.target) };
    this.child = null;
    this.stopped = false;
    copyTree(this.tree);
  }

  /** Takes over what another bench has built, where this one has nothing yet. */
  warmFrom(other) {
    if (existsSync(this.target)) return;
    cpSync(other.target, this.target, { recursive: true, preserveTimestamps: true, mode: constants.COPYFILE_FICLONE });
  }

  #run(program, args) {
    return new Promise((done) => {
      let said = '';
      const child = spawn(program, args, { ...this.settings, stdio: ['ignore', 'pipe', 'pipe'] });
      this.child = child;
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (bytes) => {
          said = (said + bytes).slice(-20_000);
        });
      }
      child.on('error', (error) => done({ code: -1, said: String(error) }));
      child.on('close', (code) => {
        this.child = null;
        done({ code, said });
      });
    });
  }

  /** Builds and tests without any change; the seconds that the tests took. */
  async unchanged(testTool) {
    const only = ['-p', 'lingshi-rules', '--offline', '--locked'];
    const args = testTool === 'nextest' ? ['nextest', 'run', ...only] : ['test', ...only];
    const built = await this.#run('cargo', [...args, '--no-run']);
    const begun = Date.now();
    const ran = built.code === 0 ? await this.#run('cargo', args) : built;
    if (ran.code !== 0) throw new Error(`Without any change the tests do not pass:\n${ran.said}`);
    return (Date.now() - begun) / 1000;
  }

  /** Tries these mutants; what became of each, by name. Ended early, it tells what it has. */
  async tryOut(mutants, { testTool, timeout, suite }) {
    if (this.stopped) return new Map();
    rmSync(this.out, { recursive: true, force: true });
    const { code, said } = await this.#run(tool, [
      'mutants', '--in-place', '--no-config', '--baseline=skip', '-p', 'lingshi-rules',
      '--test-tool', testTool, '--timeout', String(timeout), '--colors', 'never', '--annotations', 'none',
      '--cargo-arg=--offline', '-o', this.out,
      '--re', `^(?:${mutants.map(({ name }) => escaped(name)).join('|')})$`,
      // Some mutants of other files answer to any expression; naming the files keeps them out.
      ...[...new Set(mutants.map(({ file }) => file))].flatMap((file) => ['--file', file]),
      // Random histories take longer than all named tests together; they come in when those say nothing.
      ...(suite ? ['--cargo-arg=--test', `--cargo-arg=${suite}`, '--', '--', '--skip', 'invariants'] : []),
    ]);
    const found = this.#found();
    if (found.size === 0 && !this.stopped && code !== null && ![0, 2, 3].includes(code)) throw new Error(said);
    return found;
  }

  #found() {
    const file = join(this.out, 'mutants.out/outcomes.json');
    const found = new Map();
    if (!existsSync(file)) return found;
    let all = [];
    try {
      all = JSON.parse(readFileSync(file, 'utf8')).outcomes;
    } catch {
      // Ended while writing: these are tried again another time.
    }
    for (const { scenario, summary, phase_results: phases } of all) {
      const name = scenario?.Mutant?.name;
      const seconds = phases.reduce((sum, phase) => sum + phase.duration, 0).toFixed(1);
      if (name && outcomes[summary]) found.set(name, { outcome: outcomes[summary], seconds: Number(seconds) });
    }
    return found;
  }

  stop() {
    this.stopped = true;
    this.child?.kill('SIGINT');
  }
}
