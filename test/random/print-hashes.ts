/** `node test/random/print-hashes.ts COUNT`: the hashes of that many labs as a JSON list, for a test that runs another Node. */
import { hashes } from './replay.ts';

console.log(JSON.stringify(hashes(Number(process.argv[2]))));
