/** What the lab command prints while a network runs: each frame at each port, and the way of packets inside a device. */
import { isStation, portsOf } from '../shared/device/device.ts';
import type { Action, Datagram, DeviceEvent } from '../shared/device/event.ts';
import { LOOPBACK } from '../shared/device/loopback.ts';
import { pathLines, pathOf } from '../shared/device/path.ts';
import type { NetworkChange } from '../shared/network/changes.ts';
import { deviceOf, type Network, type Observer } from '../shared/network/network.ts';
import { layer, summary } from '../shared/wire/frame.ts';

type Print = (line: string) => void;

/** One line for each frame at each port, and one for each end of a frame that was not the receiver's own choice to keep. */
export function trace(network: Network, print: Print): Observer {
  const places = Object.entries(network.devices).flatMap(([id, device]) =>
    [...portsOf(device), ...(isStation(device) ? [LOOPBACK.name] : [])].map((port) => `${id}.${port}`),
  );
  const width = places.reduce((widest, place) => Math.max(widest, place.length), 1);
  const row = (atUs: number, place: string, what: string, text: string): void => {
    print(`${timeText(atUs)}  ${place.padEnd(width)}  ${what.padEnd(4)}  ${text}`);
  };
  return {
    sent: (device, port, frame, atUs) => row(atUs, `${device}.${port}`, 'out', summary(frame)),
    received: (device, port, frame, atUs) => row(atUs, `${device}.${port}`, 'in', summary(frame)),
    collided: (device, port, atUs) => row(atUs, `${device}.${port}`, 'jam', 'another one was heard while sending'),
    changed: (change, atUs) => row(atUs, changePlace(change), change.change, changeText(change)),
    overflowed: (device, port, frame, atUs) => row(atUs, `${device}.${port}`, 'drop', `queue-full: ${summary(frame)}`),
    acted: (device, event, actions, atUs) => {
      const why = droppedWhy(event, actions);
      if (why === undefined) return;
      const place = event.kind === 'frame' ? `${device}.${event.port}` : device;
      row(atUs, place, 'drop', `${why}: ${eventText(event)}`);
    },
    ran: (device, command, output, atUs) => {
      row(atUs, device, 'run', command);
      if (output !== '') print(output.replace(/\n$/, ''));
    },
  };
}

function changePlace(change: NetworkChange): string {
  const { device, port } = change.change === 'move' ? change.from : change.at;
  return `${device}.${port}`;
}

function changeText(change: NetworkChange): string {
  if (change.change === 'damage') return `the next ${change.frames} that arrive here`;
  return change.change === 'move' ? `the cable is now at ${change.to.device}.${change.to.port}` : 'the cable';
}

/** Under the line of a frame that has come in, or alone for a packet of its own: the way inside the device, a line a place. */
export function pathTrace(network: Network, follow: readonly string[], print: Print): Observer {
  if (follow.length === 0) return {};
  return {
    deciding: (id, event, atUs) => {
      if (!follow.includes(id)) return;
      const lines = pathLines(pathOf(deviceOf(network, id), event));
      if (lines.length > 0 && event.kind !== 'frame') print(`${timeText(atUs)}  ${id}  ${eventText(event)}`);
      for (const line of lines) print(`${INDENT}${line}`);
    },
  };
}

const INDENT = ' '.repeat(14);

function timeText(atUs: number): string {
  return (atUs / 1_000_000).toFixed(6).padStart(10);
}

/** An ARP message that was read has done its work; that it ends here is no loss. */
function droppedWhy(event: DeviceEvent, actions: readonly Action[]): string | undefined {
  const drop = actions.find((action) => action.do === 'drop');
  const wasRead = event.kind === 'frame' && layer(event.frame, 'arp') !== undefined;
  return drop === undefined || (drop.why === 'read' && wasRead) ? undefined : drop.why;
}

function eventText(event: DeviceEvent): string {
  switch (event.kind) {
    case 'frame':
    case 'transmit':
      return summary(event.frame);
    case 'originate':
      return `${datagramText(event.datagram)} to ${event.datagram.destination}`;
    case 'resolved':
    case 'arp-timer':
      return `next hop ${event.nextHop}`;
    default:
      return event.kind;
  }
}

function datagramText({ icmp, udp }: Datagram): string {
  return icmp === undefined ? `UDP port ${udp?.destinationPort}` : `ICMP type ${icmp.type}`;
}
