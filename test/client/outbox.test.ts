import { describe, expect, it } from 'vitest';
import { createOutbox, type Outbox } from '../../client/outbox.ts';
import { browserKeeper, type Keeper } from '../../client/storage.ts';
import type { Act, RefusalCode } from '../../shared/messages.ts';
import type { Outcome } from '../../client/model.ts';
import { memoryKeeper, settle, SimulatedPage } from './simulated.ts';

interface Got {
  readonly name: string;
  readonly act: Act;
  readonly [field: string]: unknown;
}

/** A server that carries out each numbered input once, as ours does, and lines to it that the test cuts. */
class Server {
  readonly journal: Got[] = [];
  readonly got: Got[] = [];
  round = 1;
  refusal: RefusalCode | null = null;
  /** Where an answer gets lost, the line breaks. */
  loses: 'nothing' | 'input' | 'answer' = 'nothing';
  /** While it is null, answers come at once. */
  held: (() => void)[] | null = null;

  readonly line = {
    request: async (name: string, message: unknown): Promise<Outcome<unknown>> => {
      if (this.loses === 'input') throw new Error('connection closed');
      const input = { ...(message as object), name } as Got;
      this.got.push(input);
      const { held } = this;
      if (held !== null) await new Promise<void>((resolve) => held.push(resolve));
      const outcome = this.#carryOut(input);
      if (this.loses === 'answer') throw new Error('connection closed');
      return outcome;
    },
  };

  #carryOut(input: Got): Outcome<unknown> {
    if (this.refusal !== null) return { refused: this.refusal };
    if (input.act.round !== this.round) return { refused: 'not-your-card' };
    const isKnown = ({ act }: Got): boolean => act.outbox === input.act.outbox && act.number === input.act.number;
    const known = this.journal.findIndex(isKnown);
    if (known < 0) this.journal.push(input);
    return { value: { seq: known < 0 ? this.journal.length - 1 : known } };
  }
}

let drawn = 0;

/** A page of a browser: its outbox over what its tab keeps. */
class Tab {
  readonly time = new SimulatedPage();
  readonly told: (readonly [string, Outcome<unknown>])[] = [];
  readonly outbox: Outbox;
  readonly keeper: Keeper;
  simulatedUs = 0;

  constructor(keeper: Keeper = memoryKeeper()) {
    this.keeper = keeper;
    const drawOutbox = (): string => String(++drawn).padStart(11, '0');
    const simulatedUs = (): number => this.simulatedUs;
    this.outbox = createOutbox({ ...this.time.around, tab: keeper, drawOutbox, simulatedUs });
  }

  comeIn(server: Server, room = 'BCDFGH', round = server.round): this {
    this.outbox.line(server.line);
    this.outbox.at(room, round);
    return this;
  }

  play(card: number, accept = 'take'): this {
    void this.outbox
      .put('play', { card, answers: { accept } })
      .then((outcome) => this.told.push([`play ${card}`, outcome]));
    return this;
  }

  plug(name: 'plug' | 'unplug', port: string): this {
    void this.outbox.put(name, { port }).then((outcome) => this.told.push([`${name} ${port}`, outcome]));
    return this;
  }
}

const cards = (inputs: readonly Got[]): unknown[] => inputs.map((input) => input['card']);
const receipt = (seq: number): Outcome<unknown> => ({ value: { seq } });

