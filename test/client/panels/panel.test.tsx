// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import {
  chosenPorts,
  DevicePanel,
  MissionPanel,
  PhoneStep,
  playPort,
  Toast,
  toastNote,
} from '../../../client/panels/index.tsx';
import { matchStore, type MatchStore } from './match-store.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const press = (key: string): void => {
  fireEvent.keyDown(document.body, { key });
};

async function switchAt(turn: number): Promise<MatchStore> {
  const it = await matchStore('learning-switch', 'A');
  await it.playRight(turn);
  render(<DevicePanel store={it.store} />);
  return it;
}

describe('the panel of a hub', () => {
  it('shows bits and ports, no header, no table and no console', async () => {
    const { store, rightAnswers } = await matchStore('loud-hub', 'H');
    render(<DevicePanel store={store} />);
    expect(screen.getByRole('heading', { name: 'You are Hub A' })).toBeTruthy();
    expect(screen.getByText('5 cables in, 6 ports')).toBeTruthy();
    expect(screen.getByRole('heading', { name: /^A run of bits comes in on port \d$/ })).toBeTruthy();
    expect(screen.getByRole('img', { name: /bits on the cable/ }).textContent).toMatch(/^(10){31}11[01]{96}…$/);
    expect(screen.queryByRole('tree')).toBeNull();
    expect(screen.queryByRole('radio', { name: 'Headers' })).toBeNull();
    expect(screen.queryByRole('radio', { name: 'Console' })).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'port 6, no cable' }).disabled).toBe(true);
    press('f');
    expect(chosenPorts.value.join(' ')).toBe(rightAnswers().ports);
    fireEvent.click(screen.getByRole('radio', { name: 'Table' }));
    await waitFor(() => expect(screen.getByText(/A hub has no table/)).toBeTruthy());
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toContain('5Hub B');
    expect(rows).toContain('6no cable');
  });
});

describe('the panel of a bridge in a spanning tree', () => {
  it.each(['key', 'button'])('leaves closed ports out of "every other port" (%s)', async (by) => {
    const { store, playRight, rightAnswers } = await matchStore('spanning-tree', 'D');
    const blocked = (): string[] => {
      const { tables } = store.room.value!.you!;
      return tables.kind === 'switch' ? tables.ports.flatMap((port) => (port.blocked === true ? [port.name] : [])) : [];
    };
    const asksToForward = (): boolean => rightAnswers().ports !== undefined && rightAnswers().intake === 'forward';
    for (let turn = 0; turn < 60 && !asksToForward(); turn++) await playRight(1);
    expect(blocked().length).toBeGreaterThan(0);
    const { port } = store.room.value!.you!.cards[0]!;
    const others = ['p1', 'p2', 'p3', 'p4'].filter((name) => name !== port && !blocked().includes(name));
    render(<DevicePanel store={store} />);
    fireEvent.click(document.querySelector('input[name="step-intake"][value="forward"]')!);
    press('Enter');
    await waitFor(() => expect(screen.getByRole('button', { name: /^Every other/ })).toBeTruthy());
    if (by === 'key') press('f');
    else fireEvent.click(screen.getByRole('button', { name: /^Every other/ }));
    expect(chosenPorts.value).toEqual(others);
  });
});

