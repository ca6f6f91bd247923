/** What is done to a network while it runs: cables are cut, mended, moved, and damage frames; settings change. */
import { isStation } from '../device/device.ts';
import { CABLE_DELAY_US, cableAt, noticeCarrier, plug, updateLink, type CableEnd, type EndName } from './link.ts';
import { formMediums } from './mediums.ts';
import type { Network } from './network.ts';
import { deviceOf, schedule } from './schedule.ts';

export type NetworkChange =
  | { readonly change: 'cut' | 'mend'; readonly at: EndName }
  /** `flips`: the bits that turn over, counted from the frame's first octet to the end of its FCS, of each octet the lowest one first. */
  | { readonly change: 'damage'; readonly at: EndName; readonly frames: number; readonly flips?: readonly number[] }
  /** A new cable in place of this one: it damages nothing. */
  | { readonly change: 'renew'; readonly at: EndName }
  /** `announce`: the station at the end of the cable that stays says where it is now. */
  | { readonly change: 'move'; readonly from: EndName; readonly to: EndName; readonly announce: boolean }
  /** A new cable between two free ports; `queueMax`: most frames under way in one direction. */
  | { readonly change: 'plug'; readonly at: EndName; readonly to: EndName; readonly queueMax: number }
  /** The cable is taken away at both ends, with what is under way on it. */
  | { readonly change: 'unplug'; readonly at: EndName };

/** Does it. Changes of what is not there (a port without a cable) do nothing. */
export function changeHappens(network: Network, change: NetworkChange): void {
  switch (change.change) {
    case 'cut':
    case 'mend':
      setUp(network, change.at, change.change === 'mend');
      return;
    case 'damage': {
      const end = cableAt(network, change.at);
      if (end === undefined) return;
      end.toDamage += change.frames;
      end.flips = change.flips ?? [];
      return;
    }
    case 'renew':
      for (const end of [cableAt(network, change.at), farEnd(network, change.at)])
        if (end !== undefined) end.toDamage = 0;
      return;
    case 'move':
      move(network, change.from, change.to, change.announce);
      return;
    case 'plug':
      plugNew(network, change.at, change.to, change.queueMax);
      return;
    case 'unplug':
      unplug(network, change.at);
  }
}

function plugNew(network: Network, at: EndName, to: EndName, queueMax: number): void {
  if (cableAt(network, at) !== undefined || cableAt(network, to) !== undefined) return;
  plug(network, at, to, { delayUs: CABLE_DELAY_US, bitsPerSecond: 0, halfDuplex: false, queueMax, veth: false });
  for (const end of [at, to]) noticeCarrier(network, end.device, end.port, true);
}

function unplug(network: Network, at: EndName): void {
  const end = cableAt(network, at);
  if (end === undefined) return;
  for (const { device, port } of [at, end]) {
    delete network.cables[device]?.[port];
    noticeCarrier(network, device, port, false);
  }
}

/** The other end of the cable at this port. */
function farEnd(network: Network, at: EndName): CableEnd | undefined {
  const end = cableAt(network, at);
  return end === undefined ? undefined : cableAt(network, end);
}

function setUp(network: Network, at: EndName, up: boolean): void {
  const end = cableAt(network, at);
  const far = farEnd(network, at);
  if (end === undefined || far === undefined) return;
  end.cut = !up;
  far.cut = !up;
  updateLink(network, at);
  formMediums(network);
}

/** Somebody has switched a port on or off: its card sends no carrier then, so the far end has no link either. */
export function portSwitched(network: Network, at: EndName, on: boolean): void {
  const end = cableAt(network, at);
  if (end === undefined) return;
  end.off = !on;
  updateLink(network, at);
  formMediums(network);
}

function move(network: Network, from: EndName, to: EndName, announce: boolean): void {
  const end = cableAt(network, from);
  if (end === undefined || cableAt(network, to) !== undefined) return;
  const stays: EndName = { device: end.device, port: end.port };
  delete network.cables[from.device]?.[from.port];
  noticeCarrier(network, from.device, from.port, false);
  noticeCarrier(network, stays.device, stays.port, false);
  plug(network, stays, to, end);
  formMediums(network);
  if (cableAt(network, to)?.up === true) {
    noticeCarrier(network, to.device, to.port, true);
    noticeCarrier(network, stays.device, stays.port, true);
  }
  if (announce && isStation(deviceOf(network, stays.device)))
    schedule(network, network.nowUs, stays.device, { kind: 'announce', interface: stays.port });
}
