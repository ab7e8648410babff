// A small slice of the mutation proof for the gate: each change of tools/mutant-slice.json breaks one
// rule in a copy of the tree, and the tests must notice. The whole proof is ./test --long mutants.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIn, copyTree } from './copy.mjs';
import { read, root } from './tree.mjs';

const base = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'mutant-slice');
const tree = join(base, 'tree');
const longest = 10 * 60_000;

const cargo = (...args) =>
  spawnSync('cargo', args, {
    cwd: tree,
    env: buildIn(join(base, 'target')),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: longest,
    killSignal: 'SIGKILL',
  });

const hasNextest = spawnSync('cargo', ['nextest', '--version']).status === 0;
const runner = hasNextest ? ['nextest', 'run'] : ['test'];
const only = ['-p', 'lingshi-rules', '--locked', '--offline'];

/** "builds not", "passes", "fails" or "hangs". */
function verdict() {
  const built = cargo(...runner, ...only, '--no-run');
  if (built.status !== 0) return { word: 'builds not', said: built.stderr };
  const ran = cargo(...runner, ...only);
  if (ran.status === 0) return { word: 'passes' };
  const word = ran.error?.code === 'ETIMEDOUT' ? 'hangs' : 'fails';
  return { word, said: `${ran.stdout}\n${ran.stderr}` };
}

/** What is wrong with one mutation, or null when the tests noticed it. */
function complaint({ file, text, with: changed }) {
  const path = join(tree, file);
  const source = readFileSync(path, 'utf8');
  const times = source.split(text).length - 1;
  if (times !== 1) return `stale: its text stands ${times} times in ${file}`;
  writeFileSync(path, source.replace(text, () => changed));
  try {
    const { word } = verdict();
    if (word === 'builds not') return 'stale: the changed code does not build';
    return word === 'passes' ? 'not noticed: every test still passes' : null;
  } finally {
    writeFileSync(path, source);
  }
}

function main() {
  const mutations = JSON.parse(read('tools/mutant-slice.json'));
  copyTree(tree);
  const sound = verdict();
  if (sound.word !== 'passes') {
    console.log(`Without any change the code ${sound.word}: nothing can be learnt.\n${sound.said}`);
    console.log(`0 passed, ${mutations.length} failed`);
    return 1;
  }
  let failed = 0;
  for (const mutation of mutations) {
    const begun = Date.now();
    const wrong = complaint(mutation);
    if (wrong) failed += 1;
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    console.log(`${wrong ? 'FAIL' : 'ok  '} ${seconds} s  ${mutation.rule}${wrong ? ` – ${wrong}` : ''}`);
  }
  console.log(`${mutations.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = main();
