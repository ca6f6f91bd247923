/** Sockets that keep every octet they get, and what must not be among them. */
import { connect, type Socket } from 'node:net';
import type { Device } from '../../shared/device/device.ts';
import { frame, OPCODE } from './frames.ts';
import { CODE } from './pack.ts';
import { handshake } from './wire.ts';

/** A room, or a class as a whole, with texts that nobody else may ever get. */
export interface Unit {
  readonly name: string;
  readonly secrets: readonly string[];
}

/** A socket: what it has heard, and of which units it may hear. */
export interface Ear {
  readonly name: string;
  readonly mayKnow: readonly string[];
  /** Every octet as one sign of Latin-1. */
  heard(): string;
}

/** Each secret that has come to an ear to which it does not belong. */
export function leaks(ears: readonly Ear[], units: readonly Unit[]): readonly string[] {
  return ears.flatMap((ear) => {
    const heard = ear.heard();
    const foreign = units.filter((unit) => !ear.mayKnow.includes(unit.name));
    return foreign.flatMap((unit) =>
      unit.secrets
        .filter((secret) => waysToWrite(secret).some((way) => heard.includes(way)))
        .map((secret) => `${ear.name} got ${secret} of ${unit.name}`),
    );
  });
}

/** A MAC address as text, as octets and as digits; any other text as it is, in UTF-8. */
function waysToWrite(secret: string): readonly string[] {
  const text = Buffer.from(secret).toString('latin1');
  if (!/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(secret)) return [text];
  const digits = secret.replaceAll(':', '');
  return [text, digits, Buffer.from(digits, 'hex').toString('latin1')];
}

/** The MAC addresses of a network that somebody has drawn. */
export function macsOf(devices: Readonly<Record<string, Device>>): readonly string[] {
  return Object.values(devices).flatMap((device) =>
    'interfaces' in device ? Object.values(device.interfaces).map(({ mac }) => mac) : [],
  );
}

/** A client without a library: everything from its first octet on is kept. */
export interface RawClient {
  readonly socket: Socket;
  heard(): string;
  send(payload: Buffer): void;
}

/** As the server sends it. */
const PING = Buffer.of(0x89, 0);

/** Takes up a place, and says that it has joined, unless it `isSilent`. */
export function takeRaw(port: number, place: string, isSilent = false): RawClient {
  const socket = connect({ port, host: '127.0.0.1' });
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece);
    // Who answers no ping is not there any more.
    if (piece.includes(PING)) socket.write(frame(OPCODE.pong, Buffer.alloc(0)));
  });
  socket.on('error', () => socket.destroy());
  const send = (payload: Buffer) => void socket.write(frame(OPCODE.binary, payload));
  socket.write(handshake(place));
  // Frames count only after the handshake.
  if (!isSilent) socket.once('data', () => send(Buffer.of(CODE.join)));
  return { socket, heard: () => Buffer.concat(pieces).toString('latin1'), send };
}
