/**
 * switch.blocked: a blocked port takes and sends nothing but BPDUs (IEEE 802.1D-1998 8.4). While a port is on its way to forwarding, it is closed as well, but
 * in the state "learning" its table is written already.
 */
import type { Mac } from '../../address/mac.ts';
import type { Switch } from '../device.ts';
import { macRows } from '../macs.ts';
import type { Point } from '../rule.ts';
import { roleOf } from '../stp-compare.ts';
import type { StpPortState } from '../stp.ts';

/** What a port does with a frame that is no BPDU: nothing, only its row in the table, or all. */
const TAKEN: Readonly<Record<StpPortState, 'nothing' | 'learn' | 'forward'>> = {
  disabled: 'nothing',
  blocking: 'nothing',
  listening: 'nothing',
  learning: 'learn',
  forwarding: 'forward',
};

export const intake: Point<[device: Switch, port: string, source: Mac]> = {
  part: 'intake',
  rule: () => 'switch.blocked',
  branches: true,
  expected: (device, port) => TAKEN[stateOf(device, port)],
  choices: () => ['nothing', 'learn', 'forward'],
  facts: (device, port, source) => ({
    port,
    source,
    state: stateOf(device, port),
    role: device.stp === undefined ? 'designated' : roleOf(device.stp, port),
    table: macRows(device),
  }),
  quality: () => 'broken',
};

function stateOf(device: Switch, port: string): StpPortState {
  return device.stp?.ports[port]?.state ?? 'forwarding';
}
