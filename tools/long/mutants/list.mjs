// The mutants of the rulebook as the code stands, each under a key that does not move with the lines:
// file, function, change, which of several alike, and a digest of the function's text. A function that
// was edited gets new keys, and so its mutants are run again.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { read, root } from '../../tree.mjs';

export const tool = join(root, '.setup/tools/bin/cargo-mutants');

function textOf(span, lines) {
  const part = lines.slice(span.start.line - 1, span.end.line);
  return part.map((line) => line.trim()).join('\n');
}

const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** "crates/…/x.rs:12:5: replace a with b" without the place. */
const changeOf = (name) => name.replace(/^.*?:\d+:\d+: /, '').replaceAll(/[\t\n]/g, ' ');

export function list() {
  const args = ['mutants', '--list', '--json', '--no-config', '-p', 'lingshi-rules'];
  const found = JSON.parse(execFileSync(tool, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }));
  const sources = new Map();
  const seen = new Map();
  return found.map(({ name, file, function: within, span }) => {
    if (!sources.has(file)) sources.set(file, read(file).split('\n'));
    const where = within?.function_name ?? '-';
    const about = [file, where, changeOf(name), digest(textOf(within?.span ?? span, sources.get(file)))];
    const nth = (seen.get(about.join('\t')) ?? 0) + 1;
    seen.set(about.join('\t'), nth);
    return { name, file, where, change: changeOf(name), key: [...about, nth].join('\t') };
  });
}
