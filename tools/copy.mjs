// A copy of the tree to change at will. Files that are already alike keep their time, so that a build
// in the copy goes on where it was.
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { files, root } from './tree.mjs';

const bytesOf = (path) => (statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : null);

/** What lies under a folder, without build results. */
function under(folder, prefix = '') {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    return entry.isDirectory() ? under(join(folder, entry.name), `${path}/`) : [path];
  });
}

export function copyTree(to) {
  mkdirSync(to, { recursive: true });
  const wanted = files();
  for (const path of wanted) {
    const source = readFileSync(join(root, path));
    if (bytesOf(join(to, path))?.equals(source)) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), source);
  }
  const known = new Set(wanted);
  for (const path of under(to)) if (!known.has(path)) rmSync(join(to, path));
}

/**
 * Settings for building in a copy: its own results, no debug information, no optimisation (what changes
 * is built a thousand times and run once), fewer random cases, no recorded failures.
 */
export const buildIn = (target) => ({
  ...process.env,
  CARGO_TARGET_DIR: target,
  CARGO_PROFILE_DEV_DEBUG: '0',
  CARGO_PROFILE_DEV_OPT_LEVEL: '0',
  CARGO_PROFILE_DEV_INCREMENTAL: 'true',
  CARGO_TERM_COLOR: 'never',
  LINGSHI_HISTORIES: '4',
  PROPTEST_CASES: '32',
  PROPTEST_DISABLE_FAILURE_PERSISTENCE: '1',
});
