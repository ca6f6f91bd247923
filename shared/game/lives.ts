/**
 * Which frames are one packet on its way. A frame lives on, as the same thing, through hubs and switches (also with its tag put on or taken off), and as the packet in it
 * through routers, with other link-layer addresses, a smaller time to live, and translated. An echo reply, an ICMP error, an ARP message and what bridges say begin a life of
 * their own, because of the one that they answer or that needs them.
 *
 * Nothing is guessed from what the frames carry: a device that decides about one frame sends another, so the decision joins them. A packet that is tried again
 * after a mistake is the same; one that is built anew from the same request of a program, too.
 */
import { isStation } from '../device/device.ts';
import type { Action, DeviceEvent } from '../device/event.ts';
import { deviceOf, type Network } from '../network/network.ts';
import { layer, type Frame } from '../wire/frame.ts';
import { frameOf } from './look.ts';

export interface Lives {
  /** A device has dealt with the event: what it sends, holds or wants to say gets its life. */
  acted(device: string, event: DeviceEvent, actions: readonly Action[]): void;
  /** The number of a frame's life; a new one if nothing is known of it. */
  of(frame: Frame): number;
  /** The frame is this one from now on. */
  set(frame: Frame, life: number): void;
  /** The life of what an event is about: its frame, or what a program has asked for. Null if it is about neither. */
  about(event: DeviceEvent): number | null;
  /** The life because of which this one began; null if it began by itself. */
  because(life: number): number | null;
}

type Said = Extract<DeviceEvent, { kind: 'originate' }>['datagram'];

/** Lives are numbered from 1. */
export function livesIn(network: Network): Lives {
  const lives = new WeakMap<Frame | Said, number>();
  const causes = new WeakMap<Said, number | null>();
  const becauseOf: (number | null)[] = [null];
  const begin = (because: number | null): number => becauseOf.push(because) - 1;
  const known = (thing: Frame | Said, because: number | null): number => {
    const life = lives.get(thing) ?? begin(because);
    lives.set(thing, life);
    return life;
  };
  const about = (event: DeviceEvent): number | null => {
    if (event.kind === 'originate') return known(event.datagram, causes.get(event.datagram) ?? null);
    const frame = event.kind === 'transmit' ? event.frame : frameOf(event);
    return frame === undefined ? null : known(frame, null);
  };
  const give = (frame: Frame, life: number | null, isSame: boolean): void => {
    lives.set(frame, isSame && life !== null ? life : begin(life));
  };
  return {
    acted: (device, event, actions) => {
      if (!actions.some((action) => JOINED.has(action.do))) return;
      const life = about(event);
      for (const action of actions) {
        if (action.do === 'originate') causes.set(action.datagram, life);
        else if (action.do === 'hold') give(action.held.packet, life, true);
        else if (action.do === 'send') give(action.frame, life, goesOn(network, device, event, action.frame));
      }
    },
    of: (frame) => known(frame, null),
    set: (frame, life) => void lives.set(frame, life),
    about,
    because: (life) => becauseOf[life] ?? null,
  };
}

const JOINED: ReadonlySet<Action['do']> = new Set<Action['do']>(['originate', 'hold', 'send']);

/** Is what the device sends the thing that the event is about, or something new? */
function goesOn(network: Network, id: string, event: DeviceEvent, sent: Frame): boolean {
  const came = event.kind === 'transmit' ? event.frame : frameOf(event);
  if (came === sent) return true;
  // A bridge without a spanning tree passes a message of one on as it came; with one it sends its own.
  if (!isStation(deviceOf(network, id))) return layer(sent, 'bpdu') === undefined;
  // What a station sends by itself at once is an ARP message, or one of its routing.
  if (layer(sent, 'ipv4') === undefined || layer(sent, 'ospf') !== undefined) return false;
  return event.kind === 'originate' || (came !== undefined && layer(came, 'ipv4') !== undefined);
}
