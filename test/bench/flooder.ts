/** A program: floods a server until it is ended. `node flooder.ts KIND BASE CODE FROM`. */
import { constants, setPriority } from 'node:os';
import { flood, type FloodKind } from '../hostile/floods.ts';

// It must not take the core from those who measure.
setPriority(constants.priority.PRIORITY_LOW);
const [kind = '', base = '', code = '', from = ''] = process.argv.slice(2);
const flooder = flood(kind as FloodKind, { base, code, from });
process.on('SIGTERM', () => {
  console.log(flooder.cuts());
  process.exit(0);
});
console.log('floods');