describe('the panel of a switch', () => {
  it('grows step by step and says what will happen', async () => {
    const { moves, rightAnswers } = await switchAt(0);
    expect(screen.getByRole('heading', { name: 'You are Switch A' })).toBeTruthy();
    const main = () => document.querySelector<HTMLButtonElement>('.btn.main')!;
    expect(main().disabled).toBe(true);
    expect(screen.queryByRole('button', { name: 'Every other port' })).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: /^source/ }));
    fireEvent.click(within(screen.getAllByRole('radiogroup')[1]!).getByRole('radio', { name: '1' }));
    fireEvent.click(screen.getByRole('radio', { name: /everybody/ }));
    fireEvent.click(screen.getByRole('button', { name: /^port 2/ }));
    expect(main().textContent).toContain('Send out of port 2');
    expect(chosenPorts.value).toEqual(['p2']);
    const expected = rightAnswers();
    fireEvent.click(main());
    await waitFor(() => expect(moves).toEqual([expected]));
  });

  it('chooses ports from the board, and by keys', async () => {
    await switchAt(0);
    playPort('p2');
    expect(chosenPorts.value).toEqual([]);
    for (const key of ['1', '1', '3']) press(key);
    await waitFor(() => expect(screen.getByRole('button', { name: /^port 2/ })).toBeTruthy());
    playPort('p2');
    expect(chosenPorts.value).toEqual(['p2']);
    press('1');
    expect(chosenPorts.value).toEqual(['p1', 'p2']);
    press('f');
    expect(chosenPorts.value).toEqual(['p2']);
    press('d');
    expect(chosenPorts.value).toEqual([]);
    await waitFor(() => expect(document.querySelector('.btn.main')?.textContent).toContain('Drop it'));
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('button', { name: /^port 2/ })).toBeNull());
  });

  it('leaves single keys alone when they are switched off, or when somebody types', async () => {
    const { store } = await switchAt(0);
    localStorage.setItem('hop.shortcuts', 'off');
    press('1');
    expect(screen.getAllByRole<HTMLInputElement>('radio', { name: /^source/ })[0]?.checked).toBe(false);
    localStorage.clear();
    const field = document.body.appendChild(document.createElement('input'));
    fireEvent.keyDown(field, { key: '1' });
    expect(screen.getAllByRole<HTMLInputElement>('radio', { name: /^source/ })[0]?.checked).toBe(false);
    field.remove();
    expect(store.room.value?.you?.cards.length).toBeGreaterThan(0);
  });

  it('links sentence, header row and bytes', async () => {
    const { store } = await switchAt(0);
    const source = store.room.value!.you!.cards[0]!.bytes.slice(12, 24);
    fireEvent.click(document.querySelector('.token')!);
    const octets = () => [...document.querySelectorAll('.o.full')].map((octet) => octet.textContent).join('');
    await waitFor(() => expect(octets()).toBe(source));
    expect(screen.getByRole('treeitem', { selected: true }).textContent).toContain('Source');
    fireEvent.click(document.querySelector('[data-at="0"]')!);
    await waitFor(() => expect(octets()).toBe('ffffffffffff'));
    expect(screen.getByText('A switch does not read further.')).toBeTruthy();
  });
});

describe('the panel of a switch with VLANs', () => {
  it('asks for the VLAN with the ports before one, then table, ports and tags by keys, and says what will happen', async () => {
    const it = await matchStore('trunk', 'BR1');
    render(<DevicePanel store={it.store} />);
    const rows = () => screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows().filter((row) => row?.includes('access, VLAN'))).toHaveLength(4);
    expect(rows().some((row) => /^5Switchtrunk, VLANs \d+, \d+, native \d+$/.test(row ?? ''))).toBe(true);
    const right = it.rightAnswers();
    const vlans = screen.getAllByRole('radio', { name: /^\d? ?VLAN \d+$/ });
    expect(vlans).toHaveLength(3);
    press(String(vlans.findIndex((radio) => radio.getAttribute('value') === right.vlan) + 1));
    press('3');
    expect(screen.getByRole('heading', { name: /and with a tag/ })).toBeTruthy();
    press('5');
    expect(screen.getByRole('button', { name: 'port 5, Switch, trunk, no tag' })).toBeTruthy();
    expect(document.querySelector('.btn.main')!.textContent).toContain('Send: port 5 untagged');
    press('5');
    expect(screen.getByRole('button', { name: 'port 5, Switch, trunk, with tag' })).toBeTruthy();
    expect(document.querySelector('.btn.main')!.textContent).toContain('Send: port 5 tagged');
    press('Enter');
    await waitFor(() => expect(it.moves).toEqual([{ vlan: right.vlan, lookup: 'broadcast', ports: 'p5', tags: 'p5' }]));
    expect(it.moves).toEqual([right]);
  });

  it('reads the tag of a frame, lets it be dropped for being of no VLAN, and shows the VLAN of each row', async () => {
    const it = await matchStore('trunk', 'BR1');
    await it.playRight(1);
    it.endGuiding();
    render(<DevicePanel store={it.store} />);
    expect(screen.getByRole('heading', { name: /, tag \d+ ?, in on port 5$/ })).toBeTruthy();
    expect(screen.getByRole('treeitem', { name: /^VLAN tag/ }).getAttribute('aria-expanded')).toBe('true');
    press('4');
    expect(document.querySelector('.btn.main')!.textContent).toContain('Drop it');
    press('Enter');
    await waitFor(() => expect(screen.getByText(/You dropped it, although it is a frame of VLAN/)).toBeTruthy());
    expect(it.match.seats['BR1']?.verdict).toMatchObject({ quality: 'broken', rule: 'switch.vlan', part: 'vlan' });
    fireEvent.click(screen.getByRole('radio', { name: 'Table' }));
    const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent);
    await waitFor(() => expect(heads()).toContain('Last heard'));
    expect(heads().slice(0, 3)).toEqual(['VLAN', 'MAC address', 'Port']);
  });
});

