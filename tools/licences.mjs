// Every package that we build with may be built with: its licence allows it, or tools/licences.json
// names the package with a reason. Reads `cargo metadata` and ui/package-lock.json.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { judge, read, root } from './tree.mjs';

/** Whether an SPDX expression can be met with allowed licences alone ("/" is an old way to write OR). */
export function permits(expression, allowed) {
  const words = expression
    .replaceAll('/', ' OR ')
    .replace(/ WITH /g, '~WITH~')
    .replace(/([()])/g, ' $1 ')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replaceAll('~', ' '));
  const either = () => {
    let good = both();
    while (words[0] === 'OR') {
      words.shift();
      good = both() || good;
    }
    return good;
  };
  const both = () => {
    let good = one();
    while (words[0] === 'AND') {
      words.shift();
      good = one() && good;
    }
    return good;
  };
  const one = () => {
    const word = words.shift();
    if (word !== '(') return allowed.has(word);
    const good = either();
    return words.shift() === ')' && good;
  };
  return either() && words.length === 0;
}

function ofCargo() {
  const text = execFileSync('cargo', ['metadata', '--format-version', '1', '--locked'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(text).packages.map(({ name, version, license }) => ({ kind: 'cargo', name, version, license }));
}

function ofNpm() {
  const lock = 'ui/package-lock.json';
  if (!existsSync(join(root, lock))) return [];
  return Object.entries(JSON.parse(read(lock)).packages)
    .filter(([path, entry]) => path && !entry.link)
    .map(([path, entry]) => ({
      kind: 'npm',
      name: path.replace(/^.*node_modules\//, ''),
      version: entry.version,
      license: entry.license,
    }));
}

function main() {
  const { allowed, exceptions } = JSON.parse(read('tools/licences.json'));
  const list = new Set(allowed);
  const all = [...ofCargo(), ...ofNpm()];
  const names = new Set(all.map((each) => `${each.kind}:${each.name}`));
  const offences = all
    .filter((each) => !exceptions[`${each.kind}:${each.name}`] && !(each.license && permits(each.license, list)))
    .map((each) => `${each.kind}:${each.name} ${each.version}: ${each.license ?? 'no licence named'}`);
  for (const name of Object.keys(exceptions)) {
    if (!names.has(name)) offences.push(`tools/licences.json: nothing uses ${name} any more`);
  }
  console.log(`${all.length} packages looked at`);
  judge('licences', offences);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
