/** Where the oldest Node is kept on which the code has to run. */
import { join } from 'node:path';

/** A package of its own, so that its `node` does not take the place of the newer one in `node_modules/.bin`. */
export const OLDEST_NODE_FOLDER = join(import.meta.dirname, '../random/oldest-node');
export const OLDEST_NODE = join(OLDEST_NODE_FOLDER, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
