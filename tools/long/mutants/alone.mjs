// Only one run of the proof at a time: two would change the same copies and overwrite each other's record.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tree.mjs';

/** Where the copies of the tree and their builds lie. */
export const place = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'mutants');

const mark = join(place, 'owner');

function lives(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('mutants');
  } catch {
    return false;
  }
}

function claim() {
  mkdirSync(place, { recursive: true });
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
  } catch {
    const owner = readFileSync(mark, 'utf8');
    if (lives(owner)) {
      throw new Error(`Another run of this proof is under way (process ${owner}). Let it finish, or end it with: kill ${owner}`);
    }
    writeFileSync(mark, String(process.pid));
  }
}

export async function alone(work) {
  claim();
  try {
    return await work();
  } finally {
    rmSync(mark, { force: true });
  }
}