describe('the outbox', () => {
  it('numbers inputs for the round that is seen, and sends one at a time, in order', async () => {
    const server = new Server();
    server.held = [];
    server.round = 3;
    const tab = new Tab().comeIn(server).play(1).play(2).play(3);
    await settle();
    expect(cards(server.got)).toEqual([1]);
    expect(tab.outbox.waiting.value).toBe(3);
    const { held } = server;
    server.held = null;
    held[0]!();
    await settle();
    expect(cards(server.journal)).toEqual([1, 2, 3]);
    expect(server.journal.map(({ act }) => [act.number, act.round])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(tab.told).toEqual([1, 2, 3].map((card) => [`play ${card}`, receipt(card - 1)]));
    expect(tab.outbox.waiting.value).toBe(0);
  });

  it.each([
    ['before it arrived', 'input', 0],
    ['before its answer', 'answer', 1],
  ] as const)(
    'sends again what was under way when the line broke %s; it is carried out once',
    async (_when, loses, early) => {
      const server = new Server();
      const tab = new Tab().comeIn(server);
      server.loses = loses;
      tab.play(1).play(2);
      await settle();
      tab.outbox.line(null);
      await settle();
      expect(server.journal).toHaveLength(early);
      expect(tab.told).toEqual([]);
      server.loses = 'nothing';
      tab.comeIn(server);
      await settle();
      expect(cards(server.journal)).toEqual([1, 2]);
      expect(tab.told).toEqual([
        ['play 1', receipt(0)],
        ['play 2', receipt(1)],
      ]);
    },
  );

  it('waits for as long as the line is away', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    tab.outbox.line(null);
    tab.play(1);
    await tab.time.pass(10 * 60_000);
    expect([tab.told, tab.outbox.waiting.value]).toEqual([[], 1]);
    tab.comeIn(server);
    await settle();
    expect(tab.told).toEqual([['play 1', receipt(0)]]);
  });

  it('tries again on a line that stays when no answer came', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    server.loses = 'answer';
    tab.play(1);
    await settle();
    server.loses = 'nothing';
    await tab.time.pass(1000);
    expect(tab.told).toEqual([['play 1', receipt(0)]]);
    expect(server.got).toHaveLength(2);
  });

  it('sends nothing before the state has come, and then nothing of another round', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    tab.outbox.line(null);
    tab.play(1);
    server.round = 2;
    tab.outbox.line(server.line);
    await settle();
    expect(server.got).toEqual([]);
    tab.outbox.at('BCDFGH', 2);
    tab.play(7);
    await settle();
    expect(cards(server.got)).toEqual([7]);
    // Silently: nobody did anything wrong.
    expect(tab.told).toEqual([
      ['play 1', { value: null }],
      ['play 7', receipt(0)],
    ]);
  });

  it('says nothing of a refusal when the round has changed before the answer', async () => {
    const server = new Server();
    server.held = [];
    const tab = new Tab().comeIn(server).play(1);
    await settle();
    server.round = 2;
    tab.outbox.at('BCDFGH', 2);
    tab.play(2);
    const { held } = server;
    server.held = null;
    held[0]!();
    await settle();
    expect(tab.told).toEqual([
      ['play 1', { value: null }],
      ['play 2', receipt(0)],
    ]);
  });

  it('gives the reason of a refusal, and goes on with the next', async () => {
    const server = new Server();
    server.refusal = 'cannot-save';
    const tab = new Tab().comeIn(server).play(1);
    await settle();
    server.refusal = null;
    tab.play(2);
    await settle();
    expect(tab.told).toEqual([
      ['play 1', { refused: 'cannot-save' }],
      ['play 2', receipt(0)],
    ]);
  });

  it('says that a move came too late when it had waited for the line, also after a reload', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    server.refusal = 'not-your-card';
    tab.play(1);
    await settle();
    // The line was there: whoever pressed is told.
    expect(tab.outbox.late.value).toBeNull();
    tab.outbox.line(null);
    tab.play(2).play(3);
    tab.comeIn(server);
    await settle();
    expect(tab.outbox.late.value).toEqual({ round: 1, refusal: 'not-your-card' });
    tab.outbox.line(null);
    tab.play(4);
    const reloaded = new Tab(tab.keeper);
    expect(reloaded.outbox.late.value).toBeNull();
    reloaded.comeIn(server);
    await settle();
    expect(reloaded.outbox.late.value).toEqual({ round: 1, refusal: 'not-your-card' });
    reloaded.outbox.leave();
    expect(reloaded.outbox.late.value).toBeNull();
  });

  it('says nothing of the kind when it came in time, or when the round is another', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    tab.outbox.line(null);
    tab.play(1);
    tab.comeIn(server);
    await settle();
    expect(server.journal).toHaveLength(1);
    server.refusal = 'not-your-card';
    tab.outbox.line(null);
    tab.play(2);
    server.round = 2;
    tab.comeIn(server);
    await settle();
    expect(tab.outbox.late.value).toBeNull();
  });

  it('takes a second press of the same button for one', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    tab.outbox.line(null);
    tab.play(1, 'take').play(1, 'take').play(1, 'drop').plug('unplug', 'p1').plug('unplug', 'p1');
    tab.plug('plug', 'p1').plug('unplug', 'p1');
    expect(tab.outbox.waiting.value).toBe(4);
    tab.comeIn(server);
    await settle();
    const journal = server.journal.map(({ name, port, answers }) => [name, port ?? answers]);
    // Pulled, plugged in again and pulled once more is three things; a letter is played by the first answers.
    expect(journal).toEqual([
      ['play', { accept: 'take' }],
      ['unplug', 'p1'],
      ['plug', 'p1'],
      ['unplug', 'p1'],
    ]);
    expect(tab.told.map(([what]) => what)).toEqual([
      'play 1',
      'play 1',
      'play 1',
      'unplug p1',
      'unplug p1',
      'plug p1',
      'unplug p1',
    ]);
  });

  it('is bounded', async () => {
    const tab = new Tab().comeIn(new Server());
    tab.outbox.line(null);
    for (let card = 1; card <= 25; card++) tab.play(card);
    await settle();
    expect(tab.outbox.waiting.value).toBe(20);
    expect(tab.told.map(([, outcome]) => outcome)).toEqual(
      Array.from({ length: 5 }, () => ({ refused: 'server-busy' })),
    );
  });

  it('keeps what was not sent when somebody leaves, and sends it when they come back', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    tab.outbox.line(null);
    tab.play(1);
    tab.outbox.leave();
    await settle();
    expect(tab.told).toEqual([['play 1', { refused: 'server-busy' }]]);
    tab.comeIn(server);
    await settle();
    expect(cards(server.journal)).toEqual([1]);
  });
});

