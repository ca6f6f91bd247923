/** Bad bits: the machines and the hub of the first puzzle, but cables that turn bits over. Each card checks the FCS before it looks at the address. */
import type { Puzzle, PuzzleDamage } from '../game/puzzle.ts';
import { firstFrame } from './first-frame.ts';

export const badBits: Puzzle = {
  ...firstFrame,
  id: 'bad-bits',
  number: 2,
  traffic: [
    // One machine's copy only: the others hear the same frame undamaged.
    { on: '$1', to: '$2', damage: [[to('$1', 1)], [to('$2', 1)]] },
    // Damaged on the way to the hub: everybody hears the same damaged frame, whoever is meant.
    { on: '$3', to: '$4', damage: [[from('$3', 1)], [from('$4', 1)]] },
    // The twist: a broadcast of which two machines get damaged copies and the third one does not.
    {
      on: '$2',
      to: { everybodyIn: 'lan' },
      damage: [
        [to('$1', 1), to('$3', 1)],
        [to('$3', 1), to('$4', 1)],
        [to('$1', 1), to('$4', 1)],
      ],
    },
    // Two bits: with somebody who is meant, and with somebody whom it does not concern.
    {
      on: '$4',
      to: '$3',
      damage: [
        [to('$3', 2), to('$1', 2)],
        [to('$3', 2), to('$2', 2)],
        [to('$4', 2), to('$1', 2)],
        [to('$4', 2), to('$2', 2)],
      ],
    },
    { on: '$2', to: '$1', damage: [[from('$2', 2)], [from('$1', 2)]] },
  ],
  goals: [
    { kind: 'answered', ping: 0 },
    { kind: 'answered', ping: 1 },
    { kind: 'heard-by-all', ping: 2 },
    { kind: 'answered', ping: 3 },
    { kind: 'answered', ping: 4 },
  ],
  asks: { 'host.fcs': ['fcs', 'damaged'], 'host.accept': ['accept'] },
  guided: { host: 2 },
};

function to(cable: string, bits: number): PuzzleDamage {
  return { cable, frame: 'to', bits };
}

function from(cable: string, bits: number): PuzzleDamage {
  return { cable, frame: 'from', bits };
}
