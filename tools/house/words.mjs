// Words that must not stand in the tree: paths of one machine, hosts of registries, work left undone,
// tests switched off.
import { files, judge, read } from '../tree.mjs';

const own = new Set(['tools/house/words.mjs', 'tools/test/words.sh']);
const locks = /(^|\/)(Cargo\.lock|package-lock\.json)$/;
const readable = /\.(rs|ts|tsx|js|mjs|css|html|sql|toml|json|md|sh|yml|yaml|txt|tsv)$|(^|\/)(run|test)$/;

const banned = [
  [/(^|[\s"'`(=:])\/(root|work|home|Users)\/\w/, 'a path of one machine'],
  [/\b(crates\.io|registry\.npmjs|pypi\.org|deb\.debian|archive\.ubuntu)\b/, 'a registry host'],
  [/\b(TODO|FIXME)\b/, 'work left undone'],
  [/\b(todo|unimplemented|dbg)!\s*[([{]/, 'work left undone'],
  [/#\[ignore\b/, 'a test switched off'],
  [/\b(it|test|describe)\.(only|skip|todo)\b/, 'a test switched off'],
];

const offences = [];
for (const path of files()) {
  if (own.has(path) || locks.test(path) || !readable.test(path)) continue;
  read(path).split('\n').forEach((line, at) => {
    for (const [pattern, what] of banned) {
      const hit = line.match(pattern);
      if (hit) offences.push(`${path}:${at + 1}: ${what}: ${hit[0].trim()}`);
    }
  });
}
judge('words', offences);
