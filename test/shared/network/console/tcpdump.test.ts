import { describe, expect, it } from 'vitest';
import { packetText } from '../../../../shared/network/console/tcpdump-output.ts';
import { parseFrame } from '../../../../shared/wire/frame.ts';
import { readCapture } from '../../wire/captures.ts';
import { fixture } from './transcript.ts';

const captures = [
  'linux-router-inside',
  'linux-router-outside',
  'linux-udp',
  'linux-stp',
  'linux-vxlan-inside',
] as const;
const more = ['linux-vxlan-outside', 'ovs-access', 'ovs-trunk'] as const;
/** Unknown protocols and fragments, which the devices here do not send. */
const foreign = /ip-proto|truncated-ip/;

describe.each([...captures, ...more])('%s', (name) => {
  it.each(['', '-e'])('reads as tcpdump -n %s prints it', (option) => {
    const expected = packetsOf(fixture(`tcpdump-4.99.3-${name}${option}.txt`));
    const ours = readCapture(name).map((bytes) => packetText(parseFrame(bytes), option === '-e'));
    expect(ours).toHaveLength(expected.length);
    const known = expected.flatMap((text, place) => (foreign.test(text) ? [] : [place]));
    expect(known.length).toBeGreaterThan(5);
    expect(known.map((place) => ours[place])).toEqual(known.map((place) => expected[place]));
  });
});

/** A line a packet; what is in a tunnel stands on the next one. */
function packetsOf(text: string): readonly string[] {
  const packets: string[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (packets.at(-1)?.endsWith('vni 100') === true) packets.push(`${packets.pop()}\n${line}`);
    else packets.push(line);
  }
  return packets;
}
