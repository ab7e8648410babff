// What is known of each mutant: docs/proof/mutants.tsv, one line a mutant, in the order of its key.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { read, root } from '../../tree.mjs';

const path = 'docs/proof/mutants.tsv';
const head = 'file\tfunction\tchange\tdigest\tnth\toutcome\tseconds\tcommit';

export function load() {
  const known = new Map();
  if (!existsSync(join(root, path))) return known;
  for (const line of read(path).split('\n').slice(1).filter(Boolean)) {
    const cells = line.split('\t');
    const [outcome, seconds, commit] = cells.slice(5);
    known.set(cells.slice(0, 5).join('\t'), { outcome, seconds: Number(seconds), commit });
  }
  return known;
}

/** Writes what is known of the mutants that exist; what was known of code now gone goes with it. */
export function save(known, mutants) {
  const lines = mutants
    .filter(({ key }) => known.has(key))
    .map(({ key }) => {
      const { outcome, seconds, commit } = known.get(key);
      return [key, outcome, seconds, commit].join('\t');
    });
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${[head, ...lines.sort()].join('\n')}\n`);
  renameSync(`${file}.new`, file);
}
