/** Every wrong name for what is broken, said on the page, contradicted and read; a team-mate says one, too; then the right one. */
import { expect } from 'vitest';
import {
  faultKinds,
  hostFaults,
  cableFaults,
  type FaultKind,
  type FaultName,
} from '../../../shared/game/fault-kind.ts';
import type { Naming } from '../../../shared/game/fault.ts';
import { isWon, type Match } from '../../../shared/game/match.ts';
import { nextLetter, playByPointer, press } from '../moves.ts';
import { until, visit, type Stage } from '../stage.ts';
import { ways, type Way } from '../tour.ts';
import { askFor, offeredWhenIdle, offeredWhenRepeated } from './hints.ts';
import { accessible, finish, flat, read, type Tour } from './tour-page.ts';

export { faultKinds };

const wordsOf = (way: Way) => way.language.words.panels.fault;

function placeText(way: Way, { links }: Match, { kind, id }: FaultName['place']): string {
  const { names } = way.language.puzzles['boss-local'];
  const name = (device: string): string => names[device]?.name ?? device;
  if (kind === 'device') return name(id);
  const [one = '', other = ''] = links[Number(id.slice(1))]!.map((end) => end.split('.')[0]!);
  return wordsOf(way).cable(name(one), name(other));
}

/** What is said, and the answer to it, as the page has it. */
function saidText(way: Way, match: Match, naming: Naming): readonly string[] {
  const words = wordsOf(way);
  const place = placeText(way, match, naming.place);
  const { names } = way.language.puzzles['boss-local'];
  return [words.said(names[naming.device]?.name ?? '', place, naming.fault), words.answer(naming, place)];
}

/** All that can be named and is not right, the true place first: there the answers are the hardest to write. */
function wrongNames({ links, network, fault }: Match): readonly FaultName[] {
  const dealt = fault!.dealt;
  const hosts = Object.values(network.devices).filter(({ kind }) => kind === 'host');
  const names: FaultName[] = [
    ...links.flatMap((_link, at) =>
      cableFaults.map((kind) => ({ fault: kind, place: { kind: 'link', id: `l${at}` } }) as const),
    ),
    ...hosts.flatMap(({ id }) => hostFaults.map((kind) => ({ fault: kind, place: { kind: 'device', id } }) as const)),
  ];
  const wrong = names.filter(({ fault: kind, place }) => kind !== dealt.fault || place.id !== dealt.place.id);
  return wrong.toSorted(
    (one, other) => Number(other.place.id === dealt.place.id) - Number(one.place.id === dealt.place.id),
  );
}

/** By letters until the ping has failed and nobody has one any more. */
async function playLetters({ page, match, own }: Tour): Promise<void> {
  const { device } = own();
  for (let card = await nextLetter(page, match, device); card !== undefined;) {
    await playByPointer(page, match, device, card);
    card = await nextLetter(page, match, device);
  }
}