describe('the verdict', () => {
  it('takes the place of the steps, names the rule and tries again by Enter', async () => {
    const { store, moves, rightAnswers, endGuiding } = await switchAt(2);
    endGuiding();
    const card = store.room.value!.you!.cards[0]!;
    await store.intents.play(card.id, { ...rightAnswers(), ports: '' });
    const rule = store.room.value!.you!.verdict!.rule;
    const again = await screen.findByRole('button', { name: /Try this frame again/ });
    expect(screen.getByText(rule)).toBeTruthy();
    expect(screen.getByText(store.language.value.rules[rule].rule)).toBeTruthy();
    expect(again.getAttribute('aria-describedby')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Watch it once more/ })).toBeNull();
    press('Enter');
    await waitFor(() => expect(screen.queryByRole('button', { name: /Try this frame again/ })).toBeNull());
    expect(store.room.value!.you!.cards[0]!.id).toBe(card.id);
    expect(moves).toHaveLength(3);
  });

  it('is softer when a guided move was held back, and keeps the other answers', async () => {
    const { store, rightAnswers } = await switchAt(0);
    for (const key of ['1', '1', '3']) press(key);
    await waitFor(() => expect(document.querySelector('.port')).not.toBeNull());
    press('d');
    press('Enter');
    const again = await screen.findByRole('button', { name: /Choose again/ });
    expect(store.room.value!.you!.verdict!.refused).toBe(true);
    fireEvent.click(again);
    await waitFor(() => expect(document.querySelector('.port')).not.toBeNull());
    expect(screen.getAllByRole<HTMLInputElement>('radio', { name: /^source/ })[0]?.checked).toBe(true);
    expect(rightAnswers().learn).toBe('source');
  });

  it('is one line when the move was right', async () => {
    const it = await matchStore('learning-switch', 'A');
    render(<Toast store={it.store} />);
    expect(document.querySelector('.toast')).toBeNull();
    await it.playRight(1);
    await waitFor(() => expect(document.querySelector('.toast.right')?.textContent).toBeTruthy());
  });

  it('is one line also when the log has dropped an entry for it', async () => {
    const { store, playRight } = await matchStore('learning-switch', 'A');
    await playRight(1);
    const room = store.room.value!;
    const you = { ...room.you!, log: Array.from({ length: 100 }, () => room.you!.log[0]!) };
    store.room.value = { ...room, you: { ...you, logged: 100 } };
    toastNote.value = null;
    render(<Toast store={store} />);
    await act(() => {});
    expect(document.querySelector('.toast')).toBeNull();
    store.room.value = { ...room, you: { ...you, logged: 101 } };
    await waitFor(() => expect(document.querySelector('.toast.right')?.textContent).toBeTruthy());
  });
});

describe('the panel of a host', () => {
  it('plays one of two answers at once, by button or letter', async () => {
    const { store, moves } = await matchStore('first-frame', 'M1');
    render(<DevicePanel store={store} />);
    const buttons = [...document.querySelectorAll('.btn.answer')].map((button) => button.textContent);
    expect(buttons).toEqual(['Take itT', 'Drop itD']);
    press('d');
    await waitFor(() => expect(moves).toEqual([{ accept: 'drop' }]));
  });

  it('lets any letter be looked at, but only the first be played', async () => {
    const { store, moves } = await matchStore('first-frame', 'M1');
    render(<DevicePanel store={store} />);
    const letters = [...document.querySelectorAll<HTMLElement>('.letter')];
    expect(letters.length).toBeGreaterThan(1);
    fireEvent.click(letters[1]!);
    await screen.findByText(/has its turn before it/);
    press('t');
    expect(moves).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Back to the first letter' }));
    await waitFor(() => expect(document.querySelector('.btn.answer')).not.toBeNull());
  });

  it('is never blank: an empty inbox says what goes on and shows the tables', async () => {
    const { store, playRight } = await matchStore('two-routers', 'B');
    await playRight(40);
    expect(store.room.value?.you?.cards).toEqual([]);
    render(<DevicePanel store={store} />);
    expect(screen.getByRole('heading', { name: 'Nothing waits for you' })).toBeTruthy();
    expect(screen.getByRole('table', { name: 'Neighbour table' })).toBeTruthy();
  });

  it.each(['parked', 'cannot-save'] as const)(
    'does not promise that anything goes on while the match is %s',
    async (halt) => {
      const { store, playRight } = await matchStore('two-routers', 'B');
      await playRight(40);
      store.room.value = { ...store.room.value!, halt };
      render(<DevicePanel store={store} />);
      const said = [...document.querySelectorAll('.waiting li')].map(({ textContent }) => textContent);
      expect(said).toEqual([store.language.value.words.refusals[halt]]);
    },
  );
});

