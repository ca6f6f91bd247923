import { describe, expect, it } from 'vitest';
import { accept, advance, type Match } from '../../../shared/game/match.ts';
import { replay, type JournalInput } from '../../../shared/game/journal.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { results, seatView } from '../../../shared/game/seat-view.ts';
import type { Prediction } from '../../../shared/game/predictions-view.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { matchWith, must, nextCard, rightAnswers, runUntilDecision } from './play.ts';

const puzzle = puzzles['learning-switch'];

/** People on switch A and on machine 5, far away from it; a frame waits at A and machine 5 has nothing to do. */
function atSwitch(): { match: Match; port: string } {
  const match = matchWith(puzzle, 'predict', ['A', 'M5']);
  runUntilDecision(match);
  const next = nextCard(match);
  if (next?.seat !== 'A' || next.card.event.kind !== 'frame') throw new Error('no frame waits at switch A');
  return { match, port: next.card.event.port };
}

function predicted(match: Match, said: Prediction): string {
  const outcome = accept(match, { kind: 'predict', seat: 'M5', ...said });
  return 'refused' in outcome ? outcome.refused : 'noted';
}

function playAtA(match: Match): readonly Happening[] {
  const next = nextCard(match)!;
  return must(match, { kind: 'play', seat: 'A', card: next.card.id, answers: rightAnswers(match, 'A', next.card) });
}

/** The ports of A by whose cables frames have left it, as everybody sees on the map. */
function leftA(match: Match, happenings: readonly Happening[]): readonly string[] {
  return happenings.flatMap((it) => {
    if (it.kind !== 'flight' || it.from !== 'A') return [];
    const ends = match.links[Number(it.link.slice(1))]!;
    return [ends.find((end) => end.startsWith('A.'))!.slice(2)];
  });
}

const told = (match: Match) => seatView(match, 'M5')!.predictions;

describe('predictions', () => {
  it('tell that a frame waits at somebody else, and by which cable it came', () => {
    const { match, port } = atSwitch();
    expect(told(match)).toEqual({ waiting: [{ device: 'A', port }], open: null, last: null, tested: 0, right: 0 });
    expect(seatView(match, 'A')!.predictions.waiting).toEqual([]);
  });

  it('are held against the cables by which something leaves', () => {
    for (const ports of [['p2'], ['p1'], ['p1', 'p2'], []]) {
      const { match, port } = atSwitch();
      expect(predicted(match, { device: 'A', port, ports })).toBe('noted');
      expect(told(match).open).toEqual({ device: 'A', port, ports });
      const seen = leftA(match, playAtA(match));
      expect(seen).toEqual(['p2']);
      const right = ports.join(' ') === 'p2' ? 1 : 0;
      expect(told(match).last).toEqual({ device: 'A', port, ports, left: seen, isRight: right === 1 });
      expect(told(match)).toMatchObject({ open: null, tested: 1, right });
      expect(results(match).find((line) => line.device === 'M5')?.predictions).toEqual({ tested: 1, right });
    }
  });

  it('wait until a mistake has been mended, and may be changed until then', () => {
    const { match, port } = atSwitch();
    match.seats.A!.guidedLeft = 0;
    predicted(match, { device: 'A', port, ports: [] });
    const { card } = nextCard(match)!;
    const wrong = { ...rightAnswers(match, 'A', card), ports: '' };
    must(match, { kind: 'play', seat: 'A', card: card.id, answers: wrong });
    expect(told(match)).toMatchObject({ tested: 0, open: { ports: [] } });
    expect(predicted(match, { device: 'A', port, ports: ['p2'] })).toBe('noted');
    must(match, { kind: 'retry', seat: 'A', card: card.id });
    playAtA(match);
    expect(told(match)).toMatchObject({ tested: 1, right: 1 });
  });

  it('can be made of a frame under way to a bot', () => {
    const match = matchWith(puzzle, 'predict', ['M5']);
    const happenings: Happening[] = [];
    while (!happenings.some((it) => it.kind === 'flight' && it.from === 'M1')) {
      happenings.push(...advance(match, nextAtUs(match)!));
    }
    expect(predicted(match, { device: 'A', port: 'p1', ports: ['p2'] })).toBe('cannot-predict');
    while (!happenings.some((it) => it.kind === 'flight' && it.link === 'l2')) {
      happenings.push(...advance(match, nextAtUs(match)!));
    }
    expect(predicted(match, { device: 'A', port: 'p1', ports: ['p2'] })).toBe('noted');
    happenings.push(...advance(match, nextAtUs(match)!));
    expect(told(match)).toMatchObject({ tested: 1, right: 1 });
    expect(leftA(match, happenings)).toEqual(['p2']);
  });

  it('are refused for the own device, for frames that are not there, for ports that are not, and while the own seat is asked', () => {
    const { match, port } = atSwitch();
    const other = port === 'p1' ? 'p2' : 'p1';
    expect(predicted(match, { device: 'M5', port: 'eth0', ports: [] })).toBe('cannot-predict');
    expect(predicted(match, { device: 'A', port: other, ports: [] })).toBe('cannot-predict');
    expect(predicted(match, { device: 'constructor', port, ports: [] })).toBe('cannot-predict');
    expect(predicted(match, { device: 'A', port, ports: ['p9'] })).toBe('not-a-choice');
    expect(predicted(match, { device: 'A', port, ports: ['p2', 'p2'] })).toBe('not-a-choice');
    const outcome = accept(match, { kind: 'predict', seat: 'A', device: 'M5', port: 'eth0', ports: [] });
    expect(outcome).toEqual({ refused: 'cannot-predict' });
    expect(accept(match, { kind: 'predict', seat: 'B', device: 'A', port, ports: [] })).toEqual({
      refused: 'cannot-predict',
    });
    expect(told(match)).toMatchObject({ open: null, tested: 0 });
  });

  it('are part of the journal', () => {
    const { match, port } = atSwitch();
    const said: Prediction = { device: 'A', port, ports: ['p2'] };
    const { nowUs } = match.network;
    const inputs: JournalInput[] = [
      { atUs: 0, input: { kind: 'occupy', seat: 'A', occupant: 'person' } },
      { atUs: 0, input: { kind: 'occupy', seat: 'M5', occupant: 'person' } },
      { atUs: nowUs, input: { kind: 'predict', seat: 'M5', ...said } },
    ];
    predicted(match, said);
    const again = replay(puzzle, { rules: match.rules, seed: match.seed, inputs });
    expect(told(again).open).toEqual(said);
    expect(again).toEqual(match);
  });
});