describe('a server that was killed', () => {
  it('gets what waited when its match has come as far again as the sender had seen it', async () => {
    const server = new Server();
    const before = new Tab().comeIn(server);
    before.simulatedUs = 5_000_000;
    before.outbox.line(null);
    before.play(1);
    for (const tab of [new Tab(memoryKeeper(new Map([['hop.outbox', before.keeper.read('hop.outbox')!]]))), before]) {
      tab.simulatedUs = 2_000_000;
      tab.comeIn(server).play(2);
      await tab.time.pass(3000);
      expect(server.got).toEqual([]);
      tab.simulatedUs = 5_000_000;
      await tab.time.pass(200);
      expect(cards(server.got)).toEqual([1, 2]);
      server.got.length = 0;
    }
  });

  it('gets it after ten seconds in any case', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    tab.simulatedUs = 5_000_000;
    tab.outbox.line(null);
    tab.play(1);
    tab.simulatedUs = 2_000_000;
    tab.comeIn(server);
    for (let state = 0; state < 9; state++) {
      await tab.time.pass(1100);
      tab.outbox.at('BCDFGH', 1);
    }
    expect(server.got).toEqual([]);
    await tab.time.pass(200);
    expect(cards(server.got)).toEqual([1]);
  });

  it('what is done on the line that is there waits for no time', async () => {
    const server = new Server();
    const tab = new Tab().comeIn(server);
    tab.simulatedUs = 5_000_000;
    server.held = [];
    tab.play(1).play(2);
    // The clock is set back a little, as when somebody presses pause.
    tab.simulatedUs = 4_900_000;
    const { held } = server;
    server.held = null;
    await settle();
    held[0]!();
    await settle();
    expect(cards(server.got)).toEqual([1, 2]);
  });
});

