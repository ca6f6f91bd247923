/** host.fcs: a frame whose frame check sequence is wrong is dropped, with no answer (IEEE 802.3 4.2.4.1.2). */
import { crc32 } from '../../wire/crc.ts';
import type { Frame } from '../../wire/frame.ts';
import { fcsIsRight, fcsOf } from '../../wire/frame.ts';
import { fcsText } from '../../wire/physical.ts';
import type { Facts, Point } from '../rule.ts';

/** Does the FCS fit the bits? */
export const fcs: Point<[Frame]> = {
  part: 'fcs',
  branches: true,
  rule: () => 'host.fcs',
  expected: (frame) => (fcsIsRight(frame) ? 'right' : 'wrong'),
  choices: () => ['right', 'wrong'],
  facts: fcsFacts,
  quality: () => 'broken',
};

/**
 * What becomes of a frame that is taken for damaged. Ethernet has no message that asks for a frame again, and the check only tells that
 * bits have changed, never which: whatever is tried, the frame is gone.
 */
export const damaged: Point<[Frame]> = {
  part: 'damaged',
  rule: () => 'host.fcs',
  expected: () => 'drop',
  choices: () => ['again', 'drop', 'mend'],
  facts: fcsFacts,
  quality: () => 'broken',
};

/** Both check sequences as the cable has them, octet by octet. */
function fcsFacts(frame: Frame): Facts {
  return {
    right: fcsIsRight(frame),
    received: fcsText(fcsOf(frame)),
    computed: fcsText(crc32(frame.bytes)),
  };
}
