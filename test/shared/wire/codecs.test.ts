/** The contract of every header codec. A new protocol joins by a row in CODECS. */
import { describe, expect, test } from 'vitest';
import { isMalformed } from '../../../shared/address/malformed.ts';
import { ipv4FromNumber } from '../../../shared/address/ipv4.ts';
import { readMac } from '../../../shared/address/mac.ts';
import { type Random, draw, randomFrom } from '../../../shared/random.ts';
import * as arp from '../../../shared/wire/arp.ts';
import * as bpdu from '../../../shared/wire/bpdu.ts';
import * as ethernet from '../../../shared/wire/ethernet.ts';
import type { AnyHeader, Field, FieldValue } from '../../../shared/wire/field.ts';
import * as icmp from '../../../shared/wire/icmp.ts';
import * as ipv4 from '../../../shared/wire/ipv4.ts';
import * as llc from '../../../shared/wire/llc.ts';
import { MALFORMED_FRAME_REASONS } from '../../../shared/wire/reasons.ts';
import * as ospf from '../../../shared/wire/ospf.ts';
import * as udp from '../../../shared/wire/udp.ts';
import * as vlan from '../../../shared/wire/vlan.ts';
import * as vxlan from '../../../shared/wire/vxlan.ts';

interface Codec {
  readonly fields: readonly Field[];
  readonly octets: number;
  parse(bytes: Uint8Array, offset: number, end: number): unknown;
  emit(bytes: Uint8Array, offset: number, header: never): void;
  summary(header: never): string;
  /** Values without which this is another protocol's or another table's header. */
  readonly fixed: AnyHeader;
}

const CODECS: Readonly<Record<string, Codec>> = {
  ethernet: { ...ethernet, ...shapeOf(ethernet.codec), fixed: {} },
  vlan: { ...vlan, ...shapeOf(vlan.codec), fixed: {} },
  llc: { ...llc, ...shapeOf(llc.codec), fixed: {} },
  'bpdu configuration': { ...bpdu, ...shapeOf(bpdu.configurationCodec), fixed: { type: bpdu.BPDU_CONFIGURATION } },
  'bpdu topology change': { ...bpdu, ...shapeOf(bpdu.startCodec), fixed: { type: bpdu.BPDU_TOPOLOGY_CHANGE } },
  'bpdu rapid': { ...bpdu, ...shapeOf(bpdu.rapidCodec), fixed: { type: bpdu.BPDU_RAPID } },
  udp: { ...udp, ...shapeOf(udp.codec), fixed: {} },
  'ospf hello': { ...ospf, ...shapeOf(ospf.helloCodec), fixed: { version: 2, type: ospf.OSPF_HELLO } },
  'ospf description': {
    ...ospf,
    ...shapeOf(ospf.descriptionCodec),
    fixed: { version: 2, type: ospf.OSPF_DESCRIPTION },
  },
  'ospf update': { ...ospf, ...shapeOf(ospf.updateCodec), fixed: { version: 2, type: ospf.OSPF_UPDATE } },
  'ospf request': { ...ospf, ...shapeOf(ospf.commonCodec), fixed: { version: 2, type: ospf.OSPF_REQUEST } },
  vxlan: { ...vxlan, ...shapeOf(vxlan.codec), fixed: {} },
  arp: { ...arp, ...shapeOf(arp.codec), fixed: { hardwareLength: 6, protocolLength: 4 } },
  ipv4: { ...ipv4, ...shapeOf(ipv4.codec), fixed: { version: 4, headerLength: 5 } },
  'icmp echo': { ...icmp, ...shapeOf(icmp.echoCodec), fixed: { type: icmp.ICMP_ECHO_REQUEST } },
  'icmp error': { ...icmp, ...shapeOf(icmp.errorCodec), fixed: { type: icmp.ICMP_TIME_EXCEEDED } },
};

describe.each(Object.entries(CODECS))('%s', (name, codec) => {
  test('its fields cover the header, without gap or overlap', () => {
    const covered = codec.fields.flatMap((field) => Array.from({ length: field.bits }, (_, bit) => field.bit + bit));
    expect(covered).toEqual(Array.from({ length: codec.octets * 8 }, (_, bit) => bit));
  });

  test('parse gives back what emit wrote, whatever was there before, for 2 000 drawn headers', () => {
    const random = randomFrom(name);
    for (let round = 0; round < 2000; round++) {
      const header = drawHeader(random, codec);
      const bytes = new Uint8Array(codec.octets + 8).fill(0xa5);
      const other = new Uint8Array(codec.octets + 8).fill(0x5a);
      codec.emit(bytes, 4, header as never);
      codec.emit(other, 4, header as never);
      expect(codec.parse(bytes, 4, 4 + codec.octets)).toEqual(header);
      // A forgotten bit would still be 0xa5 here and 0x5a there.
      expect(other.subarray(4, -4)).toEqual(bytes.subarray(4, -4));
      expect([...bytes.subarray(0, 4), ...bytes.subarray(-4)]).toEqual(Array(8).fill(0xa5));
    }
  });

  test('cut short at any length, it is malformed where the bytes end', () => {
    const bytes = new Uint8Array(codec.octets + 8).fill(0xa5);
    codec.emit(bytes, 4, drawHeader(randomFrom(name), codec) as never);
    for (let octets = 0; octets < codec.octets; octets++) {
      const answer = codec.parse(bytes, 4, 4 + octets);
      expect(answer).toEqual({ malformed: `${name.split(' ')[0]}-truncated`, at: 4 + octets });
      expect(isMalformed(answer) && MALFORMED_FRAME_REASONS.includes(answer.malformed as never)).toBe(true);
    }
    expect(isMalformed(codec.parse(bytes, 4, 4 + codec.octets))).toBe(false);
  });

  test('its summary is one line of plain ASCII', () => {
    const random = randomFrom(name);
    for (let round = 0; round < 200; round++) {
      expect(codec.summary(drawHeader(random, codec) as never)).toMatch(/^[ -~]+$/);
    }
  });
});

function shapeOf(codec: { fields: readonly Field[]; octets: number }) {
  return { fields: codec.fields, octets: codec.octets };
}

function drawHeader(random: Random, codec: Codec): AnyHeader {
  const drawn = codec.fields.map((field): [string, FieldValue] => [field.name, drawValue(random, field)]);
  return { ...Object.fromEntries(drawn), ...codec.fixed };
}

function drawValue(random: Random, field: Field): FieldValue {
  if (field.kind === 'ipv4') return ipv4FromNumber(draw(random, 2 ** 32));
  if (field.kind === 'mac')
    return readMac(
      Uint8Array.from({ length: 6 }, () => draw(random, 256)),
      0,
    );
  const extremes = [0, 2 ** field.bits - 1];
  return extremes[draw(random, 8)] ?? draw(random, 2 ** field.bits);
}
