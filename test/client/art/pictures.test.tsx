// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, test } from 'vitest';
import {
  avatarSvg,
  deviceSvg,
  frameSvg,
  iconSvg,
  ICON_NAMES,
  inlinePalette,
  logoSvg,
} from '../../../client/art/index.ts';
import { Avatar, FrameIcon, Icon } from '../../../client/art/components.tsx';
import { PALETTE_NAMES } from '../../../client/art/palette.ts';
import type { DeviceKind, Eyes, FrameLook, Look, Palette } from '../../../client/art/index.ts';

const KINDS: readonly DeviceKind[] = ['host', 'hub', 'switch', 'router'];
const EYES: readonly Eyes[] = ['person', 'bot', 'asleep', 'sad', 'smile'];
const LOOKS: readonly FrameLook[] = ['arp', 'icmp', 'icmp-error', 'udp', 'ipv4', 'bpdu', 'damaged', 'sealed'];

const everyPicture: readonly string[] = [
  ...KINDS.flatMap((kind) =>
    EYES.flatMap((eyes) =>
      [true, false].map((own) => deviceSvg({ kind, eyes, own, seatColour: own ? 3 : null, look: 'left' })),
    ),
  ),
  ...LOOKS.flatMap((look) => [
    frameSvg({ look }),
    frameSvg({ look, cracked: true }),
    frameSvg({ look, damaged: true }),
  ]),
  ...ICON_NAMES.map((name) => iconSvg(name)),
  avatarSvg({ colour: 1, letter: '<&"', eyes: 'person' }),
  logoSvg(),
];

test('every picture is well-formed markup without style or script', () => {
  for (const svg of everyPicture) {
    expect(unbalanced(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|style=|<script|\son\w+=/);
  }
});

test('inline pictures leave every colour to the theme', () => {
  for (const svg of everyPicture) {
    const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour);
    for (const colour of colours) expect(colour).toMatch(/^(none|currentColor|#fff|var\(--[\w-]+\))$/);
  }
});

test('baked pictures hold values only', () => {
  const values = Object.fromEntries(PALETTE_NAMES.map((name, index) => [name, `#0000${10 + index}`]));
  const palette = { ...inlinePalette, ...values } as Palette;
  expect(deviceSvg({ kind: 'switch', eyes: 'person', own: true, seatColour: 8, palette })).not.toContain('var(');
  for (const look of LOOKS) expect(frameSvg({ look, cracked: true, palette })).not.toContain('var(');
});

describe('faces', () => {
  test('a bot has an antenna and square eyes, an absent player neither pupil nor antenna', () => {
    const bot = deviceSvg({ kind: 'host', eyes: 'bot', own: false, seatColour: null });
    const asleep = deviceSvg({ kind: 'host', eyes: 'asleep', own: false, seatColour: null });
    expect(bot).toContain('cy="-41"');
    expect(asleep).not.toContain('cy="-41"');
    expect(asleep).not.toContain('<circle');
  });

  test('eyes move to where they look', () => {
    const eyeX = (look?: Look): number => {
      const svg = deviceSvg({ kind: 'host', eyes: 'person', own: false, seatColour: 1, look });
      return Number(/<rect x="([^"]*)" y="[^"]*" width="7.04"/.exec(svg)?.[1]);
    };
    expect(eyeX('left')).toBeLessThan(eyeX());
    expect(eyeX('right')).toBeGreaterThan(eyeX());
    expect(eyeX('up')).toBe(eyeX());
  });

  test('seat colours repeat after eight, no seat is grey', () => {
    const plate = (seatColour: number | null): string =>
      deviceSvg({ kind: 'switch', eyes: 'person', own: false, seatColour });
    expect(plate(8)).toContain('var(--p8)');
    expect(plate(9)).toContain('var(--p1)');
    expect(plate(null)).toContain('var(--f-sealed)');
  });

  test('a switch shows as many sockets as it has ports, all inside its box', () => {
    for (const ports of [2, 4, 5, 8, 12]) {
      const svg = deviceSvg({ kind: 'switch', eyes: 'person', own: false, seatColour: 1, ports });
      const sockets = [...svg.matchAll(/<rect x="([^"]*)" y="9" width="([^"]*)" height="13"/g)].map(([, x, width]) => [
        Number(x),
        Number(width),
      ]);
      expect(sockets).toHaveLength(ports);
      for (const [x, width] of sockets) expect(Math.max(-x!, x! + width!)).toBeLessThanOrEqual(38.2);
    }
  });
});

describe('frames', () => {
  test.each([
    ['arp', 'ARP'],
    ['icmp', 'ICMP'],
    ['icmp-error', 'ICMP!'],
    ['udp', 'UDP'],
    ['ipv4', 'IP'],
  ] as const)('%s carries its letters', (look, letters) => {
    expect(frameSvg({ look })).toContain(`>${letters}<`);
  });

  test('a damaged or a sealed frame carries none, whatever was in it', () => {
    expect(frameSvg({ look: 'icmp', damaged: true })).toBe(frameSvg({ look: 'damaged' }));
    expect(frameSvg({ look: 'sealed' })).not.toContain('<text');
  });
});

test('the letter of a nickname cannot become markup', () => {
  expect(avatarSvg({ colour: 1, letter: '<', eyes: 'person' })).toContain('>&#60;</text>');
  expect(avatarSvg({ colour: 1, letter: '汤姆', eyes: 'person' })).toContain('>汤</text>');
  expect(avatarSvg({ colour: 1, letter: '👩‍🏫x', eyes: 'person' })).toContain('>👩‍🏫</text>');
});

test('components are hidden from screen readers unless they have a name', () => {
  const root = document.createElement('div');
  render(
    <p>
      <Icon name="check" />
      <FrameIcon look="arp" label="ARP" width={26} />
      <Avatar colour={2} letter="M" eyes="person" class="seat" />
    </p>,
    root,
  );
  const [icon, frame, avatar] = root.querySelectorAll('svg');
  expect(icon?.getAttribute('aria-hidden')).toBe('true');
  expect(frame?.getAttribute('aria-label')).toBe('ARP');
  expect(frame?.getAttribute('role')).toBe('img');
  expect(frame?.getAttribute('height')).toBe('17.5');
  expect(avatar?.getAttribute('class')).toBe('seat');
  expect(icon?.querySelector('path')?.getAttribute('d')).toMatch(/^M4 10\.5/);
});

/** Tags that are not closed in order. */
function unbalanced(svg: string): string[] {
  const open: string[] = [];
  for (const [, close, name, , empty] of svg.matchAll(/<(\/?)([\w-]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (close && open.pop() !== name) return [name ?? ''];
    if (!close && !empty) open.push(name ?? '');
  }
  const rest = svg.replace(/<\/?[\w-]+(?:\s[\w:-]+="[^"<]*")*\s*\/?>/g, '');
  return rest.includes('<') ? [rest] : open;
}
