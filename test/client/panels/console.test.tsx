// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS_KEPT, LINES_KEPT } from '../../../client/panels/console-session.ts';
import { Console, DevicePanel } from '../../../client/panels/index.tsx';
import { CONSOLE_LINE_MAX_LENGTH } from '../../../shared/messages.ts';
import { matchStore, type MatchStore } from './match-store.ts';

beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: false })));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const input = (): HTMLInputElement => screen.getByRole('textbox', { name: /Command for/ });
const log = (): string => screen.getByRole('log').textContent ?? '';

function press(key: string, more: KeyboardEventInit = {}): boolean {
  return fireEvent.keyDown(input(), { key, ...more });
}

function write(line: string): void {
  fireEvent.input(input(), { target: { value: line } });
  press(line.at(-1) ?? '');
}

async function run(line: string): Promise<void> {
  const before = screen.getByRole('log').children.length;
  write(line);
  fireEvent.submit(input().form!);
  await waitFor(() => expect(screen.getByRole('log').children.length).toBeGreaterThan(before));
}

async function open(puzzle: Parameters<typeof matchStore>[0] = 'two-routers', device = 'R1'): Promise<MatchStore> {
  const it = await matchStore(puzzle, device);
  render(<Console store={it.store} />);
  return it;
}

describe('the console', () => {
  it('says what it is until something is typed, then shows what the device prints', async () => {
    const { store } = await open();
    expect(screen.getByText(/Here your device is a Linux machine/)).toBeTruthy();
    await run('ip -br addr');
    expect(screen.queryByText(/Here your device is a Linux machine/)).toBeNull();
    const { tables } = store.room.value!.you!;
    if (!('interfaces' in tables)) throw new Error('a router');
    for (const { name, addresses } of tables.interfaces)
      for (const { address, length } of addresses)
        expect(log()).toMatch(new RegExp(`${name}\\s+UP\\s+${address}/${length}`));
    expect(log()).toContain('R1:~$ ip -br addr');
    expect(input().value).toBe('');
  });

  it('says so where Linux prints nothing, and passes on what it refuses', async () => {
    await open();
    await run('ip neigh show nud permanent');
    expect(log()).toContain('there is nothing to print');
    await run('ip link set eth0 down');
    expect(log()).toContain('Operation not permitted');
    expect(log()).toContain('Only root may do that');
    await run('reboot');
    expect(log()).toContain('Type help to see those that it has');
    expect(log().match(/nothing to print/g)).toHaveLength(1);
  });

  it('shows why the server refused a line', async () => {
    const { store } = await open();
    vi.spyOn(store.intents, 'console').mockResolvedValue({ refused: 'too-many-messages' });
    await run('ip route');
    expect(log()).toContain('That was too fast.');
  });

  it('brings back what was typed with the arrows, and what was being typed before', async () => {
    await open();
    for (const line of ['ip addr', 'ip route', 'ip route']) await run(line);
    write('ip ne');
    const shown = ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown'].map((key) => {
      press(key);
      return input().value;
    });
    expect(shown).toEqual(['ip route', 'ip addr', 'ip addr', 'ip route', 'ip ne', 'ip ne']);
  });

  it('completes with Tab, shows the words where there is a choice, and lets Tab go on where nothing is typed', async () => {
    await open();
    expect(press('Tab')).toBe(true);
    write('ip nei');
    expect(press('Tab')).toBe(false);
    await waitFor(() => expect(input().value).toBe('ip neighbor '));
    write('ip ne');
    press('Tab');
    await waitFor(() => expect(log()).toMatch(/neighbor\s+netns/));
    expect(input().value).toBe('ip ne');
    expect(press('Tab', { shiftKey: true })).toBe(true);
    fireEvent.blur(input());
    expect(press('Tab')).toBe(true);
  });

  it('begins a new line with Ctrl+C, and is empty again after clear and Ctrl+L', async () => {
    await open();
    await run('ip addr');
    write('ip rou');
    expect(press('c', { ctrlKey: true })).toBe(false);
    await waitFor(() => expect(log()).toContain('R1:~$ ip rou^C'));
    expect(input().value).toBe('');
    write('clear');
    fireEvent.submit(input().form!);
    await waitFor(() => expect(log()).toBe(''));
    await run('ip addr');
    expect(press('l', { ctrlKey: true })).toBe(false);
    await waitFor(() => expect(log()).toBe(''));
  });

  it('leaves with Escape, and no key of the game does anything while somebody types', async () => {
    const { store, moves } = await matchStore('first-frame', 'M1');
    render(<DevicePanel store={store} />);
    fireEvent.click(screen.getByRole('radio', { name: 'Console' }));
    input().focus();
    write('d');
    for (const key of ['d', 't', 'f', '1', 'Enter']) press(key);
    expect(moves).toEqual([]);
    press('Escape');
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Console' }));
  });

  it('keeps its lines while another side of the device is looked at, and not on another seat', async () => {
    const it = await matchStore('two-routers', 'R1');
    render(<DevicePanel store={it.store} />);
    fireEvent.click(screen.getByRole('radio', { name: 'Console' }));
    await run('hostname');
    fireEvent.click(screen.getByRole('radio', { name: 'Table' }));
    await waitFor(() => expect(screen.queryByRole('log')).toBeNull());
    fireEvent.click(screen.getByRole('radio', { name: 'Console' }));
    await waitFor(() => expect(log()).toContain('R1:~$ hostname'));
    const room = it.store.room.value!;
    it.store.room.value = { ...room, you: { ...room.you!, device: 'B' } };
    await waitFor(() => expect(log()).toBe(''));
    expect(screen.getByRole('region', { name: 'Console of Server B' })).toBeTruthy();
  });

  it('offers commands to press: other ones on a switch', async () => {
    await open();
    const offered = (): string[] => screen.getAllByRole('listitem').map((item) => item.textContent ?? '');
    expect(offered()).toEqual(['ip addr', 'ip route', 'ip neigh']);
    fireEvent.click(screen.getByRole('button', { name: 'ip route' }));
    await waitFor(() => expect(log()).toContain('proto kernel scope link'));
    cleanup();
    const { match } = await open('learning-switch', 'A');
    expect(offered()[0]).toBe('bridge fdb');
    fireEvent.click(screen.getByRole('button', { name: 'bridge fdb' }));
    await waitFor(() => expect(log()).toContain('master br0 permanent'));
    expect(match.network.devices['A']?.kind).toBe('switch');
  });

  it('keeps so many lines and so many commands, and says that there were more', async () => {
    const { store } = await open();
    const long = { output: 'line\n'.repeat(LINES_KEPT / 2), status: 0, isCut: false };
    vi.spyOn(store.intents, 'console').mockResolvedValue({ value: long });
    for (const line of ['first', 'second', 'third']) {
      write(line);
      fireEvent.submit(input().form!);
      await waitFor(() => expect(log()).toContain(line));
    }
    expect(log()).not.toContain('first');
    expect(screen.getByText(`Only the last ${LINES_KEPT} lines are kept.`)).toBeTruthy();
    vi.spyOn(store.intents, 'console').mockResolvedValue({ value: { output: '', status: 0, isCut: true } });
    for (let turn = 0; turn < COMMANDS_KEPT; turn++) {
      write(`command ${turn}`);
      fireEvent.submit(input().form!);
      await waitFor(() => expect(input().value).toBe(''));
      await waitFor(() => expect(screen.getByRole('log').getAttribute('aria-busy')).toBe('false'));
    }
    for (let turn = 0; turn < COMMANDS_KEPT + 5; turn++) press('ArrowUp');
    expect(input().value).toBe('command 0');
    expect(log()).toContain('There is more than fits here.');
  });

  it('sends one line, whatever was pasted', async () => {
    const { store } = await open();
    const asked = vi.spyOn(store.intents, 'console');
    fireEvent.input(input(), { target: { value: `ip\taddr\u0007 ${'x'.repeat(CONSOLE_LINE_MAX_LENGTH)}` } });
    fireEvent.submit(input().form!);
    await waitFor(() => expect(asked).toHaveBeenCalled());
    const [line = ''] = asked.mock.calls[0] ?? [];
    expect(line).toMatch(/^ip addr {2}x+$/);
    expect(line).toHaveLength(CONSOLE_LINE_MAX_LENGTH);
  });

  it('copies everything as the terminal shows it', async () => {
    await open();
    const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue();
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    await run('hostname');
    await run('whoami');
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(screen.getByText('Copied.')).toBeTruthy());
    expect(writeText).toHaveBeenCalledWith('R1:~$ hostname\nR1\nR1:~$ whoami\nplayer\n');
  });

  it('does not let the letters that wait be forgotten', async () => {
    const { store } = await matchStore('two-routers', 'R1');
    render(<DevicePanel store={store} />);
    const count = (): string | null | undefined => document.querySelector('.dev-head .letters-wait')?.textContent;
    expect(count()).toBeUndefined();
    fireEvent.click(screen.getByRole('radio', { name: 'Console' }));
    await waitFor(() => expect(count()).toMatch(/^1 \(1 letter/));
    const room = store.room.value!;
    expect(room.you!.cards).toHaveLength(1);
    store.room.value = { ...room, you: { ...room.you!, cards: [] } };
    await waitFor(() => expect(count()).toBeUndefined());
  });

  it('is offered to whoever has a computer, not to a hub', async () => {
    const { store } = await matchStore('first-frame', 'M1');
    render(<DevicePanel store={store} />);
    const sides = (): (string | null)[] =>
      within(document.querySelector('.dev-head')!)
        .getAllByRole('radio')
        .map((radio) => radio.getAttribute('value'));
    expect(sides()).toEqual(['frames', 'table', 'console']);
    fireEvent.click(screen.getByRole('radio', { name: 'Console' }));
    const room = store.room.value!;
    store.room.value = { ...room, you: { ...room.you!, device: 'H' } };
    await waitFor(() => expect(sides()).toEqual(['frames', 'table']));
    expect(screen.queryByRole('log')).toBeNull();
  });
});
