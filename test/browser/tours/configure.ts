/** The usual mistakes of settings, each made on the page: set, "ready", the traffic runs, what it has shown is read, and mended. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { contains, prefix } from '../../../shared/address/prefix.ts';
import type { Finding } from '../../../shared/game/blame.ts';
import { isWon } from '../../../shared/game/match.ts';
import { settingsOn, stepsBetween, type Setting } from '../../../shared/game/setting.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { wrongConfigurations, type WrongConfiguration } from '../../shared/puzzles/configure-proof.ts';
import { press } from '../moves.ts';
import { until } from '../stage.ts';
import { askFor, offeredWhenIdle, offeredWhenRepeated } from './hints.ts';
import { accessible, finish, flat, read, show, type Tour } from './tour-page.ts';

type RouteSetting = Extract<Setting, { set: 'route' }>;

/** Somebody at a device that is set up. */
type Setter = Pick<Tour, 'page' | 'match' | 'own' | 'way'>;

const settings = ({ match, own }: Setter): readonly Setting[] => settingsOn(deviceOf(match.network, own().device));
const wordsOf = ({ way }: Setter) => way.language.words.panels.configure;

/** All wrong configurations of a router in which one row is not what it should be, one after the other; then the right one. */
export async function tourRoutes(tour: Tour, row: number): Promise<void> {
  const { match, own, page } = tour;
  const words = wordsOf(tour);
  const right = (match.settings[own().device] ?? []) as readonly RouteSetting[];
  const wanted = right[row]!;
  const others = right.filter((other) => other !== wanted);
  await offeredWhenIdle(tour);
  await askFor(tour, [words.hints.route.question]);
  await refusedRows(tour, wanted);
  const mistakes = wrongConfigurations(match).filter(
    ({ seat, settings }) =>
      seat === own().device && others.every((other) => settings.includes(other)) && !settings.includes(wanted),
  );
  expect(mistakes.length).toBeGreaterThan(1);
  const told = new Map<string, string>();
  for (const [at, wrong] of mistakes.entries()) {
    for (const text of await runWrongly(tour, wrong, told)) expectValues(text, wrong, wanted);
    if (at === 0) await accessible(tour);
    if (at === 1) await offeredWhenRepeated(tour);
  }
  await set(tour, others);
  await askFor(tour, [words.hints.route.rule, words.next(`${wanted.to} via ${wanted.via}`, (port) => port)], 2);
  await typeRow(tour, wanted);
  // What no packet needs is only told at the end.
  const superfluous: RouteSetting = { set: 'route', how: 'add', to: '198.18.0.0/15', via: wanted.via };
  await set(tour, [...right, superfluous]);
  await run(tour);
  expect(isWon(match)).toBe(true);
  expect(page.url()).toContain('/room/');
  const noName = (id: string): string => id;
  const facts = { to: superfluous.to, port: '' };
  const unused = words.finding({ why: 'unused', isAnswer: false, facts, port: noName, name: noName });
  await finish(tour, [...told.values(), unused]);
}

/** All wrong configurations of a switch, or those at every third port; then the right one. */
export async function tourPorts(
  tour: Tour,
  isWanted: (wrong: WrongConfiguration, at: number) => boolean,
): Promise<void> {
  const { match, own } = tour;
  const words = wordsOf(tour);
  const right = match.settings[own().device] ?? [];
  await offeredWhenIdle(tour);
  await askFor(tour, [words.hints['port-vlan'].question]);
  await refusedVlans(tour);
  const all = wrongConfigurations(match).filter(({ seat }) => seat === own().device);
  const told = new Map<string, string>();
  for (const [at, wrong] of all.filter(isWanted).entries()) {
    await runWrongly(tour, wrong, told);
    if (at === 0) await accessible(tour);
    if (at === 1) await offeredWhenRepeated(tour);
  }
  const [first, ...others] = right;
  if (first?.set !== 'port-vlan' || first.vlan?.mode !== 'access') throw new Error('no port to be set');
  await set(tour, others);
  await askFor(tour, [words.hints['port-vlan'].rule, words.next(`${first.port} ${first.vlan.vlan}`, portText)], 2);
  await type(tour, `bridge vlan del dev ${first.port} vid 1`);
  await type(tour, `bridge vlan add dev ${first.port} vid ${first.vlan.vlan} pvid untagged`);
  await show(tour, 'frame');
  await showSettings(tour);
  await until(() => settings(tour).length === right.length, 'the console has set the last port');
  await run(tour);
  await finish(tour, [...told.values()]);
}

