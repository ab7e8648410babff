// The pages stand on something: links lead to files and headings that exist, and the folders that
// README, ARCHITECTURE and CONTRIBUTING name are there.
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { files, judge, read, root } from '../tree.mjs';

const wanted = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'LICENSE'];
const namesFolders = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
const made = /^(ui\/(dist|node_modules)|docs\/\*)/;

const withoutCode = (text) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');

const slug = (heading) =>
  heading.toLowerCase().replace(/[`*_]/g, '').trim().replace(/[^\p{L}\p{N}\- ]/gu, '').replace(/ /g, '-');

function anchors(path) {
  const body = read(path).replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  const headings = [...body.matchAll(/^#{1,6} +(.*)$/gm)].map((hit) => slug(hit[1]));
  return new Set([...headings, ...[...body.matchAll(/<a (?:id|name)="([^"]+)"/g)].map((hit) => hit[1])]);
}

function wrongLink(path, link) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return false;
  const [file, anchor] = decodeURI(link).split('#');
  const there = file ? normalize(join(dirname(path), file)) : path;
  if (there.startsWith('..') || !existsSync(join(root, there))) return true;
  return Boolean(anchor) && there.endsWith('.md') && !anchors(there).has(anchor);
}

const offences = wanted.filter((path) => !existsSync(join(root, path))).map((path) => `${path} is missing`);
for (const path of files().filter((path) => path.endsWith('.md'))) {
  const links = [...withoutCode(read(path)).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)];
  for (const [, link] of links) if (wrongLink(path, link)) offences.push(`${path}: ${link} leads nowhere`);
}
for (const path of namesFolders.filter((path) => existsSync(join(root, path)))) {
  const named = read(path).matchAll(
    /(?<![\w./-])(?:crates|src-tauri|ui|assets|fixtures|tests|docs|tools|\.ci)\/[\w./*-]*/g,
  );
  for (const [hit] of named) {
    const folder = hit.replace(/[.*/]+$/, '');
    if (!made.test(hit) && !existsSync(join(root, folder))) offences.push(`${path}: ${hit} does not exist`);
  }
}
judge('links', offences);
