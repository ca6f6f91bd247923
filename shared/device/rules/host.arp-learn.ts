/** host.arp-learn: learn from an answer that was waited for, and from a question for the own address; overhearing makes no entry (RFC 826). */
import type { Interface, Station } from '../device.ts';
import type { ArpHeader } from '../../wire/arp.ts';
import type { Point } from '../rule.ts';
import { hasAddress } from '../addresses.ts';
import { isWaitingFor, neighborRows } from '../neighbors.ts';
import { isQuestionFor } from './host.arp-answer.ts';

type Heard = [station: Station, own: Interface, arp: ArpHeader];

export const learn: Point<Heard> = {
  part: 'neighbor-learn',
  branches: true,
  rule: () => 'host.arp-learn',
  expected: (station, own, arp) => (mayLearn(station, own, arp) ? 'sender' : 'nothing'),
  choices: () => ['sender', 'target', 'nothing'],
  facts: (station, own, arp) => ({
    operation: arp.operation,
    sender: arp.senderIp,
    senderMac: arp.senderMac,
    target: arp.targetIp,
    targetMac: arp.targetMac,
    own: own.address,
    forMe: hasAddress(own, arp.targetIp),
    waiting: isWaitingFor(station, own.name, arp.senderIp),
    table: neighborRows(station, own.name),
  }),
  quality: (played, station, own, arp) => {
    if (played === 'target') return 'broken';
    return played === 'nothing' && isWaitingFor(station, own.name, arp.senderIp) ? 'broken' : 'wasteful';
  },
};

/** Rules 6 and 7 of the lab format: a question for me, or a row that is there already, resolved or waiting. */
function mayLearn(station: Station, own: Interface, arp: ArpHeader): boolean {
  return isQuestionFor(own, arp) || station.neighbors[own.name]?.[arp.senderIp] !== undefined;
}
