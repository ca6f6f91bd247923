/** One line on a frame, in the manner of tcpdump and in no language: for traces, tests and the arrow on the map. */
import { summary as arpSummary } from './arp.ts';
import { summary as bpduSummary } from './bpdu.ts';
import { summary as ethernetSummary } from './ethernet.ts';
import { type Quoted, isError, summary as icmpSummary } from './icmp.ts';
import { summary as ipv4Summary } from './ipv4.ts';
import { type Frame, type LayerOf, layer } from './layer.ts';
import { summary as llcSummary } from './llc.ts';
import { innerFrameOf } from './tunnel.ts';
import { summary as ospfSummary } from './ospf.ts';
import { summary as udpSummary } from './udp.ts';
import { summary as vlanSummary } from './vlan.ts';
import { summary as vxlanSummary } from './vxlan.ts';

/** Such as "ARP who-has 192.168.1.2 tell 192.168.1.1"; what is wrong with the frame stands in brackets at the end. */
export function summary(frame: Frame): string {
  const faults = [frame.malformed?.malformed, frame.fcs === undefined ? undefined : 'bad-fcs'];
  const tags = tagsOf(frame).map((tag) => `${vlanSummary(tag.header)}, `);
  return [
    tags.join('') + contents(frame),
    ...faults.filter((fault) => fault !== undefined).map((fault) => `[${fault}]`),
  ].join(' ');
}

/** The tags behind the outermost header; those inside a tunnel belong to the frame in it. */
function tagsOf(frame: Frame): LayerOf<'vlan'>[] {
  const tags: LayerOf<'vlan'>[] = [];
  for (let index = 1; frame.layers[index]?.protocol === 'vlan'; index++)
    tags.push(frame.layers[index] as LayerOf<'vlan'>);
  return tags;
}

function contents(frame: Frame): string {
  const first = frame.layers.find((each) => each.protocol !== 'ethernet' && each.protocol !== 'vlan');
  if (first?.protocol === 'arp') return arpSummary(first.header);
  if (first?.protocol === 'ipv4') return packet(frame, first);
  if (first?.protocol === 'llc') return bridgeMessage(frame, first);
  const ethernet = layer(frame, 'ethernet');
  return `${ethernet ? ethernetSummary(ethernet.header) : 'frame'}, length ${frame.bytes.length}`;
}

function bridgeMessage(frame: Frame, llc: LayerOf<'llc'>): string {
  const bpdu = layer(frame, 'bpdu');
  return bpdu ? bpduSummary(bpdu.header) : `${llcSummary(llc.header)}, length ${frame.bytes.length}`;
}

function packet(frame: Frame, ipv4: LayerOf<'ipv4'>): string {
  const { header } = ipv4;
  const next = frame.layers[frame.layers.indexOf(ipv4) + 1];
  if (next?.protocol === 'icmp') {
    return `${ipv4Summary(header)}: ${icmpSummary(next.header, quotedBy(frame, next))}, ttl ${header.ttl}`;
  }
  if (next?.protocol === 'udp') return datagram(frame, ipv4, next);
  if (next?.protocol === 'ospf') return `${ipv4Summary(header)}: ${ospfSummary(next.header)}, ttl ${header.ttl}`;
  const fragment = header.fragmentOffset > 0 ? `, offset ${header.fragmentOffset * 8}` : '';
  const length = Math.max(header.totalLength - ipv4.length, 0);
  return `${ipv4Summary(header)}: ip-proto-${header.protocol}${fragment}, length ${length}, ttl ${header.ttl}`;
}

/** With ports behind the addresses, and what a tunnel carries behind it. */
function datagram(frame: Frame, ipv4: LayerOf<'ipv4'>, udp: LayerOf<'udp'>): string {
  const { source, destination, ttl } = ipv4.header;
  const ends = `${source}.${udp.header.sourcePort} > ${destination}.${udp.header.destinationPort}`;
  const vxlan = layer(frame, 'vxlan');
  const inner = innerFrameOf(frame);
  if (!vxlan || !inner) return `${ends}: ${udpSummary(udp.header)}, ttl ${ttl}`;
  return `${ends}: ${vxlanSummary(vxlan.header)}, ttl ${ttl}: ${summary(inner)}`;
}

function quotedBy(frame: Frame, icmp: LayerOf<'icmp'>): Quoted | undefined {
  if (!isError(icmp.header)) return undefined;
  const index = frame.layers.indexOf(icmp) + 1;
  const [quoted, carried] = [frame.layers[index], frame.layers[index + 1]];
  if (quoted?.protocol !== 'ipv4') return undefined;
  const { destination, protocol } = quoted.header;
  return carried?.protocol === 'udp'
    ? { destination, protocol, port: carried.header.destinationPort }
    : { destination, protocol };
}
