/** host.fcs: a frame whose frame check sequence is wrong is dropped, with no answer (IEEE 802.3 4.2.4.1.2). */
import type { Frame } from '../../wire/frame.ts';
import { fcsIsRight } from '../../wire/frame.ts';
import type { Point } from '../rule.ts';

export const fcs: Point<[Frame]> = {
  part: 'fcs',
  branches: true,
  rule: () => 'host.fcs',
  expected: (frame) => (fcsIsRight(frame) ? 'right' : 'wrong'),
  choices: () => ['right', 'wrong'],
  facts: (frame) => ({ right: fcsIsRight(frame) }),
  quality: () => 'broken',
};