/** `isAll`: every wrong name, else a part of them; `hasMate`: somebody joins, and it is they who say the right one. */
export async function tourFault(
  stage: Stage,
  tour: Tour,
  kind: FaultKind,
  { isAll, hasMate }: { readonly isAll: boolean; readonly hasMate: boolean },
): Promise<void> {
  const { match, page, way, id, own } = tour;
  expect(match.fault?.dealt.fault).toBe(kind);
  const words = wordsOf(way);
  await playLetters(tour);
  const panel = page.locator('.whats-broken');
  const { names } = way.language.puzzles['boss-local'];
  const { on, to } = match.traffic[4]!;
  await read(tour, `${id}-${kind}-open`, panel, [words.title, words.lead(names[on]!.name, names[to ?? '']!.name)]);
  await offeredWhenIdle(tour);
  await askFor(tour, [words.hints.question]);
  await press(page, page.locator('.name-fault button'));
  await read(tour, `${id}-${kind}-nothing-chosen`, page.locator('.name-fault .field-error'), [
    way.language.words.refusals['no-such-fault'],
  ]);
  const wrong = wrongNames(match);
  const wanted = isAll ? wrong : wrong.filter((_name, at) => at < 2 || at % 5 === 0);
  for (const [at, name] of wanted.entries()) {
    await say(tour, name);
    const naming = match.fault!.named.at(-1)!;
    expect(naming).toMatchObject({ ...name, device: own().device });
    expect(naming.why).not.toBe('right');
    await page.locator('.said-faults li').nth(at).waitFor();
    const stop = `${id}-${kind}-said-${at}-${name.fault}-${naming.why}`;
    await read(tour, stop, page.locator('.said-faults li').first(), saidText(way, match, naming));
    if (at === 0) await accessible(tour);
    if (at === 1) await offeredWhenRepeated(tour);
  }
  // The same once more is refused, and costs nothing.
  const { broken } = own().counts;
  await say(tour, wanted[0]!, false);
  await read(tour, `${id}-${kind}-twice`, page.locator('.name-fault .field-error'), [
    way.language.words.refusals['named-already'],
  ]);
  expect(own().counts.broken).toBe(broken);
  const { dealt } = match.fault!;
  await askFor(tour, [words.hints.rule, words.reason(placeText(way, match, dealt.place), dealt.fault)], 2);
  if (hasMate) return nameByMate(stage, tour);
  await say(tour, dealt);
  await mended(tour, kind);
}

async function mended(tour: Tour, kind: FaultKind): Promise<void> {
  const { match, page, way, id } = tour;
  const { dealt } = match.fault!;
  const text = wordsOf(way).mended(placeText(way, match, dealt.place), dealt.fault);
  // The panel may be below the next frame by now, so it is also told at the edge of the board.
  await page.locator('.whats-broken.mended').waitFor();
  await read(tour, `${id}-${kind}-mended`, page.locator('.toast'), [wordsOf(way).mendedTitle, text]);
  await playLetters(tour);
  const [first] = match.fault!.named;
  await finish(tour, first!.why === 'right' ? [] : saidText(way, match, first!));
}

/** Chooses where and what, and presses. */
export async function say(
  { page, match }: Pick<Tour, 'page' | 'match'>,
  { fault, place }: FaultName,
  isTaken = true,
): Promise<void> {
  const before = match.fault!.named.length;
  await page.locator('select[name="fault-place"]').selectOption(`${place.kind} ${place.id}`);
  await page.locator('select[name="fault-kind"]').selectOption(fault);
  await press(page, page.locator('.name-fault button'));
  if (isTaken) await until(() => match.fault!.named.length > before, `${place.id} ${fault} is named`);
}

/** Somebody with the other language joins, reads what was said so far, and says what is right. */
async function nameByMate(stage: Stage, tour: Tour): Promise<void> {
  const { match, page, way, room } = tour;
  const other = ways.find(
    ({ language, name }) => language !== way.language && name.slice(0, 3) !== way.name.slice(0, 3),
  )!;
  const mate = await visit(stage, `/room/${room.record.code}`, other.options);
  await mate.page.locator('dialog.intro').waitFor();
  await mate.page.keyboard.press('Escape');
  await mate.page.locator('.said-faults li').first().waitFor();
  const read = flat(await mate.page.locator('.said-faults').innerText());
  for (const naming of match.fault!.named)
    for (const text of saidText(other, match, naming)) expect(read).toContain(flat(text));
  const { dealt } = match.fault!;
  await say({ ...tour, page: mate.page }, dealt);
  const told = flat(wordsOf(other).mended(placeText(other, match, dealt.place), dealt.fault));
  await until(
    async () => flat(await mate.page.locator('.whats-broken.mended').innerText()).includes(told),
    'the mate reads that it is mended',
  );
  expect(mate.faults).toEqual([]);
  await page.locator('.whats-broken.mended').waitFor();
  await mate.close();
  expect(isWon(match)).toBe(false);
  await mended(tour, dealt.fault);
}
