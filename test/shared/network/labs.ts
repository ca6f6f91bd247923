/** Every lab that ships, and every lab of the tests. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLabMistake, type Lab, readLab } from '../../../shared/network/lab.ts';

const root = join(import.meta.dirname, '../../..');

export const shippedLabs = globSync('labs/*.json', { cwd: root }).toSorted();
export const allLabs = [...shippedLabs, ...globSync('test/fixtures/labs/*.json', { cwd: root }).toSorted()];

/** Throws with the mistake if the file is no right lab. */
export function labOf(file: string): Lab {
  const lab = readLab(JSON.parse(readFileSync(join(root, file), 'utf8')));
  if (isLabMistake(lab)) throw new Error(`${file}: ${lab.path}: ${lab.mistake}`);
  return lab;
}
