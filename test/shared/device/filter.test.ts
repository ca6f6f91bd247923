import { describe, expect, it } from 'vitest';
import type { Station } from '../../../shared/device/device.ts';
import { buildNetwork, type LabStation } from '../../../shared/network/lab.ts';
import { packetOctets, datagramAtTarget, pingAtSecondRouter, rejectedBySecondRouter } from './linux-frames.ts';
import { acts, arrival, does, loopedBack, ping } from './vocabulary.ts';

type LabFilter = NonNullable<LabStation['filter']>;

/** The second router of a chain of two: 10.0.2.3 towards A, 10.0.3.1 towards B. */
function router(filter: LabFilter): Station {
  const lab: LabStation = {
    kind: 'router',
    interfaces: {
      eth0: { mac: '02:00:00:00:12:01', ipv4: '10.0.2.3/24' },
      eth1: { mac: '02:00:00:00:12:02', ipv4: '10.0.3.1/24' },
    },
    routes: [{ to: '10.0.1.0/24', via: '10.0.2.1' }],
    neigh: { '10.0.2.1': '02:00:00:00:11:02', '10.0.3.2': '02:00:00:00:02:01' },
    filter,
  };
  return buildNetwork({ devices: { R2: lab } }).devices['R2'] as Station;
}

const pinged = arrival('eth0', pingAtSecondRouter);

/** Where a packet through the router ends: "sent", or why not. */
function fate(filter: LabFilter): string {
  const { actions, sends } = acts(router(filter), pinged);
  return sends.length > 0 ? 'sent' : (does(actions, 'drop')[0]?.why ?? '');
}

describe('the forward chain', () => {
  it('rejects with port unreachable, from the card by which the error leaves, octet by octet as nftables does', () => {
    const station = router({
      forward: { rules: [{ to: '10.0.3.2/32', protocol: 'icmp', icmpType: 8, do: 'reject' }] },
    });
    const { actions, sends } = acts(station, pinged);
    expect(sends).toEqual([]);
    expect(does(actions, 'drop')).toEqual([{ do: 'drop', why: 'filtered' }]);
    const [told] = does(actions, 'originate');
    if (told === undefined) throw new Error('nobody is told');
    const { frame } = acts(station, { kind: 'originate', datagram: told.datagram });
    expect(frame && packetOctets(frame, 64)).toBe(packetOctets(rejectedBySecondRouter, 64));
  });

  it('drops in silence', () => {
    const { actions } = acts(router({ forward: { policy: 'drop' } }), pinged);
    expect(actions).toEqual([{ do: 'drop', why: 'filtered' }]);
  });

  it('the first rule that fits decides, the policy when none does', () => {
    const accept = { from: '10.0.1.0/24', do: 'accept' } as const;
    const drop = { in: 'eth0', out: 'eth1', do: 'drop' } as const;
    expect(fate({ forward: { rules: [accept, drop] } })).toBe('sent');
    expect(fate({ forward: { rules: [drop, accept] } })).toBe('filtered');
    expect(fate({ forward: { policy: 'drop', rules: [accept] } })).toBe('sent');
    expect(fate({ forward: { policy: 'drop', rules: [{ from: '10.0.9.0/24', do: 'accept' }] } })).toBe('filtered');
  });

  it('a rule fits only when everything that is given fits', () => {
    const misses = [
      { in: 'eth1' },
      { out: 'eth0' },
      { from: '10.0.2.0/24' },
      { to: '10.0.3.3/32' },
      { protocol: 'udp' },
      { protocol: 'icmp', icmpType: 0 },
      { from: '10.0.1.0/24', to: '10.0.4.0/24' },
    ] as const;
    const fateOf = (rule: object) => fate({ forward: { rules: [{ ...rule, do: 'drop' }] } });
    expect(misses.filter((rule) => fateOf(rule) !== 'sent')).toEqual([]);
    const fits = [
      {},
      { in: 'eth0' },
      { out: 'eth1' },
      { from: '0.0.0.0/0' },
      { protocol: 'icmp', icmpType: 8 },
    ] as const;
    expect(fits.filter((rule) => fateOf(rule) !== 'filtered')).toEqual([]);
  });

  it('knows a datagram by its destination port', () => {
    const at = (port: number) => {
      const station = router({ forward: { rules: [{ protocol: 'udp', port, do: 'drop' }] } });
      const bytes = datagramAtTarget.bytes.slice();
      bytes.set([0x02, 0, 0, 0, 0x12, 0x01]);
      return acts(station, arrival('eth0', { ...datagramAtTarget, bytes, layers: withDestination(station) })).actions;
    };
    expect(at(11)).toEqual([{ do: 'drop', why: 'filtered' }]);
    expect(at(12)).not.toEqual([{ do: 'drop', why: 'filtered' }]);
  });

  it('is not asked about what is for the router itself, or about its own packets', () => {
    const station = router({ forward: { policy: 'drop' } });
    expect(acts(station, ping('10.0.3.2')).sends).toHaveLength(1);
  });
});

