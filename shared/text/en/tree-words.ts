/** Words of the panels about a spanning tree. */
import type { TreeWords } from '../tree-words.ts';

export const treeWords: TreeWords = {
  title: 'Spanning tree',
  own: 'Your bridge ID',
  root: 'Root',
  youAreRoot: 'you, as far as you know',
  rootCost: (cost, port) => `cost ${cost} by port ${port}`,
  role: 'Role',
  state: 'State',
  heard: 'Best there: cost, bridge, port',
  roles: { root: 'root port', designated: 'designated', blocked: 'blocked' },
  states: { blocking: 'blocked', listening: 'listening', learning: 'learning', forwarding: 'forwarding' },
  parts: ['Root ID', 'Cost', 'Bridge ID', 'Port ID'],
  idParts: ['Priority', 'MAC'],
  ids: 'Which root ID is lower?',
  way: (pathCost) => `As your way to the root (your cable adds ${pathCost})`,
  cable: 'On this cable: your neighbour, or you?',
  formerCable: (port) => `On the cable at port ${port}: your neighbour, or you?`,
  bpdu: 'this BPDU',
  you: 'you',
  untilNow: 'until now',
  byPort: (port) => `by port ${port}`,
  youAsRoot: 'you as root',
  same: 'the same',
  notCompared: (parts) => `${parts.join(', ')}: not compared any more`,
  blocked: 'blocked',
};
