/** A switch: learns from the source, sends by the destination, and changes nothing in the frame (IEEE 802.1D 7.5 to 7.8). */
import type { Mac } from '../address/mac.ts';
import { isMulticast } from '../address/mac.ts';
import { fcsIsRight, layer } from '../wire/frame.ts';
import type { Switch } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';
import type { Mind } from './rule.ts';
import { learn, learnPort, lookup, ports } from './rules/switch.ts';

export function decideSwitch(device: Switch, event: DeviceEvent, mind: Mind): readonly Action[] {
  if (event.kind !== 'frame') return [];
  const ethernet = layer(event.frame, 'ethernet');
  if (ethernet === undefined) return [{ do: 'drop', why: 'not-understood' }];
  if (!fcsIsRight(event.frame)) return [{ do: 'drop', why: 'bad-fcs' }];
  const { source, destination } = ethernet.header;
  const row = learnRow(device, source, destination, event.port, mind);
  mind.ask(lookup, device, destination, event.port);
  const chosen = mind.ask(ports, device, destination, event.port);
  const out = chosen === '' ? [] : chosen.split(' ');
  if (out.length === 0) return [...row, { do: 'drop', why: 'same-port' }];
  return [...row, ...out.map((port): Action => ({ do: 'send', port, frame: event.frame }))];
}

/** A group address never is a source; a row for one would catch every broadcast (IEEE 802.1D 7.8). */
function learnRow(device: Switch, source: Mac, destination: Mac, port: string, mind: Mind): readonly Action[] {
  const which = mind.ask(learn, device, source, destination, port);
  const atPort = mind.ask(learnPort, device, source, destination, port);
  if (which === 'nothing') return [];
  const mac = which === 'destination' ? destination : source;
  return isMulticast(mac) ? [] : [{ do: 'learn-mac', mac, port: atPort }];
}
