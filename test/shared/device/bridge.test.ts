import { describe, expect, it } from 'vitest';
import { apply } from '../../../shared/device/apply.ts';
import { decide } from '../../../shared/device/decision.ts';
import { parseFrame } from '../../../shared/wire/frame.ts';
import { A, acts, arrival, B, C, echo, hubOf, switchOf, whoHas } from './vocabulary.ts';

const fromAToB = echo({ from: A, toMac: B.mac, to: B.ip });
const fromBToA = echo({ from: B, toMac: A.mac, to: A.ip });
const fromAToAll = whoHas(A, B.ip);

/** A switch of three ports that has heard A on p1 and B on p2. */
function learned() {
  const device = switchOf('p1', 'p2', 'p3');
  apply(device, acts(device, arrival('p1', fromAToAll)).actions, 10);
  apply(device, acts(device, arrival('p2', fromBToA)).actions, 20);
  return device;
}

describe('a switch', () => {
  it('[switch.learn] writes down who is behind which port, and when it heard them', () => {
    expect(learned().macs).toEqual({ [A.mac]: { port: 'p1', heardUs: 10 }, [B.mac]: { port: 'p2', heardUs: 20 } });
  });

  it('[switch.learn] the latest port wins', () => {
    const device = learned();
    apply(device, acts(device, arrival('p3', fromAToAll)).actions, 30);
    expect(device.macs[A.mac]).toEqual({ port: 'p3', heardUs: 30 });
  });

  it('[switch.flood] sends broadcast and the unknown to every other port', () => {
    expect(acts(switchOf('p1', 'p2', 'p3'), arrival('p2', fromAToAll)).ports).toEqual(['p1', 'p3']);
    expect(acts(switchOf('p1', 'p2', 'p3'), arrival('p2', fromAToB)).ports).toEqual(['p1', 'p3']);
  });

  it('[switch.forward] sends the known to its one port, unchanged', () => {
    const { frame, ports } = acts(learned(), arrival('p1', fromAToB));
    expect(ports).toEqual(['p2']);
    expect(frame).toBe(fromAToB);
  });

  it('[switch.filter] sends nothing back to where it came from', () => {
    const { actions, sends } = acts(learned(), arrival('p2', fromAToB));
    expect(sends).toEqual([]);
    expect(actions.at(-1)).toEqual({ do: 'drop', why: 'same-port' });
  });

  it('forwards a tagged frame as it is (rule 22)', () => {
    const { bytes } = fromAToB;
    const tagged = parseFrame(new Uint8Array([...bytes.slice(0, 12), 0x81, 0x00, 0x00, 0x0a, ...bytes.slice(12)]));
    const { frame, ports } = acts(learned(), arrival('p1', tagged));
    expect(ports).toEqual(['p2']);
    expect(frame?.bytes).toEqual(tagged.bytes);
  });

  it('drops a damaged frame and learns nothing from it', () => {
    const damaged = parseFrame(fromAToB.bytes, 1);
    expect(acts(switchOf('p1', 'p2'), arrival('p1', damaged)).actions).toEqual([{ do: 'drop', why: 'bad-fcs' }]);
  });

  it('[switch.forward] judges flooding what is known as wasteful, and leaving its port out as broken', () => {
    const quality = (ports: string) =>
      decide(learned(), arrival('p1', fromAToB), { ports }).thinking.find((one) => one.part === 'ports')?.quality;
    expect(['p2', 'p2 p3', 'p3', ''].map(quality)).toEqual(['right', 'wasteful', 'broken', 'broken']);
  });
});

describe('a hub', () => {
  it('repeats everything to every other port and reads nothing', () => {
    const garbage = parseFrame(new Uint8Array([1, 2, 3]), 7);
    for (const frame of [fromAToB, fromAToAll, garbage]) {
      expect(acts(hubOf('p1', 'p2', 'p3'), arrival('p3', frame)).ports).toEqual(['p1', 'p2']);
    }
    expect(acts(hubOf('p1', 'p2'), arrival('p1', echo({ from: C, toMac: B.mac, to: B.ip }))).ports).toEqual(['p2']);
  });
});
