/** How long translations are remembered: nf_conntrack's times, seen on Linux 6.18 to the second. */
import { describe, expect, it } from 'vitest';
import { ageTables, apply } from '../../../shared/device/apply.ts';
import { trackDelivered } from '../../../shared/device/nat.ts';
import { A, OUTSIDE, X, SECOND, router, through, out, own, back, udp, echo, ends, rows } from './nat-words.ts';

describe('a flow is forgotten', () => {
  it('30 s after its last packet, in either direction (Linux; RFC 4787 and 5508 ask for more)', () => {
    const station = router();
    out(station, echo(A, X, 77), 0);
    back(station, echo(X, OUTSIDE, 77, 0), 20 * SECOND);
    out(station, echo(A, X, 77), 45 * SECOND);
    expect(rows(station, 75 * SECOND - 1)).toHaveLength(1);
    const late = echo(X, OUTSIDE, 77, 0);
    expect(back(station, late, 75 * SECOND)).toBe(late);
    const { flows, answers, senders } = station.nat ?? {};
    expect({ flows, answers, senders }).toEqual({ flows: {}, answers: {}, senders: {} });
  });

  it('after 120 s when datagrams go both ways for more than 2 s', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7), 0);
    back(station, udp(X, 7, OUTSIDE, 5000), SECOND);
    out(station, udp(A, 5000, X, 7), 2 * SECOND + 1);
    expect(ends(back(station, udp(X, 7, OUTSIDE, 5000), 122 * SECOND), 'udp')).toBe(`${X} 7 ${A} 5000`);
    expect(rows(station, 242 * SECOND)).toHaveLength(0);
  });

  it('of the router itself, too: its own packets count', () => {
    const station = router();
    own(station, echo(OUTSIDE, X, 1), 0);
    own(station, echo(OUTSIDE, X, 1), 20 * SECOND);
    expect(rows(station, 49 * SECOND)).toHaveLength(1);
    apply(station, trackDelivered(station, udp(X, 6000, OUTSIDE, 7)), 0);
    own(station, udp(OUTSIDE, 7, X, 6000), 29 * SECOND);
    back(station, udp(X, 6000, OUTSIDE, 7), 58 * SECOND);
    // They went both ways by then, so 120 s.
    ageTables(station, 177 * SECOND);
    expect(Object.keys(station.nat?.flows ?? {})).toEqual([`udp ${X}:6000 ${OUTSIDE}:7`]);
  });

  it('an answer alone, or one that comes early, is no conversation', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7), 0);
    back(station, udp(X, 7, OUTSIDE, 5000), 5 * SECOND);
    expect(rows(station, 35 * SECOND)).toHaveLength(0);
    out(station, udp(A, 5000, X, 7), 40 * SECOND);
    back(station, udp(X, 7, OUTSIDE, 5000), 41 * SECOND);
    out(station, udp(A, 5000, X, 7), 42 * SECOND);
    expect(rows(station, 72 * SECOND)).toHaveLength(0);
  });

  it('when the outside interface loses its address, for others have it then', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7));
    through(station, udp(A, 5000, '10.0.1.2', 7), 'eth2');
    apply(station, [{ do: 'configure', change: { set: 'link', port: 'eth1', up: false } }], 0);
    ageTables(station, SECOND);
    expect(rows(station)).toEqual([]);
    expect(Object.keys(station.nat?.flows ?? {})).toEqual([`udp ${A}:5000 10.0.1.2:7`]);
  });

  it('with the packet that takes another way out; the next one begins anew (nf_nat_oif_changed)', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7));
    expect(through(station, udp(A, 5000, X, 7), 'eth2')).toBeUndefined();
    const next = udp(A, 5000, X, 7);
    expect(through(station, next, 'eth2')).toBe(next);
  });
});