/** The layers of the datagram, sent to the router's own card. */
function withDestination(station: Station) {
  return datagramAtTarget.layers.map((each) =>
    each.protocol === 'ethernet'
      ? { ...each, header: { ...each.header, destination: station.interfaces['eth0']!.mac } }
      : each.protocol === 'ipv4'
        ? { ...each, header: { ...each.header, destination: '10.0.3.2' as typeof each.header.destination } }
        : each,
  );
}

describe('the output chain', () => {
  it('stops a packet before it leaves, as if it had not been sent', () => {
    const { actions } = acts(router({ output: { rules: [{ out: 'eth1', do: 'drop' }] } }), ping('10.0.3.2'));
    expect(actions).toEqual([{ do: 'drop', why: 'filtered' }]);
  });

  it('is passed by errors of its own, too', () => {
    const station = router({ output: { rules: [{ protocol: 'icmp', icmpType: 11, do: 'drop' }] } });
    const late = arrival('eth0', { ...pingAtSecondRouter, layers: withTtl(1) });
    const [told] = does(acts(station, late).actions, 'originate');
    expect(told?.datagram.icmp).toEqual({ type: 11, code: 0 });
    if (told === undefined) return;
    expect(acts(station, { kind: 'originate', datagram: told.datagram }).actions).toEqual([
      { do: 'drop', why: 'filtered' },
    ]);
  });

  it('a rejected packet of its own: the program is told, by an error from the station to itself', () => {
    const station = router({ output: { rules: [{ out: 'eth1', do: 'reject' }] } });
    const { actions } = acts(station, ping('10.0.3.2'));
    const [told] = does(actions, 'originate');
    expect(told?.datagram).toMatchObject({ destination: '10.0.3.1', icmp: { type: 3, code: 3 } });
  });
});

function withTtl(ttl: number) {
  return pingAtSecondRouter.layers.map((each) =>
    each.protocol === 'ipv4' ? { ...each, header: { ...each.header, ttl } } : each,
  );
}

describe('the loopback interface', () => {
  it('is "out" for the output chain and "in" for the input chain', () => {
    const own = ping('10.0.2.3');
    const back = loopedBack(router({}), own);
    expect(does(acts(router({}), back).actions, 'deliver')).toHaveLength(1);
    const onlyOut = router({ output: { rules: [{ out: 'lo', do: 'drop' }] } });
    expect(acts(onlyOut, own).actions).toEqual([{ do: 'drop', why: 'filtered' }]);
    const onlyIn = router({ input: { rules: [{ in: 'lo', do: 'drop' }] } });
    expect(acts(onlyIn, back).actions).toEqual([{ do: 'drop', why: 'filtered' }]);
    const elsewhere = router({ input: { rules: [{ in: 'eth0', do: 'drop' }] } });
    expect(does(acts(elsewhere, back).actions, 'deliver')).toHaveLength(1);
  });
});