const portText = (port: string): string => port.replace(/^p/, '');

/** Sets it, runs the traffic, and reads what is said: the sentences about the own device. `told` keeps the first one of each cause, as the result does. */
async function runWrongly(
  tour: Tour,
  wrong: WrongConfiguration,
  told: Map<string, string>,
): Promise<readonly string[]> {
  const { match, page, way, id, own } = tour;
  await set(tour, wrong.settings);
  await run(tour);
  expect(isWon(match), `${wrong.mistake} does not win`).toBe(false);
  const findings = match.configuration?.findings ?? [];
  expect(findings.length, `${wrong.mistake} is told of`).toBeGreaterThan(0);
  for (const { device, rule, part } of findings)
    expect({ device, isOfTheMistake: wrong.rules.includes(rule) && part === wrong.part }).toEqual({
      device: own().device,
      isOfTheMistake: true,
    });
  const words = wordsOf(tour);
  const texts = findings.map((finding) => findingText(tour, finding));
  for (const [index, { cause }] of findings.entries()) if (!told.has(cause)) told.set(cause, texts[index] ?? '');
  const goals = await page.locator('.run-failed .findings b').allTextContents();
  expect(goals.length, 'each goal that is open is named').toBeGreaterThan(0);
  const title = words.failed.title(match.configuration?.runs ?? 0);
  const stop = `${id}-${wrong.mistake.replaceAll(' ', '-')}-${match.configuration?.runs}`;
  await read(tour, stop, page.locator('.run-failed'), [title, ...texts]);
  const lines = await page.locator('.run-failed .findings li > span').allTextContents();
  expect(lines.map(flat), `only this is told (${way.name})`).toEqual(texts.map(flat));
  return texts;
}

function findingText(tour: Tour, { why, isAnswer, facts }: Finding): string {
  const { names } = tour.way.language.puzzles[tour.id];
  const name = (device: string): string => names[device]?.name ?? device;
  return wordsOf(tour).finding({ why, isAnswer, facts, port: portText, name });
}

/** The sentence has the values that make it true: where the packet was going to, and the gateway that was written. */
function expectValues(text: string, { rules, settings }: WrongConfiguration, wanted: RouteSetting): void {
  const addresses = text.match(/\d+\.\d+\.\d+\.\d+/g) ?? [];
  expect(
    addresses.some((address) => contains(prefix(wanted.to), address as never)),
    `"${text}" says where the packet was going to`,
  ).toBe(true);
  const written = settings.find((row): row is RouteSetting => row.set === 'route' && row.to === wanted.to);
  if (!rules.includes('router.no-route')) expect(addresses).toContain(written?.via);
}

/** On the page: takes away what is too much, and writes what is missing. */
export async function set(tour: Setter, wanted: readonly Setting[]): Promise<void> {
  for (const setting of stepsBetween(settings(tour), wanted)) {
    const before = JSON.stringify(settings(tour));
    if (setting.set === 'route') await setRow(tour, setting);
    else await setPort(tour.page, setting);
    await until(() => JSON.stringify(settings(tour)) !== before, `${JSON.stringify(setting)} is set`);
  }
}

async function setRow(tour: Setter, { how, to, via }: RouteSetting): Promise<void> {
  const { page } = tour;
  if (how === 'delete') {
    const button = page.getByRole('button', { name: wordsOf(tour).routes.remove(`${to} ${via}`), exact: true });
    await press(page, button);
    await button.waitFor({ state: 'detached' });
    return;
  }
  const [network = '', length = ''] = to.split('/');
  await writeRow(page, network, length, via ?? '');
  // The form is empty again when the row stands in the table.
  await until(async () => (await page.locator('input[name="network"]').inputValue()) === '', `${to} is written`);
}

async function writeRow(page: Page, network: string, length: string, gateway: string): Promise<void> {
  for (const [name, text] of Object.entries({ network, length, gateway }))
    await page.locator(`input[name="${name}"]`).fill(text);
  await press(page, page.locator('.route-form button'));
}

async function setPort(page: Page, setting: Exclude<Setting, RouteSetting>): Promise<void> {
  const { vlan } = setting;
  await page.locator(`select[name="${setting.port}"]`).selectOption(vlan?.mode === 'access' ? String(vlan.vlan) : '');
}