describe('hints', () => {
  it('open one after the other, and the dearest asks once', async () => {
    const { store } = await matchStore('learning-switch', 'A');
    render(<MissionPanel store={store} />);
    const rung = (name: RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
    expect(rung(/Rule/).disabled).toBe(true);
    fireEvent.click(rung(/Question/));
    const { rules } = store.language.value;
    await screen.findByText(rules['switch.learn'].question('learn'));
    fireEvent.click(rung(/Rule/));
    await screen.findByText(rules['switch.learn'].rule);
    fireEvent.click(rung(/Answer/));
    fireEvent.click(await screen.findByRole('button', { name: /Show it/ }));
    await waitFor(() => expect(store.room.value?.you?.cards[0]?.hints).toHaveLength(3));
    expect(store.room.value?.you?.score.stars).toBe(1.5);
  });
});

describe('the phone', () => {
  it('asks one step at a time and goes back', async () => {
    const { store } = await matchStore('learning-switch', 'A');
    render(<PhoneStep store={store} />);
    const title = () => document.querySelector('.sheet h3')?.textContent;
    expect(title()).toContain('Write your table');
    press('1');
    await waitFor(() =>
      expect(screen.getAllByRole<HTMLInputElement>('radio', { name: /^source/ })[0]?.checked).toBe(true),
    );
    press('1');
    await waitFor(() => expect(title()).toContain('in your table?'));
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(title()).toContain('Write your table'));
  });
});

describe('the letters of a card that checks frames', () => {
  it('shows both check sequences, what the cable carries round the frame, and no other sign of damage', async () => {
    const it = await matchStore('bad-bits', 'M1');
    it.endGuiding();
    render(<DevicePanel store={it.store} />);
    const seen = new Set<boolean>();
    for (let letters = 0; it.store.room.value?.you?.cards[0] !== undefined && letters < 20; letters++) {
      const card = it.store.room.value.you.cards[0];
      await waitFor(() => expect(document.querySelector('.check-sequences')).toBeTruthy());
      const [came, computed] = Array.from(document.querySelectorAll('.check-sequences td'), (cell) => cell.textContent);
      expect(came?.replaceAll(' ', '')).toBe(card.fcs);
      seen.add(came === computed);
      expect(came === computed).toBe(it.rightAnswers().fcs === 'right');
      expect(document.querySelector('.fault')).toBeNull();
      fireEvent.click(screen.getByRole('radio', { name: 'Bytes' }));
      await waitFor(() => expect(document.querySelectorAll('.signal')).toHaveLength(3));
      const signal = Array.from(document.querySelectorAll('.signal'), (line) => line.textContent.trim());
      expect(signal).toEqual(['55555555555555 Preamble', 'd5 Start delimiter', `${card.fcs} FCS`]);
      await it.playRight(1);
    }
    expect(seen).toEqual(new Set([true, false]));
  });
});

describe('somebody with nothing to decide', () => {
  it('says by which port where two cables lead to the same device', async () => {
    const it = await matchStore('broadcast-storm', 'D', 'en', 'panels', ['C']);
    render(<DevicePanel store={it.store} />);
    await it.playRight(1);
    const group = within(await screen.findByRole('group', { name: /waits at Switch C/ }));
    fireEvent.click(group.getByRole('button', { name: 'to Switch D (5)' }));
    expect(await screen.findByRole('button', { name: 'I predict: out to Switch D (5)' })).toBeTruthy();
  });

  it('predicts where a frame at another seat will go on, and is told what became of it', async () => {
    const it = await matchStore('learning-switch', 'M5', 'en', 'panels', ['A']);
    render(
      <>
        <DevicePanel store={it.store} />
        <Toast store={it.store} />
      </>,
    );
    expect(screen.getByText(/^A frame from Segment 1 waits at Switch A/)).toBeTruthy();
    const group = within(screen.getByRole('group', { name: /^A frame from Segment 1/ }));
    expect(screen.getByRole('button', { name: 'I predict: nothing leaves' })).toBeTruthy();
    fireEvent.click(group.getByRole('button', { name: 'to Segment 2 (2)' }));
    fireEvent.click(await screen.findByRole('button', { name: 'I predict: out to Segment 2' }));
    await screen.findByText('You predicted for Switch A: out to Segment 2. Let us see.');
    expect(screen.queryByRole('group', { name: /^A frame/ })).toBeNull();
    await it.playAt('A');
    expect((await screen.findByText(/^✓/)).textContent).toBe('✓ As you predicted at Switch A: out to Segment 2.');
    expect(it.store.room.value?.you?.predictions).toMatchObject({ tested: 1, right: 1 });
  });
});