describe('a reload', () => {
  it.each(['input', 'answer'] as const)(
    'loses nothing that waited, and nothing is done twice (%s lost)',
    async (loses) => {
      const server = new Server();
      const before = new Tab().comeIn(server);
      server.loses = loses;
      before.play(1).play(2);
      await settle();
      server.loses = 'nothing';
      const after = new Tab(before.keeper);
      expect(after.outbox.waiting.value).toBe(2);
      after.comeIn(server).play(3);
      await settle();
      expect(cards(server.journal)).toEqual([1, 2, 3]);
      expect(after.outbox.waiting.value).toBe(0);
      // And the next page finds nothing more.
      expect(new Tab(before.keeper).outbox.waiting.value).toBe(0);
    },
  );

  it('into another round or another room sends nothing of before', async () => {
    for (const [room, round] of [
      ['BCDFGH', 2],
      ['HGFDCB', 1],
    ] as const) {
      const server = new Server();
      const before = new Tab().comeIn(server);
      before.outbox.line(null);
      before.play(1);
      server.round = round;
      const after = new Tab(before.keeper).comeIn(server, room, round);
      await settle();
      expect([server.got, after.outbox.waiting.value]).toEqual([[], 0]);
    }
  });

  it('does not give up what the server cannot take for the moment: nobody would be told', async () => {
    const server = new Server();
    const before = new Tab().comeIn(server);
    before.outbox.line(null);
    before.play(1);
    server.refusal = 'cannot-save';
    const after = new Tab(before.keeper).comeIn(server);
    await after.time.pass(30_000);
    expect(after.outbox.waiting.value).toBe(1);
    server.refusal = null;
    await after.time.pass(1000);
    expect([cards(server.journal), after.outbox.waiting.value]).toEqual([[1], 0]);
  });

  it('believes nothing that it finds in the storage', async () => {
    const own = { outbox: '00000000000', number: 1, round: 1 };
    const ours = { room: 'BCDFGH', name: 'play', act: own, atUs: 0, message: {} };
    const foreign = [
      '{',
      '7',
      '[7]',
      JSON.stringify([{ ...ours, name: 'start' }]),
      JSON.stringify([{ ...ours, act: {} }]),
    ];
    for (const text of foreign) {
      const server = new Server();
      const tab = new Tab(memoryKeeper(new Map([['hop.outbox', text]]))).comeIn(server).play(1);
      await settle();
      expect(cards(server.got)).toEqual([1]);
      expect(tab.told).toEqual([['play 1', receipt(0)]]);
    }
    const full = JSON.stringify(Array.from({ length: 50 }, () => ours));
    expect(new Tab(memoryKeeper(new Map([['hop.outbox', full]]))).outbox.waiting.value).toBe(20);
  });
});

describe('a duplicated tab', () => {
  it('does once what both tabs have waiting, and never shares a number with the other', async () => {
    const server = new Server();
    const kept = new Map<string, string>();
    const first = new Tab(memoryKeeper(kept)).comeIn(server);
    first.outbox.line(null);
    first.play(1).play(2);
    // The browser gives the new tab a copy of the storage.
    const second = new Tab(memoryKeeper(new Map(kept))).comeIn(server).play(3);
    await settle();
    first.comeIn(server).play(4);
    await settle();
    expect(cards(server.got)).toEqual([1, 2, 3, 1, 2, 4]);
    expect(cards(server.journal)).toEqual([1, 2, 3, 4]);
    expect(first.told.map(([, outcome]) => outcome)).toEqual([receipt(0), receipt(1), receipt(3)]);
    expect([first.outbox.waiting.value, second.outbox.waiting.value]).toEqual([0, 0]);
  });
});

describe('a storage that is blocked', () => {
  const blocked = (): Storage => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };

  it('is replaced by the memory of the page', async () => {
    const server = new Server();
    const tab = new Tab(browserKeeper(blocked)).comeIn(server);
    tab.outbox.line(null);
    tab.play(1);
    tab.comeIn(server);
    await settle();
    expect(tab.told).toEqual([['play 1', receipt(0)]]);
  });
});
