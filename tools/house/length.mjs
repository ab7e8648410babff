// No hand-written source file is longer than 600 lines: past that it holds more than one thought.
import { files, judge, read } from '../tree.mjs';

const most = 600;
const source = /\.(rs|ts|tsx|js|mjs|css|sh)$|^(run|test)$/;
const generated = /generated (by|from)|@generated/i;

const offences = [];
for (const path of files().filter((path) => source.test(path))) {
  const text = read(path);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines > most && !generated.test(text.slice(0, 400))) offences.push(`${path}: ${lines} lines, at most ${most}`);
}
judge('length', offences);