/** "Ready", and the traffic to its end. */
async function run(tour: Tour): Promise<void> {
  const { match, page } = tour;
  const runs = match.configuration?.runs ?? 0;
  await press(page, page.locator('.step.ready .btn'));
  await until(
    () => (match.configuration?.runs ?? 0) > runs && match.configuration?.phase !== 'running',
    'the traffic has run',
  );
  if (isWon(match)) return;
  const title = wordsOf(tour).failed.title(runs + 1);
  await page.locator('.run-failed h3', { hasText: title }).waitFor();
}

/** What cannot be a row is refused where it was written, and says why. */
async function refusedRows(tour: Tour, { to, via }: RouteSetting): Promise<void> {
  const { page, way, id } = tour;
  const { refusals } = way.language.words;
  const [network = '', length = ''] = to.split('/');
  const gateway = via ?? '';
  const cases = [
    ['five parts', `${network}.1`.slice(0, 15), length, gateway, 'bad-address'],
    ['256', '10.0.0.256', '24', gateway, 'bad-address'],
    ['no network', '', length, gateway, 'bad-address'],
    ['no length', network, '', gateway, 'bad-address'],
    ['33 bits', network, '33', gateway, 'bad-address'],
    ['no gateway', network, length, '', 'bad-address'],
    ['a host bit', gateway, '24', gateway, 'host-bits-set'],
    ['a gateway far away', network, length, '1.2.3.4', 'invalid-gateway'],
  ] as const;
  for (const [what, ...row] of cases) {
    const [to, bits, by, code] = row;
    await writeRow(page, to, bits, by);
    await read(tour, `${id}-refused-${what.replaceAll(' ', '-')}`, page.locator('.configure .field-error'), [
      refusals[code],
    ]);
    expect(settings(tour)).toEqual([]);
  }
  await set(tour, [{ set: 'route', how: 'add', to, via }]);
  await writeRow(page, network, length, gateway);
  await read(tour, `${id}-refused-twice`, page.locator('.configure .field-error'), [refusals['route-exists']]);
  expect(settings(tour)).toHaveLength(1);
}

/** 0 and 4095 are no VLANs, nor is what is no number; 4094 is one. */
async function refusedVlans(tour: Tour): Promise<void> {
  const { page, way, id } = tour;
  const refused = page.locator('.configure .field-error', { hasText: /./ });
  for (const wanted of ['0', '4095', '1.5', 'ten', '']) {
    await page.locator('input[name="new-vlan"]').fill(wanted);
    await press(page, page.locator('.vlan-form button'));
    const text = way.language.words.refusals['bad-vlan'];
    await read(tour, `${id}-refused-${wanted || 'nothing'}`, refused, [text]);
  }
  await page.locator('input[name="new-vlan"]').fill('4094');
  await press(page, page.locator('.vlan-form button'));
  await until(
    async () => (await page.locator('select[name="p1"] option[value="4094"]').count()) === 1,
    'it is offered',
  );
  await until(async () => (await refused.count()) === 0, 'nothing is refused any more');
}

/** The last row by hand: first as the kernel refuses it, then as it takes it. */
async function typeRow(tour: Tour, { to, via }: RouteSetting): Promise<void> {
  const printed = await type(tour, `ip route add ${via}/24 via ${via}`);
  expect(printed).toContain('Invalid prefix for given prefix length');
  const before = settings(tour).length;
  await type(tour, `ip route add ${to} via ${via}`);
  await until(() => settings(tour).length > before, 'the console has written the row');
  await show(tour, 'frame');
  await showSettings(tour);
}

async function type(tour: Tour, line: string): Promise<string> {
  const { page } = tour;
  await show(tour, 'console');
  if ((await page.locator('.console-input').count()) === 0) await press(page, page.locator('.dev-head label').last());
  const entries = page.locator('.console-entry');
  const before = await entries.count();
  await page.locator('.console-input').fill(line);
  await page.keyboard.press('Enter');
  await until(async () => (await entries.count()) > before, `${line} is run`);
  await until(async () => (await page.locator('.console-log').getAttribute('aria-busy')) !== 'true', `${line} is done`);
  return entries.last().innerText();
}

/** On a laptop the console stands in place of the settings. */
async function showSettings({ page }: Tour): Promise<void> {
  if ((await page.locator('.dev-head label').count()) > 0) await press(page, page.locator('.dev-head label').first());
  await page.locator('.configure').first().waitFor();
}
