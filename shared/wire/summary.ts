/** One line on a frame, in the manner of tcpdump and in no language: for traces, tests and the arrow on the map. */
import { summary as arpSummary } from './arp.ts';
import { summary as ethernetSummary } from './ethernet.ts';
import { isError, summary as icmpSummary } from './icmp.ts';
import { summary as ipv4Summary } from './ipv4.ts';
import { type Frame, type LayerOf, layer } from './layer.ts';

/** Such as "ARP who-has 192.168.1.2 tell 192.168.1.1"; what is wrong with the frame stands in brackets at the end. */
export function summary(frame: Frame): string {
  const faults = [frame.malformed?.malformed, frame.fcs === undefined ? undefined : 'bad-fcs'];
  return [contents(frame), ...faults.filter((fault) => fault !== undefined).map((fault) => `[${fault}]`)].join(' ');
}

function contents(frame: Frame): string {
  const arp = layer(frame, 'arp');
  if (arp) return arpSummary(arp.header);
  const ipv4 = layer(frame, 'ipv4');
  if (ipv4) return packet(frame, ipv4);
  const ethernet = layer(frame, 'ethernet');
  return `${ethernet ? ethernetSummary(ethernet.header) : 'frame'}, length ${frame.bytes.length}`;
}

function packet(frame: Frame, ipv4: LayerOf<'ipv4'>): string {
  const { header } = ipv4;
  const icmp = layer(frame, 'icmp');
  if (icmp)
    return `${ipv4Summary(header)}: ${icmpSummary(icmp.header, quotedDestination(frame, icmp))}, ttl ${header.ttl}`;
  const fragment = header.fragmentOffset > 0 ? `, offset ${header.fragmentOffset * 8}` : '';
  const length = Math.max(header.totalLength - ipv4.length, 0);
  return `${ipv4Summary(header)}: ip-proto-${header.protocol}${fragment}, length ${length}, ttl ${header.ttl}`;
}

function quotedDestination(frame: Frame, icmp: LayerOf<'icmp'>): string | undefined {
  if (!isError(icmp.header)) return undefined;
  const quoted = frame.layers[frame.layers.indexOf(icmp) + 1];
  return quoted?.protocol === 'ipv4' ? quoted.header.destination : undefined;
}
