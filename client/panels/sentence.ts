/** A letter in one sentence, and in the few signs of the inbox. Says what the frame says; the device's kind decides how deep it looks. */
import type { SeatKind } from '../../shared/game/puzzle.ts';
import type { CardView } from '../../shared/game/view.ts';
import type { ErrorKind, FieldPiece, PanelWords, Sentence } from '../../shared/text/panel-words.ts';
import { isBroadcast } from '../../shared/address/mac.ts';
import { isConfiguration, type BpduHeader } from '../../shared/wire/bpdu.ts';
import type { Frame, LayerOf } from '../../shared/wire/frame.ts';
import { layer } from '../../shared/wire/frame.ts';
import { macTail, portLabel } from './seat.ts';

/** The sentence of a frame that has come in, or of a packet that waits to leave. */
export function sentenceOf(frame: Frame, kind: SeatKind, words: PanelWords): Sentence {
  if (kind === 'hub') return words.sentence.signal(undefined);
  return kind === 'switch' ? outside(frame, words) : inside(frame, words);
}

/** The sentence of a letter, with the port that it came in by. */
export function letterSentence(card: CardView, frame: Frame, kind: SeatKind, words: PanelWords): Sentence {
  if (card.kind === 'originate') return [toSendSentence(card, frame, words)];
  if (card.kind === 'resolved') return [words.toSend.resolved(card.nextHop)];
  if (card.kind === 'access') return sentenceOf(frame, kind, words);
  if (kind === 'hub') return words.sentence.signal(portLabel(card.port));
  return words.sentence.arrived(sentenceOf(frame, kind, words), portLabel(card.port));
}

/** A few signs for the inbox: "1.101 → 4.101", ".7 asks". */
export function letterLabel(card: CardView, frame: Frame, kind: SeatKind, words: PanelWords): string {
  if (card.kind === 'originate') return words.inbox.toSend(addressTail(card.destination));
  if (card.kind === 'resolved')
    return words.inbox.waited(addressTail(layer(frame, 'ipv4')?.header.destination ?? card.nextHop));
  if (kind === 'hub') return words.port(portLabel(card.port));
  const ethernet = layer(frame, 'ethernet');
  if (ethernet === undefined) return '?';
  const bpdu = layer(frame, 'bpdu')?.header;
  if (bpdu !== undefined)
    return isConfiguration(bpdu) ? words.inbox.bpdu(macTail(bpdu.rootMac), bpdu.rootPathCost) : words.inbox.treeChange;
  const { source, destination } = ethernet.header;
  const toAll = isBroadcast(destination);
  if (kind === 'switch') return `${macTail(source)} → ${toAll ? words.inbox.everybody : macTail(destination)}`;
  const arp = layer(frame, 'arp')?.header;
  if (arp !== undefined) {
    const sender = lastOctet(arp.senderIp);
    return arp.operation === 1 ? words.inbox.asks(sender) : words.inbox.answers(sender);
  }
  const packet = layer(frame, 'ipv4')?.header;
  if (packet === undefined) return `${macTail(source)} → ${macTail(destination)}`;
  const [from, to] = shortPair(packet.source, packet.destination);
  return `${from} → ${to}`;
}

/** Whatever is read aloud or copied: the pieces as one text. */
export function plain(sentence: Sentence): string {
  return sentence.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

function outside(frame: Frame, words: PanelWords): Sentence {
  const header = layer(frame, 'ethernet')?.header;
  if (header === undefined) return words.sentence.unreadable;
  const bpdu = layer(frame, 'bpdu')?.header;
  if (bpdu !== undefined) return bpduSentence(bpdu, words);
  const from = { path: 'ethernet.source', text: header.source };
  const to = isBroadcast(header.destination) ? undefined : { path: 'ethernet.destination', text: header.destination };
  const sentence = words.sentence.frame(from, to);
  const tag = layer(frame, 'vlan')?.header;
  return tag === undefined ? sentence : words.sentence.tagged(sentence, { path: 'vlan.id', text: String(tag.id) });
}

function bpduSentence(header: BpduHeader, words: PanelWords): Sentence {
  if (!isConfiguration(header)) return words.sentence.treeChange;
  const bridge = { path: 'bpdu.bridgeMac', text: `${header.bridgePriority}.${header.bridgeMac}` };
  const root = { path: 'bpdu.rootMac', text: `${header.rootPriority}.${header.rootMac}` };
  if (bridge.text === root.text) return words.sentence.bpduOfRoot(bridge);
  return words.sentence.bpdu(bridge, root, { path: 'bpdu.rootPathCost', text: String(header.rootPathCost) });
}

function inside(frame: Frame, words: PanelWords): Sentence {
  const arp = layer(frame, 'arp')?.header;
  if (arp !== undefined) {
    const sender = { path: 'arp.senderIp', text: arp.senderIp };
    return arp.operation === 1
      ? words.sentence.whoHas(sender, { path: 'arp.targetIp', text: arp.targetIp })
      : words.sentence.isAt(sender, { path: 'arp.senderMac', text: arp.senderMac });
  }
  const packet = layer(frame, 'ipv4');
  return packet === undefined ? outside(frame, words) : packetSentence(frame, packet, words);
}

function packetSentence(frame: Frame, packet: LayerOf<'ipv4'>, words: PanelWords): Sentence {
  const from: FieldPiece = { path: 'ipv4.source', text: packet.header.source };
  const to: FieldPiece = { path: 'ipv4.destination', text: packet.header.destination };
  const message = layer(frame, 'icmp')?.header;
  if (message === undefined) return words.sentence.packet(from, to);
  if (message.type === 8) return words.sentence.ping(from, to);
  if (message.type === 0) return words.sentence.pong(from, to);
  return words.sentence.error(from, errorKind(message.type, message.code), quotedDestination(frame));
}

/** RFC 792: type 3 with its codes, type 11. */
function errorKind(type: number, code: number): ErrorKind {
  if (type === 11) return 'time-exceeded';
  if (type !== 3) return 'other';
  return code === 0 ? 'net-unreachable' : code === 1 ? 'host-unreachable' : 'unreachable';
}

function quotedDestination(frame: Frame): string | undefined {
  const quoted = frame.layers.filter((it) => it.protocol === 'ipv4')[1];
  return quoted?.header.destination;
}

function toSendSentence(card: CardView, frame: Frame, words: PanelWords): string {
  const type = layer(frame, 'icmp')?.header.type;
  if (card.look === 'icmp-error' || type === 3 || type === 11) return words.toSend.error(card.destination);
  return type === 0 ? words.toSend.reply(card.destination) : words.toSend.ping(card.destination);
}

/** The half of an address that tells subnets of one site apart: "…4.101". */
function addressTail(address: string): string {
  return `…${address.split('.').slice(2).join('.')}`;
}

function lastOctet(address: string): string {
  return `.${address.split('.').at(-1) ?? ''}`;
}

/** Two addresses without the octets that they begin with in common; at least the last one stays, and no more than two. */
function shortPair(one: string, other: string): readonly [string, string] {
  const a = one.split('.');
  const b = other.split('.');
  let same = 0;
  while (same < 3 && a[same] === b[same]) same++;
  if (same < 2) return [addressTail(one), addressTail(other)];
  const short = (octets: readonly string[]): string => `${same === 3 ? '.' : ''}${octets.slice(same).join('.')}`;
  return [short(a), short(b)];
}
