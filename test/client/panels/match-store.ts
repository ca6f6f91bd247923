/** A store over a real match in this process: what the server would send, without a server. */
import { signal } from '@preact/signals';
import type { Outcome, RoomModel, Store } from '../../../client/model.ts';
import { decide } from '../../../shared/device/decision.ts';
import type { Answers } from '../../../shared/device/decision.ts';
import type { Part } from '../../../shared/device/rule.ts';
import { answersByRule } from '../../../shared/game/form.ts';
import { runView } from '../../../shared/game/configuration-view.ts';
import { wireView } from '../../../shared/game/seat-wire.ts';
import { faultView } from '../../../shared/game/fault.ts';
import { goalViews } from '../../../shared/game/goal.ts';
import { accept, advance, createMatch } from '../../../shared/game/match.ts';
import type { Input, Match } from '../../../shared/game/match.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { completeOnConsole, runOnConsole } from '../../../shared/game/seat-console.ts';
import { mapView, seatView } from '../../../shared/game/seat-view.ts';
import { stormView } from '../../../shared/game/storm-view.ts';
import type { Happening } from '../../../shared/game/view.ts';
import type { RefusalCode } from '../../../shared/messages.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { isAsked } from '../../shared/game/play.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { loadLanguage } from '../../../shared/text/index.ts';
import type { LanguageCode } from '../../../shared/text/language.ts';

export interface MatchStore {
  readonly store: Store;
  readonly match: Match;
  /** Every move that was asked for, in order. */
  readonly moves: Answers[];
  /** What the rules say to the letter that waits. */
  rightAnswers(): Answers;
  /** Plays the next letters as the rules say. */
  playRight(times: number): Promise<void>;
  /** Somebody on another seat plays the letter that waits there as the rules say. */
  playAt(seat: string): Promise<void>;
  /** From now on wrong moves are carried out. */
  endGuiding(): void;
}

const TURN_US = 60_000_000;

export async function matchStore(
  puzzle: PuzzleId,
  device: string,
  code: LanguageCode = 'en',
  seed = 'panels',
  /** Other seats on which people sit. */
  others: readonly string[] = [],
): Promise<MatchStore> {
  const match = createMatch(puzzles[puzzle], seed);
  const room = signal<RoomModel | null>(null);
  const happenings = signal<readonly Happening[]>([]);
  const moves: Answers[] = [];
  const show = (): void => {
    happenings.value = [...happenings.value, ...runOn(match, device)].slice(-200);
    room.value = roomOf(match, puzzle, device);
  };
  const put = (input: Input): Promise<RefusalCode | null> => {
    const reply = accept(match, input);
    if ('refused' in reply) return Promise.resolve(reply.refused);
    happenings.value = [...happenings.value, ...reply.happenings];
    show();
    return Promise.resolve(null);
  };
  const nothing = (): Promise<null> => Promise.resolve(null);
  const language = await loadLanguage(code);
  const store: Store = {
    languageCode: signal(code),
    language: signal(language),
    theme: signal('light'),
    calm: signal(true),
    connection: signal('open'),
    room,
    clock: signal({ atUs: 0, receivedMs: 0, ratePerMs: 0, untilUs: 0 }),
    happenings,
    muted: signal(false),
    progress: signal({ stars: {} }),
    intents: {
      sit: nothing,
      play: (card, answers) => {
        moves.push(answers);
        return put({ kind: 'play', seat: device, card, answers });
      },
      retry: (card) => put({ kind: 'retry', seat: device, card }),
      hint: (card, part, step) => put({ kind: 'hint', seat: device, card, part, step }),
      predict: (prediction) => put({ kind: 'predict', seat: device, ...prediction }),
      nameFault: (name) => put({ kind: 'name-fault', seat: device, ...name }),
      configure: (setting) => put({ kind: 'configure', seat: device, setting }),
      ready: (ready) => put({ kind: 'ready', seat: device, ready }),
      unplug: (port) => put({ kind: 'unplug', seat: device, port }),
      plug: (port) => put({ kind: 'plug', seat: device, port }),
      say: nothing,
      rename: nothing,
      hand: nothing,
      pace: nothing,
      step: nothing,
      choose: nothing,
      start: nothing,
      console: (line) => Promise.resolve(outcomeOf(runOnConsole(match, device, line))),
      complete: (line) => Promise.resolve(outcomeOf(completeOnConsole(match, device, line))),
    },
  };
  for (const seat of others) accept(match, { kind: 'occupy', seat, occupant: 'person' });
  await put({ kind: 'occupy', seat: device, occupant: 'person' });
  const rightAnswers = (): Answers => rightAnswersOf(match, device);
  return {
    store,
    match,
    moves,
    rightAnswers,
    playRight: async (times) => {
      for (let turn = 0; turn < times; turn++) {
        const card = room.value?.you?.cards[0];
        if (card !== undefined) await store.intents.play(card.id, rightAnswers());
      }
    },
    playAt: async (seat) => {
      const card = match.seats[seat]?.inbox[0]?.id ?? 0;
      await put({ kind: 'play', seat, card, answers: rightAnswersOf(match, seat) });
    },
    endGuiding: () => {
      const seat = match.seats[device];
      if (seat !== undefined) seat.guidedLeft = 0;
      show();
    },
  };
}

/** For a turn; where time does not wait for people, until this one is asked. */
function runOn(match: Match, device: string): readonly Happening[] {
  if (match.puzzle.live === undefined) return advance(match, match.network.nowUs + TURN_US);
  const happenings: Happening[] = [...advance(match, match.network.nowUs)];
  const isAskedHere = (): boolean => match.seats[device]?.inbox.some(isAsked) === true;
  for (let atUs = nextAtUs(match); atUs !== null && !isAskedHere(); atUs = nextAtUs(match))
    happenings.push(...advance(match, atUs));
  return happenings;
}

function outcomeOf<Reply extends object>(reply: Reply | RefusalCode): Outcome<Reply> {
  return typeof reply === 'string' ? { refused: reply } : { value: reply };
}

function rightAnswersOf(match: Match, device: string): Answers {
  const event = match.seats[device]?.inbox[0]?.event;
  const form = seatView(match, device)?.cards[0]?.form ?? [];
  if (event === undefined) return {};
  const { thinking } = decide(deviceOf(match.network, device), event);
  return answersByRule(form, (part: Part) => thinking.find((point) => point.part === part)?.expected);
}

function roomOf(match: Match, puzzle: PuzzleId, device: string): RoomModel {
  const me = { id: 'me', name: 'Mei', colour: 4, connected: true, device };
  return {
    phase: 'play',
    code: 'BCDFGH',
    alone: true,
    puzzle,
    round: 1,
    map: mapView(match),
    goals: goalViews(match),
    run: runView(match),
    wire: wireView(match),
    storm: stormView(match),
    fault: faultView(match),
    seats: match.puzzle.seats.map((id) => ({
      device: id,
      occupant: id === device ? 'person' : 'bot',
      player: id === device ? me : null,
      waiting: match.seats[id]?.inbox.length ?? 0,
    })),
    players: [me],
    me,
    you: structuredClone(seatView(match, device)),
    result: [],
    paused: false,
    speed: 1,
    lesson: null,
    number: '',
    seq: 0,
    halt: '',
    leftBehind: false,
  };
}
