/** What RFC 4787 (UDP) and RFC 5508 (ICMP) ask of a translating router, and where Linux, which we follow, does otherwise. */
import { describe, expect, it } from 'vitest';
import { ipv4 as ip } from '../../../shared/address/ipv4.ts';
import { apply } from '../../../shared/device/apply.ts';
import type { Datagram } from '../../../shared/device/event.ts';
import { trackDelivered, translateOwn } from '../../../shared/device/nat.ts';
import { parseFrame, readField } from '../../../shared/wire/frame.ts';
import {
  A,
  B,
  OUTSIDE,
  X,
  Y,
  SECOND,
  router,
  through,
  out,
  own,
  back,
  udp,
  echo,
  errorAbout,
  ends,
  rows,
} from './nat-words.ts';

describe('a new flow', () => {
  it('gets the address of the outside interface and keeps its port or identifier (RFC 4787 4.2.1)', () => {
    const station = router();
    expect(ends(out(station, udp(A, 5000, X, 7)), 'udp')).toBe(`${OUTSIDE} 5000 ${X} 7`);
    expect(ends(out(station, echo(A, X, 77)), 'icmp')).toBe(`${OUTSIDE} 77 ${X}`);
    expect(rows(station)).toEqual([`${A}:5000 ${OUTSIDE}:5000`, `${A}:77 ${OUTSIDE}:77`]);
  });

  it('never shares an end point with another flow to the same target (RFC 4787 REQ-3)', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7));
    out(station, echo(A, X, 77));
    expect(ends(out(station, udp(B, 5000, X, 7)), 'udp')).toBe(`${OUTSIDE} 5001 ${X} 7`);
    expect(ends(out(station, echo(B, X, 77)), 'icmp')).toBe(`${OUTSIDE} 78 ${X}`);
  });

  it('may use it for another target', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7));
    expect(ends(out(station, udp(B, 5000, Y, 7)), 'udp')).toBe(`${OUTSIDE} 5000 ${Y} 7`);
    expect(ends(out(station, udp(B, 5000, X, 8)), 'udp')).toBe(`${OUTSIDE} 5000 ${X} 8`);
  });

  it('gets the end point that its sender already has, for whatever target (RFC 4787 REQ-1)', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7));
    out(station, udp(B, 5000, X, 7));
    expect(ends(out(station, udp(B, 5000, Y, 9)), 'udp')).toBe(`${OUTSIDE} 5001 ${Y} 9`);
    expect(ends(out(station, udp(A, 5000, Y, 10)), 'udp')).toBe(`${OUTSIDE} 5000 ${Y} 10`);
  });

  it('of a privileged port gets a privileged one (nf_nat_core.c)', () => {
    const station = router();
    for (const port of [511, 1023]) out(station, udp(A, port, X, 7));
    expect(ends(out(station, udp(B, 511, X, 7)), 'udp')).toBe(`${OUTSIDE} 1 ${X} 7`);
    expect(ends(out(station, udp(B, 1023, X, 7)), 'udp')).toBe(`${OUTSIDE} 600 ${X} 7`);
    out(station, udp(A, 65_535, X, 7));
    expect(ends(out(station, udp(B, 65_535, X, 7)), 'udp')).toBe(`${OUTSIDE} 1024 ${X} 7`);
  });

  it('of the router itself must not clash either; its echo then begins at 0, as seen on Linux', () => {
    const station = router();
    out(station, echo(A, X, 77));
    out(station, udp(A, 5000, X, 7));
    expect(ends(own(station, echo(OUTSIDE, X, 77)), 'icmp')).toBe(`${OUTSIDE} 0 ${X}`);
    expect(ends(own(station, udp(OUTSIDE, 5000, X, 7)), 'udp')).toBe(`${OUTSIDE} 5001 ${X} 7`);
    expect(ends(back(station, echo(X, OUTSIDE, 0, 0)), 'icmp')).toBe(`${X} 77 ${OUTSIDE}`);
  });

  it('must not look like an answer to who talks to the router itself, as seen on Linux', () => {
    const station = router();
    apply(station, trackDelivered(station, udp(X, 5501, OUTSIDE, 5500)), 0);
    expect(ends(out(station, udp(A, 5500, X, 5501)), 'udp')).toBe(`${OUTSIDE} 5501 ${X} 5501`);
    // The router's own answer to X is no flow of its own.
    expect(ends(own(station, udp(OUTSIDE, 5500, X, 5501)), 'udp')).toBe(`${OUTSIDE} 5500 ${X} 5501`);
    expect(rows(station)).toEqual([`${A}:5500 ${OUTSIDE}:5501`]);
  });

  it('has no end point when all are taken: it is dropped', () => {
    const station = router();
    for (let port = 600; port < 1024; port++) out(station, udp(A, port, X, 7));
    expect(out(station, udp(B, 600, X, 7))).toBeUndefined();
    expect(ends(out(station, udp(B, 600, X, 8)), 'udp')).toBe(`${OUTSIDE} 600 ${X} 8`);
  });

  it('between two inside interfaces is not touched, nor what answers it', () => {
    const station = router();
    const asked = udp(A, 5000, '10.0.1.2', 7);
    expect(through(station, asked, 'eth2')).toBe(asked);
    const answered = udp('10.0.1.2', 7, A, 5000);
    expect(through(station, answered, 'eth0')).toBe(answered);
    expect(rows(station)).toEqual([]);
  });

  it('that came in by a route from outside is not translated, nor what answers it', () => {
    const station = router();
    through(station, udp(X, 6000, A, 7), 'eth0');
    const answered = udp(A, 7, X, 6000);
    expect(out(station, answered)).toBe(answered);
    expect(rows(station)).toEqual([]);
  });

  it('is not begun by an echo reply that nobody has asked for', () => {
    const station = router();
    const reply = echo(A, X, 77, 0);
    expect(out(station, reply)).toBe(reply);
  });
});

