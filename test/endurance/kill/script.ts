/** `npm run kill -- 200`: so many times `kill -9` under forty students, and a look at what is left. The same as in the test, with another count; a second argument is the seed. */
import { run } from './run.ts';
import { isClean, linesOf } from './told.ts';

const [kills = '200', seed = String(Date.now())] = process.argv.slice(2);
if (!/^[1-9]\d{0,4}$/.test(kills)) {
  console.error(`"${kills}" is no number of kills: allowed is a whole number from 1 to 99999`);
  process.exit(2);
}
console.log(`seed ${seed}`);
const told = (kill: number, acknowledged: number) => {
  if (kill % 10 === 0) console.log(`${kill} kills, ${acknowledged} inputs acknowledged`);
};
const report = await run({ kills: Number(kills), students: 40, seed, signal: 'SIGKILL', told });
for (const line of linesOf(report)) console.log(line);
process.exit(isClean(report) ? 0 : 1);
