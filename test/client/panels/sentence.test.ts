import { describe, expect, it } from 'vitest';
import { frameOfHex } from '../../../client/panels/fields.ts';
import { letterLabel, letterSentence, plain, sentenceOf } from '../../../client/panels/sentence.ts';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import { mac } from '../../../shared/address/mac.ts';
import type { CardView } from '../../../shared/game/view.ts';
import { panelWords as english } from '../../../shared/text/en/panel-words.ts';
import { panelWords as chinese } from '../../../shared/text/zh/panel-words.ts';
import { buildFrame, type LayerSpec } from '../../../shared/wire/frame.ts';

const [A, B, ALL] = [mac('02:5d:a1:3c:07:11'), mac('02:5d:a1:b6:20:14'), mac('ff:ff:ff:ff:ff:ff')];
const hex = (...layers: LayerSpec[]): string =>
  Array.from(buildFrame(...layers).bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
const ethernet = (destination = B): LayerSpec => ({ protocol: 'ethernet', header: { source: A, destination } });
const packet = (source: string, destination: string): LayerSpec => ({
  protocol: 'ipv4',
  header: { source: ipv4(source), destination: ipv4(destination) },
});
const echo = (type: 0 | 8): LayerSpec => ({ protocol: 'icmp', header: { type, identifier: 1, sequence: 1 } });
const arp = (operation: 1 | 2): LayerSpec => ({
  protocol: 'arp',
  header: { operation, senderMac: A, senderIp: ipv4('192.168.1.101'), targetMac: B, targetIp: ipv4('192.168.1.1') },
});

const card = (bytes: string, more: Partial<CardView> = {}): CardView => ({
  id: 1,
  kind: 'frame',
  port: 'eth0',
  bytes,
  fcs: '',
  unaddressed: false,
  look: 'icmp',
  destination: '',
  nextHop: '',
  form: [],
  guided: false,
  tries: 0,
  hints: [],
  ...more,
});

const ping = hex(ethernet(), packet('192.168.1.101', '192.168.4.101'), echo(8));
const timeExceeded = hex(
  ethernet(),
  packet('192.168.1.1', '192.168.1.101'),
  { protocol: 'icmp', header: { type: 11, code: 0 } },
  { protocol: 'data', bytes: buildFrame(ethernet(), packet('192.168.1.101', '10.9.9.9'), echo(8)).bytes.slice(14, 42) },
);

/** Captured from a Linux bridge: see `test/fixtures/wire`; here with a root of its own choice. */
const bpdu = (root: string, cost: string): string =>
  `0180c2000000020000000001002642420300000000${'00'}${root}${cost}8000020000000010${'8001'}${'0000'}1400${'0200'}0f00`;

describe('a BPDU as a sentence', () => {
  const said = (hexText: string, words: typeof english) => plain(sentenceOf(frameOfHex(hexText), 'switch', words));

  it('says who is the root and at what cost, or that its sender is', () => {
    const other = bpdu('1000020000000099', '00000004');
    expect(said(other, english)).toBe(
      'Bridge 32768.02:00:00:00:00:10 says that the root is 4096.02:00:00:00:00:99, at a cost of 4',
    );
    expect(said(other, chinese)).toBe('网桥 32768.02:00:00:00:00:10 说：根是 4096.02:00:00:00:00:99，开销 4');
    const own = bpdu('8000020000000010', '00000000');
    expect(said(own, english)).toBe('Bridge 32768.02:00:00:00:00:10 says that it is the root');
    expect(letterLabel(card(other), frameOfHex(other), 'switch', english)).toBe('root …00:99, cost 4');
  });
});

describe('a letter as a sentence', () => {
  it.each([
    [
      ping,
      'host',
      'Ping from 192.168.1.101 to 192.168.4.101, in on eth0',
      '192.168.1.101 ping 192.168.4.101，这一帧从 eth0 进来',
    ],
    [
      hex(ethernet(), packet('10.0.0.1', '10.0.0.2'), echo(0)),
      'router',
      'Ping answer from 10.0.0.1 to 10.0.0.2, in on eth0',
      '10.0.0.1 应答 10.0.0.2 的 ping，这一帧从 eth0 进来',
    ],
    [
      hex(ethernet(ALL), arp(1)),
      'host',
      '192.168.1.101 asks who has 192.168.1.1, in on eth0',
      '192.168.1.101 问：谁有 192.168.1.1？这一帧从 eth0 进来',
    ],
    [
      hex(ethernet(), arp(2)),
      'host',
      'An answer from 192.168.1.101: it is at 02:5d:a1:3c:07:11, in on eth0',
      '192.168.1.101 的应答：它在 02:5d:a1:3c:07:11，这一帧从 eth0 进来',
    ],
    [
      timeExceeded,
      'host',
      'Error from 192.168.1.1 about 10.9.9.9: the time to live ran out, in on eth0',
      '192.168.1.1 报告差错：发往 10.9.9.9 的包，生存时间用完了，这一帧从 eth0 进来',
    ],
    ['0200', 'host', 'A frame that cannot be read, in on eth0', '一个读不懂的帧，这一帧从 eth0 进来'],
  ] as const)('%#: %s', (bytes, kind, en, zh) => {
    const frame = frameOfHex(bytes);
    expect(plain(letterSentence(card(bytes), frame, kind, english))).toBe(en);
    expect(plain(letterSentence(card(bytes), frame, kind, chinese))).toBe(zh);
  });

  it('says of a frame at a switch only what a switch reads', () => {
    const at = card(ping, { port: 'p1' });
    const frame = frameOfHex(ping);
    expect(plain(letterSentence(at, frame, 'switch', english))).toBe(`From ${A} to ${B}, in on port 1`);
    expect(plain(letterSentence(at, frame, 'switch', chinese))).toBe(`${A} 发给 ${B}，这一帧从端口 1 进来`);
    const broadcast = hex(ethernet(ALL), arp(1));
    expect(plain(letterSentence(card(broadcast), frameOfHex(broadcast), 'switch', english))).toContain('to everybody');
  });

  it('says of a frame at a hub only where its bits come in', () => {
    const at = card(ping, { port: 'p1', look: 'sealed' });
    const frame = frameOfHex(ping);
    expect(plain(letterSentence(at, frame, 'hub', english))).toBe('A run of bits comes in on port 1');
    expect(plain(letterSentence(at, frame, 'hub', chinese))).toBe('一串比特从端口 1 进来');
    expect(plain(sentenceOf(frame, 'hub', english))).toBe('A run of bits');
    expect(letterLabel(at, frame, 'hub', english)).toBe('port 1');
  });

  it('links every address to the field that it stands in', () => {
    const pieces = letterSentence(card(ping), frameOfHex(ping), 'host', english).filter(
      (piece) => typeof piece !== 'string',
    );
    expect(pieces.map((piece) => piece.path)).toEqual(['ipv4.source', 'ipv4.destination']);
  });

  it('says what there is to send', () => {
    const own = (more: Partial<CardView>) =>
      card(ping, { kind: 'originate', port: '', destination: '192.168.4.101', ...more });
    const say = (it: CardView) => plain(letterSentence(it, frameOfHex(it.bytes), 'host', english));
    expect(say(own({}))).toBe('You want to ping 192.168.4.101');
    expect(say(own({ bytes: hex(ethernet(), packet('10.0.0.1', '10.0.0.2'), echo(0)) }))).toMatch(/answer the ping/);
    expect(say(own({ bytes: timeExceeded, look: 'icmp-error' }))).toMatch(/tell 192\.168\.4\.101/);
    expect(say(own({ kind: 'resolved', nextHop: '192.168.1.1' }))).toMatch(/192\.168\.1\.1 is here/);
  });

  it('fits the inbox in a few signs', () => {
    const label = (bytes: string, kind: 'host' | 'switch') =>
      letterLabel(card(bytes), frameOfHex(bytes), kind, english);
    expect(label(ping, 'host')).toBe('1.101 → 4.101');
    expect(label(hex(ethernet(), packet('10.0.0.1', '10.0.0.2'), echo(8)), 'host')).toBe('.1 → .2');
    expect(label(hex(ethernet(ALL), arp(1)), 'host')).toBe('.101 asks');
    expect(label(hex(ethernet(), arp(2)), 'host')).toBe('.101 answers');
    const toSend = card(ping, { kind: 'originate', destination: '192.168.4.101' });
    expect(letterLabel(toSend, frameOfHex(ping), 'host', english)).toBe('to …4.101');
    expect(label(ping, 'switch')).toBe('…07:11 → …20:14');
    expect(label(hex(ethernet(ALL), arp(1)), 'switch')).toBe('…07:11 → all');
  });
});
