import { describe, expect, it } from 'vitest';
import { campaign, isPuzzleId, nextPuzzle } from '../../../client/pages/campaign.ts';
import { introPicture, namedApart, namesCollide } from '../../../client/pages/intro-picture.ts';
import { withMarks } from '../../../client/pages/rich-text.tsx';
import type { RichText } from '../../../shared/text/language.ts';
import { drawFrame, outcomeOf } from '../../../client/pages/try-frame.ts';
import { isMalformed } from '../../../shared/address/malformed.ts';
import { parseMac } from '../../../shared/address/mac.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { languageCodes } from '../../../shared/text/language.ts';
import { loadLanguage } from '../../../shared/text/index.ts';
import { refusalCodes } from '../../../shared/refusals.ts';
import { map } from '../snapshot.ts';

describe('the campaign of the pages', () => {
  it('is the campaign of the game', () => {
    expect(campaign.map(({ id }) => id)).toEqual(puzzleIds);
    expect(campaign.map(({ chapter }) => chapter)).toEqual(puzzleIds.map((id) => puzzles[id].chapter));
  });

  it('goes on until the last puzzle', () => {
    expect(puzzleIds.map(nextPuzzle)).toEqual([...puzzleIds.slice(1), null]);
    expect(isPuzzleId('constructor')).toBe(false);
  });
});

describe('the frame on the home page', () => {
  /** The same numbers in each run: a linear congruential generator. */
  function numbers(seed: number): () => number {
    let state = seed;
    return () => (state = (state * 16807) % 2147483647) / 2147483647;
  }
  const frames = Array.from({ length: 500 }, (_, seed) => drawFrame(numbers(seed + 1)));

  it('has addresses that are addresses, all different', () => {
    for (const { own, others } of frames) {
      expect(isMalformed(parseMac(own))).toBe(false);
      expect(new Set([`…${own.slice(-5)}`, ...others]).size).toBe(5);
    }
  });

  it('is to be taken exactly when it is for the own card or for everybody', () => {
    for (const { own, destination, answer } of frames) {
      expect(answer).toBe(destination === own || destination === 'ff:ff:ff:ff:ff:ff' ? 'take' : 'drop');
    }
    expect(new Set(frames.map((frame) => outcomeOf(frame, 'drop')))).toEqual(
      new Set(['mine-dropped', 'everybody-dropped', 'other-dropped']),
    );
  });

  it('looks like the own address when it is for another one', () => {
    const foreign = frames.filter(({ answer }) => answer === 'drop');
    expect(foreign.every(({ own, destination }) => own.slice(0, 14) === destination.slice(0, 14))).toBe(true);
  });
});

describe('a text with terms', () => {
  it('keeps the marks behind a term beside it', () => {
    const text: RichText = ['On a ', { term: 'hub', text: 'hub' }, '; or a ', { term: 'switch', text: 'switch' }, '.'];
    expect(withMarks(text).map(({ piece, mark }) => [typeof piece === 'string' ? piece : piece.text, mark])).toEqual([
      ['On a ', ''],
      ['hub', ';'],
      [' or a ', ''],
      ['switch', '.'],
      ['', ''],
    ]);
  });
});

describe('the picture of a card', () => {
  it('shows the named devices with the cables between them, inside its box', () => {
    const picture = introPicture(map, { devices: ['M1', 'H'], frame: { look: 'icmp', at: 'H' } });
    expect(picture.devices.map(({ id }) => id)).toEqual(['H', 'M1']);
    expect(picture.cables).toHaveLength(1);
    const { x, y, width, height } = picture.box;
    for (const place of [...picture.devices, ...picture.frames]) {
      expect(place.x > x && place.x < x + width && place.y > y && place.y < y + height).toBe(true);
    }
  });

  it('has a name above its device where a cable leaves downward', () => {
    const places = { H: { x: 400, y: 100 }, M1: { x: 400, y: 300 }, M2: { x: 700, y: 110 } };
    const devices = map.devices.map((device) => ({ ...device, ...places[device.id as keyof typeof places] }));
    const picture = introPicture({ ...map, devices }, { devices: ['H', 'M1', 'M2'] });
    expect([...picture.namedAbove]).toEqual(['H']);
  });

  it('has the name of one of two neighbours above its device where both would run into each other under them', () => {
    const [, one, other] = map.devices;
    const named = [
      { ...one!, x: 100, y: 100, label: '路由器 1' },
      { ...other!, x: 150, y: 100, label: '路由器 2' },
    ];
    expect([...namedApart(named, [], 248)]).toEqual([one!.id]);
    const upward = [
      [
        { x: 100, y: 100 },
        { x: 100, y: 20 },
      ],
    ];
    expect([...namedApart(named, upward, 248)]).toEqual([other!.id]);
    expect([...namedApart([named[0]!, { ...named[1]!, x: 160 }], [], 248)]).toEqual([]);
  });

  it('has short names where the long ones would run into each other on a phone', () => {
    const [, one, other] = map.devices;
    const named = (x: number, y: number, label: string) => [
      { ...one!, x: 100, y: 100, label },
      { ...other!, x, y, label },
    ];
    // The card is 248 px wide, so here a map unit is a pixel.
    expect(namesCollide(named(150, 100, '路由器 1'), 248)).toBe(true);
    expect(namesCollide(named(160, 100, '路由器 1'), 248)).toBe(false);
    expect(namesCollide(named(150, 100, 'R1'), 248)).toBe(false);
    expect(namesCollide(named(150, 100, '路由器 1'), 496)).toBe(true);
    expect(namesCollide(named(150, 140, '路由器 1'), 248)).toBe(false);
  });

  it.each(languageCodes)('names only devices that the puzzle has (%s)', async (code) => {
    const language = await loadLanguage(code);
    for (const id of puzzleIds) {
      const known = Object.keys(puzzles[id].devices);
      for (const { picture } of language.puzzles[id].intro) {
        expect(known).toEqual(expect.arrayContaining([...picture.devices]));
        expect([...known, undefined]).toContain(picture.frame?.at);
      }
    }
  });
});

describe.each(languageCodes)('the words of the interface (%s)', (code) => {
  it('say something everywhere, without exclamation marks', async () => {
    const { words } = await loadLanguage(code);
    const { panels: _panels, ...own } = words;
    const texts = textsIn(own);
    expect(texts.length).toBeGreaterThan(150);
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/undefined|NaN|\[object|[!！]/);
    }
    expect(Object.keys(words.refusals).toSorted()).toEqual(refusalCodes.toSorted());
  });
});

it('has no half-width punctuation between Chinese signs, and a space between Han and Latin', async () => {
  const { words } = await loadLanguage('zh-CN');
  const { panels: _panels, ...own } = words;
  for (const text of textsIn(own)) {
    expect(text).not.toMatch(/\p{Script=Han}[,.;:?]|[,.;:?]\p{Script=Han}/u);
    expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
  }
});

/** All texts of a dictionary; functions are called with values that look like real ones. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return textsIn((value as (...values: unknown[]) => unknown)(2, 3, 1, 4, 5));
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return [];
}
