/** Bursts of frames, as one connection sends them: messages of every kind, spoilt ones, and what is no message. */
import type { GenericSchema } from 'valibot';
import { roomMessages } from '../../shared/messages.ts';
import { classMessages } from '../../shared/messages/class.ts';
import { type Random, draw, drawOne } from '../../shared/random.ts';
import { frame, inPieces, oddFrame, OPCODE, type Burst } from './frames.ts';
import { brokenPack, CODE, message, noise, pack } from './pack.ts';
import { sample, spoilt, type Words } from './sample.ts';

const forms = Object.entries({ ...roomMessages, ...classMessages }) as unknown as readonly [string, GenericSchema][];
const roomForms = Object.entries(roomMessages) as unknown as readonly [string, GenericSchema][];

const ODD_KINDS = [
  '__proto__',
  'constructor',
  'toString',
  '*',
  '_',
  '_$bplay',
  'hasOwnProperty',
  '',
  'x'.repeat(300),
  0,
];

/** A message of Colyseus's protocol, right or wrong. */
export function drawMessage(random: Random, words: Words): Buffer {
  const [kind, form] = drawOne(random, draw(random, 3) === 0 ? forms : roomForms);
  const request = draw(random, 4) === 0 ? undefined : draw(random, 2 ** 31);
  switch (draw(random, 12)) {
    case 0:
      return message(drawOne(random, ODD_KINDS), pack(sample(random, form, words)), request);
    case 1:
      return message(kind, brokenPack(random), request);
    case 2:
      return message(kind, noise(random, 100), request);
    case 3:
      return Buffer.concat([Buffer.of(draw(random, 256)), noise(random, 100)]);
    case 4:
      return Buffer.concat([
        Buffer.of(
          drawOne(
            random,
            Object.values(CODE).filter((code) => code !== CODE.leave),
          ),
        ),
      ]);
    case 5:
    case 6:
    case 7:
      return message(kind, pack(sample(random, form, words)), request).subarray(0, 2048);
    default:
      return message(kind, pack(spoilt(random, sample(random, form, words))), request).subarray(0, 2048);
  }
}

/** One of so many frames is one that ends the connection, usually. */
const ODD_EVERY = 120;

/** About `frames` frames. */
export function drawBurst(random: Random, words: Words, frames: number): Burst {
  const parts: Burst[] =
    draw(random, 10) === 0 ? [] : [{ bytes: frame(OPCODE.binary, Buffer.of(CODE.join)), frames: 1 }];
  let sent = parts.length;
  // Most of what lies behind the cut are copies: it is parsed as far as it is parsed at all, and it takes no time to make.
  const made = Array.from({ length: Math.min(frames, 70) }, () => drawFrames(random, words));
  while (sent < frames) {
    const next = made[sent < made.length ? sent : draw(random, made.length)] ?? drawFrames(random, words);
    parts.push(next);
    sent += next.frames;
  }
  return { bytes: Buffer.concat(parts.map(({ bytes }) => bytes)), frames: sent };
}

function drawFrames(random: Random, words: Words): Burst {
  if (draw(random, ODD_EVERY) === 0) return oddFrame(random);
  const payload = drawMessage(random, words);
  if (draw(random, 20) === 0) return inPieces(random, payload);
  return { bytes: frame(OPCODE.binary, payload), frames: 1 };
}