describe('what comes back', () => {
  it('goes to the host inside, by its own port or identifier', () => {
    const station = router();
    for (const host of [A, B]) {
      out(station, udp(host, 5000, X, 7));
      out(station, echo(host, X, 77));
    }
    expect(ends(back(station, udp(X, 7, OUTSIDE, 5000)), 'udp')).toBe(`${X} 7 ${A} 5000`);
    expect(ends(back(station, udp(X, 7, OUTSIDE, 5001)), 'udp')).toBe(`${X} 7 ${B} 5000`);
    expect(ends(back(station, echo(X, OUTSIDE, 77, 0)), 'icmp')).toBe(`${X} 77 ${A}`);
    expect(ends(back(station, echo(X, OUTSIDE, 78, 0)), 'icmp')).toBe(`${X} 77 ${B}`);
  });

  it('only from whom the flow goes to (RFC 4787 section 5, address and port-dependent filtering)', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7));
    out(station, echo(A, X, 77));
    const strangers = [udp(X, 8, OUTSIDE, 5000), udp(Y, 7, OUTSIDE, 5000), udp(X, 7, OUTSIDE, 5001)];
    const echoes = [echo(Y, OUTSIDE, 77, 0), echo(X, OUTSIDE, 76, 0), echo(X, OUTSIDE, 77, 8)];
    for (const frame of [...strangers, ...echoes]) expect(back(station, frame)).toBe(frame);
  });
});

describe('errors (RFC 5508)', () => {
  it('about what went out: to the sender, quoting what it has sent; their own source stays (REQ-4)', () => {
    for (const sent of [udp(B, 5000, X, 7), echo(B, X, 77)]) {
      const station = router();
      out(station, udp(A, 5000, X, 7));
      out(station, echo(A, X, 77));
      const translated = out(station, sent);
      expect(translated?.bytes.slice(26, 30)).toEqual(Uint8Array.of(192, 0, 2, 1));
      const told = back(station, errorAbout(translated, '192.0.2.254', OUTSIDE, 11, 0));
      expect([readField(told, 'ipv4.source'), readField(told, 'ipv4.destination')]).toEqual(['192.0.2.254', B]);
      // Octet by octet what B has sent, all checksums included.
      expect(told.bytes.slice(14 + 20 + 8)).toEqual(sent.bytes.slice(14));
      expect(parseFrame(told.bytes).malformed).toBeUndefined();
    }
  });

  it('about what came in: from the outside address, quoting what came (REQ-5)', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7));
    out(station, udp(B, 5000, X, 7));
    const came = udp(X, 7, OUTSIDE, 5001);
    const delivered = back(station, came);
    const told = out(station, errorAbout(delivered, B, X));
    expect([told && readField(told, 'ipv4.source'), told && readField(told, 'ipv4.destination')]).toEqual([OUTSIDE, X]);
    expect(told?.bytes.slice(14 + 20 + 8)).toEqual(came.bytes.slice(14));
    expect(parseFrame(told?.bytes ?? new Uint8Array()).malformed).toBeUndefined();
  });

  it('of the router itself, about what was already translated: to the sender inside, from the outside address (Linux)', () => {
    const station = router();
    out(station, udp(A, 5000, X, 7));
    const sent = udp(B, 5000, X, 7);
    const held = out(station, sent);
    const said: Datagram = {
      destination: ip(OUTSIDE),
      source: undefined,
      ttl: 64,
      dscp: 48,
      dontFragment: false,
      icmp: { type: 3, code: 1 },
      data: held?.bytes.slice(14) ?? new Uint8Array(),
    };
    expect(translateOwn(station, said)).toEqual({
      ...said,
      source: OUTSIDE,
      destination: B,
      data: sent.bytes.slice(14),
    });
    const toHost = { ...said, destination: ip(A) };
    expect(translateOwn(station, toHost)).toBe(toHost);
  });

  it('about nothing that is known, or to somebody else, are not translated', () => {
    const station = router();
    const translated = out(station, udp(A, 5000, X, 7));
    const unknown = errorAbout(udp(OUTSIDE, 5001, X, 7), Y, OUTSIDE);
    expect(back(station, unknown)).toBe(unknown);
    const toAnother = errorAbout(translated, Y, '192.0.2.77');
    expect(back(station, toAnother)).toBe(toAnother);
  });

  it('keep no flow alive, and end none (REQ-6)', () => {
    const station = router();
    const translated = out(station, udp(A, 5000, X, 7));
    back(station, errorAbout(translated, X, OUTSIDE), 20 * SECOND);
    expect(rows(station, 29 * SECOND)).toHaveLength(1);
    expect(rows(station, 30 * SECOND)).toHaveLength(0);
  });
});
