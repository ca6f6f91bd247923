import { describe, expect, it } from 'vitest';
import { apply } from '../../../shared/device/apply.ts';
import { act, decide, formOf } from '../../../shared/device/decision.ts';
import type { Hub } from '../../../shared/device/device.ts';
import type { DeviceEvent } from '../../../shared/device/event.ts';
import { advance, isWon } from '../../../shared/game/match.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { damagedFrame, fcsIsRight } from '../../../shared/wire/frame.ts';
import { matchWith, must, playOut, runUntilDecision } from '../game/play.ts';
import { A, B, hubOf, whoHas } from './vocabulary.ts';

const frame = whoHas(A, B.ip);
/** Long enough for a frame to get everywhere, microseconds. */
const SOON_US = 50_000;
const arrives = (port: string, it = frame): DeviceEvent => ({ kind: 'frame', port, frame: it });

/** With a link in all ports but the last. */
function hub(): Hub {
  const device = hubOf('p1', 'p2', 'p3', 'p4', 'p5');
  device.down['p5'] = true;
  return device;
}

function played(answer: string) {
  const { actions, thinking } = decide(hub(), arrives('p2'), { ports: answer });
  const sent = actions.flatMap((action) => (action.do === 'send' ? [action] : []));
  return {
    ports: sent.map(({ port }) => port),
    isWhole: sent.every((action) => action.frame === frame),
    isDamaged: sent.length > 0 && sent.every((action) => !fcsIsRight(action.frame)),
    dropped: actions.some((action) => action.do === 'drop'),
    quality: thinking[0]?.quality,
  };
}

describe('a hub', () => {
  it('sends what comes in out of every other port that has a link, the very same frame', () => {
    expect(played('p1 p3 p4')).toEqual({
      ports: ['p1', 'p3', 'p4'],
      isWhole: true,
      isDamaged: false,
      dropped: false,
      quality: 'right',
    });
    expect(decide(hub(), arrives('p2')).thinking).toMatchObject([
      { rule: 'hub.repeat', part: 'ports', expected: 'p1 p3 p4', facts: { port: 'p2', others: ['p1', 'p3', 'p4'] } },
    ]);
  });

  it('repeats a damaged frame as it is', () => {
    const broken = damagedFrame(frame);
    // Out of the three other ports that have a cable.
    for (const actions of [act(hub(), arrives('p1', broken)), decide(hub(), arrives('p1', broken)).actions])
      expect(actions.map((action) => action.do === 'send' && action.frame)).toEqual(Array(3).fill(broken));
  });

  it('has one question for every frame: any set of its ports', () => {
    const [step, ...others] = formOf(hub(), arrives('p2'), { 'hub.repeat': ['ports'] });
    expect(others).toEqual([]);
    expect(step).toMatchObject({ part: 'ports', many: true });
    expect(step?.choices.map(({ value }) => value)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
  });

  it('loses the frame for those behind a port that was left out, and for all when it goes nowhere', () => {
    expect(played('p3')).toMatchObject({ ports: ['p3'], isWhole: true, quality: 'broken' });
    expect(played('')).toMatchObject({ ports: [], dropped: true, quality: 'broken' });
  });

  it('spoils the frame for everybody when it sends it back', () => {
    expect(played('p1 p2 p3 p4')).toMatchObject({
      ports: ['p1', 'p2', 'p3', 'p4'],
      isDamaged: true,
      quality: 'broken',
    });
  });

  it('does no harm at a port without a link', () => {
    expect(played('p1 p3 p4 p5')).toMatchObject({ isWhole: true, quality: 'wasteful' });
  });

  it('notices when a link goes and comes', () => {
    const device = hub();
    const notice = (port: string, up: boolean) => apply(device, act(device, { kind: 'carrier', port, up }), 0);
    notice('p1', false);
    notice('p5', true);
    expect(decide(device, arrives('p2')).thinking[0]?.expected).toBe('p3 p4 p5');
  });
});

describe('loud-hub', () => {
  const open = (seed: string) => {
    const match = matchWith(puzzles['loud-hub'], seed, ['H']);
    for (const seat of Object.values(match.seats)) seat.guidedLeft = 0;
    return match;
  };

  it('a hub that thinks like a switch reaches the one machine only; the next try reaches all', () => {
    const match = open('switch');
    const ping = match.traffic[0];
    runUntilDecision(match);
    const card = match.seats['H']?.inbox[0]?.id ?? 0;
    const port = match.links.find(([end]) => end === `${ping?.to}.eth0`)?.[1].replace('H.', '') ?? '';
    must(match, { kind: 'play', seat: 'H', card, answers: { ports: port } });
    expect(match.seats['H']?.verdict).toMatchObject({ rule: 'hub.repeat', quality: 'broken' });
    advance(match, match.network.nowUs + SOON_US);
    expect(match.traces[0]?.reached).toEqual([ping?.to]);
    expect(match.goalsMetUs[1]).toBeNull();
    must(match, { kind: 'retry', seat: 'H', card });
    must(match, { kind: 'play', seat: 'H', card, answers: { ports: match.seats['H']?.verdict?.expected ?? '' } });
    advance(match, match.network.nowUs + SOON_US);
    expect(match.goalsMetUs[1]).not.toBeNull();
  });

  it('a signal that comes back reaches nobody whole', () => {
    const match = open('back');
    runUntilDecision(match);
    const card = match.seats['H']?.inbox[0]?.id ?? 0;
    must(match, { kind: 'play', seat: 'H', card, answers: { ports: 'p1 p2 p3 p4 p5' } });
    advance(match, match.network.nowUs + SOON_US);
    expect(match.traces[0]?.reached).toEqual([]);
    expect(match.network.pings[0]?.answered).toEqual([]);
  });

  it('the last ping is damaged on its way the first time: everybody drops it, and it is sent again', () => {
    const match = open('damaged');
    const happenings = playOut(match);
    expect(isWon(match)).toBe(true);
    const last = match.traffic.length - 1;
    expect(match.traces[last]?.lastSequence).toBe(2);
    expect(match.network.pings[last]?.answered).toEqual([2]);
    const lost = happenings.flatMap((it) => (it.kind === 'lost' && it.look === 'damaged' ? [it.device] : []));
    const others = ['M1', 'M2', 'M3', 'M4', 'M5'].filter((id) => id !== match.traffic[last]?.on);
    expect(new Set(lost)).toEqual(new Set(others));
    expect(lost).toHaveLength(others.length);
  });
});
