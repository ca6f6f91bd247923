/** What is done to a network while it runs: cables are cut, mended, moved, and damage frames; settings change. */
import { isStation } from '../device/device.ts';
import { cableAt, noticeCarrier, plug, updateLink, type CableEnd, type EndName } from './link.ts';
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
  | { readonly change: 'move'; readonly from: EndName; readonly to: EndName; readonly announce: boolean };

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
