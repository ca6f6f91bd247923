import { describe, expect, it } from 'vitest';
import {
  allFields,
  bitPicture,
  fieldsAt,
  frameOfHex,
  isRead,
  layerRows,
  rangeOf,
  touches,
} from '../../../client/panels/fields.ts';
import { panelWords } from '../../../shared/text/en/panel-words.ts';

/** An echo request as Linux sends it (98 octets): 192.168.1.101 to 192.168.4.101, don't fragment, TTL 64. */
const PING =
  '020000000102' +
  '020000000101' +
  '0800' +
  '4500005412344000400' +
  '1a05b' +
  'c0a80165' +
  'c0a80465' +
  '0800f7ff00010001' +
  '00'.repeat(56);

describe('fields and bytes', () => {
  const frame = frameOfHex(PING);
  const at = (octet: number) => fieldsAt(frame, octet).map((ref) => `${frame.layers[ref.layer]?.protocol}.${ref.name}`);

  it('finds the field of an octet where RFC 791 and IEEE 802.3 put it', () => {
    expect(at(0)).toEqual(['ethernet.destination']);
    expect(at(13)).toEqual(['ethernet.etherType']);
    expect(at(14)).toEqual(['ipv4.version', 'ipv4.headerLength']);
    expect(at(20)).toEqual(['ipv4.flags', 'ipv4.fragmentOffset']);
    expect(at(22)).toEqual(['ipv4.ttl']);
    expect(at(33)).toEqual(['ipv4.destination']);
    expect(at(34)).toEqual(['icmp.type']);
    expect(at(60)).toEqual([]);
  });

  it('covers each bit of the headers once', () => {
    const bits = allFields(frame).map((ref) => rangeOf(frame, ref));
    let next = 0;
    for (const { first, bits: size } of bits) {
      expect(first).toBe(next);
      next = first + size;
    }
    expect(next).toBe((14 + 20 + 8) * 8);
  });

  it('shows the bits of fields that do not fill their octets', () => {
    const ref = (name: string) => allFields(frame).find((it) => it.name === name)!;
    expect(bitPicture(frame, ref('headerLength'))).toEqual({ before: '0100', own: '0101', after: '' });
    expect(bitPicture(frame, ref('flags'))).toEqual({ before: '', own: '010', after: '00000' });
    expect(bitPicture(frame, ref('fragmentOffset'))).toEqual({ before: '010', own: '0000000000000', after: '' });
    expect(bitPicture(frame, ref('ttl'))).toBeUndefined();
    expect(touches(rangeOf(frame, ref('fragmentOffset')), 21)).toBe(true);
    expect(touches(rangeOf(frame, ref('flags')), 21)).toBe(false);
  });

  it('writes values as people do', () => {
    const text = Object.fromEntries(
      layerRows(frame, panelWords).flatMap((row) => row.fields.map((it) => [it.path, it.text])),
    );
    expect(text).toMatchObject({
      'ethernet.etherType': '0x0800, IPv4',
      'ipv4.headerLength': '5, 20 bytes',
      'ipv4.flags': '010, do not fragment',
      'ipv4.ttl': '64',
      'ipv4.protocol': '1, ICMP',
      'ipv4.destination': '192.168.4.101',
      'icmp.type': '8, echo request',
    });
  });

  it('has a word for every field', () => {
    for (const hex of [PING, '02'.repeat(12) + '0806' + '0001080006040001' + '00'.repeat(20)]) {
      for (const row of layerRows(frameOfHex(hex), panelWords))
        for (const { path, label } of row.fields)
          expect({ path, word: panelWords.fields[path] }).toEqual({ path, word: label });
    }
  });

  it('lets a switch read all of a BPDU, which is meant for it', () => {
    const bpdu = frameOfHex(`0180c2000000${'02'.repeat(6)}0026424203${'00'.repeat(35)}`);
    expect(bpdu.layers.map(({ protocol }) => protocol)).toEqual(expect.arrayContaining(['ethernet', 'llc', 'bpdu']));
    expect([0, 1, 2].map((layer) => isRead('switch', layer, bpdu))).toEqual([true, true, true]);
    expect([0, 1, 2].map((layer) => isRead('switch', layer, frameOfHex(PING)))).toEqual([true, false, false]);
    expect(isRead('hub', 0, bpdu)).toBe(false);
  });

  it('lets a switch look at the outermost header and its tag only, and a hub at none', () => {
    expect([0, 1, 2].map((layer) => isRead('switch', layer))).toEqual([true, false, false]);
    const tagged = frameOfHex(`${PING.slice(0, 24)}8100000a${PING.slice(24)}`);
    expect([0, 1, 2].map((layer) => isRead('switch', layer, tagged))).toEqual([true, true, false]);
    expect([0, 1, 2].map((layer) => isRead('hub', layer))).toEqual([false, false, false]);
    expect([0, 1, 2].map((layer) => isRead('host', layer))).toEqual([true, true, true]);
  });
});
