/** What is done to the network while it runs: cables cut, mended and moved, frames damaged, settings changed. */
import { parseInterfaceAddress } from '../../address/prefix.ts';
import { isMalformed } from '../../address/malformed.ts';
import { addressesOf, endsOf, type Lab, type LabChange, splitEnd } from '../lab-format.ts';
import { plugCommands } from './cables.ts';
import { consoleWords } from './console.ts';
import { cableEndName, CABLE_SPACE, interfaceOf, ipBatch, spaceOf } from './names.ts';
import type { Happening } from './traffic.ts';

/** The changes in the order of the lab, each with its time. */
export function changeHappenings(lab: Lab): Happening[] {
  const cables = new Map((lab.links ?? []).flatMap((link, index) => cableEntries(endsOf(link), index + 1)));
  const ordered = [...(lab.changes ?? []).entries()].toSorted(([, a], [, b]) => a.at - b.at);
  return ordered.map(([index, change]) => ({
    atUs: Math.round(change.at * 1_000_000),
    lines: changeLines(lab, change, index + 1, cables),
  }));
}

/** Which cable is plugged in at an end, and where that cable's other end is. */
interface Plugged {
  readonly cable: number;
  readonly other: string;
}

function cableEntries([one, other]: readonly [string, string], cable: number): [string, Plugged][] {
  return [
    [one, { cable, other }],
    [other, { cable, other: one }],
  ];
}

function changeLines(lab: Lab, change: LabChange, number: number, cables: Map<string, Plugged>): string[] {
  if ('run' in change) {
    const words = consoleWords(lab, change);
    return words === undefined ? [] : [`on ${change.on} ${words}`];
  }
  if ('damage' in change) return damageLines(lab, change.damage, change.frames ?? 1, number);
  if ('move' in change) return moveLines(lab, change.move, change.announce === true, cables);
  const end = 'cut' in change ? change.cut : change.mend;
  const plugged = cables.get(end);
  if (plugged === undefined) return [];
  const state = 'cut' in change ? 'down' : 'up';
  return ipBatch(
    CABLE_SPACE,
    [end, plugged.other].map((own) => `link set ${cableEndName(lab, own)} ${state}`),
  );
}

/** A frame with a wrong check sequence is dropped by the card that receives it; here, right after the capture has seen it. */
function damageLines(lab: Lab, end: string, frames: number, number: number): string[] {
  const [id, port] = splitEnd(end);
  const device = lab.devices[id];
  if (device === undefined) return [];
  return [
    `ip netns exec "${spaceOf(id, device)}" nft -f - <<'END'`,
    `table netdev damage${number} {`,
    '  chain ingress {',
    `    type filter hook ingress device "${interfaceOf(id, device, port)}" priority 0;`,
    `    numgen inc mod 1000000000 < ${frames} drop`,
    '  }',
    '}',
    'END',
  ];
}

function moveLines(
  lab: Lab,
  [from, to]: readonly [string, string],
  announce: boolean,
  cables: Map<string, Plugged>,
): string[] {
  const plugged = cables.get(from);
  if (plugged === undefined) return [];
  const { cable, other } = plugged;
  cables.delete(from);
  cables.set(to, plugged);
  cables.set(other, { cable, other: to });
  return [
    ...ipBatch(CABLE_SPACE, [
      `link set ${cableEndName(lab, other)} down`,
      `link set ${cableEndName(lab, from)} down`,
      `link set ${cableEndName(lab, from)} nomaster`,
    ]),
    // Pulled out, and in again: Linux must have time to notice.
    'sleep 0.1',
    ...ipBatch(CABLE_SPACE, [...plugCommands(lab, to, cable), `link set ${cableEndName(lab, other)} up`]),
    ...(announce ? announceLines(lab, other) : []),
  ];
}

/** Gratuitous ARP (RFC 5227, section 3): a request for the own address. */
function announceLines(lab: Lab, end: string): string[] {
  const [id, port] = splitEnd(end);
  const device = lab.devices[id];
  if (device === undefined || !('interfaces' in device)) return [];
  const parsed = parseInterfaceAddress(addressesOf(device.interfaces[port] ?? {})[0] ?? '');
  if (isMalformed(parsed)) return [];
  const own = interfaceOf(id, device, port);
  return [
    // arping waits a second for answers that nobody gives.
    `{ ready "${spaceOf(id, device)}" operstate up ${own} && on ${id} arping -q -U -c 1 -w 1 -I ${own} ${parsed.address}; } &`,
  ];
}
