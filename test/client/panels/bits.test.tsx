// @vitest-environment happy-dom
import { cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Bits, needsBits } from '../../../client/panels/bits.tsx';
import { DevicePanel } from '../../../client/panels/index.tsx';
import { matchStore } from './match-store.ts';

afterEach(cleanup);

describe('the bits of a prefix', () => {
  const strong = (address: string, length: number): (string | null | undefined)[] => {
    const { container } = render(<Bits address={address} length={length} />);
    return [container.querySelector('b')?.textContent, container.querySelector('.quiet')?.textContent];
  };

  it.each([
    [0, '', '00001010.00010100.00011110.10000000'],
    [16, '00001010.00010100', '.00011110.10000000'],
    [17, '00001010.00010100.0', '0011110.10000000'],
    [25, '00001010.00010100.00011110.1', '0000000'],
    [32, '00001010.00010100.00011110.10000000', ''],
  ])('with length %i are strong as far as they count', (length, counted, others) => {
    expect(strong('10.20.30.128', length)).toEqual([counted, others]);
  });

  it('are none where there is no address', () => {
    expect(render(<Bits address="none" length={Number('')} />).container.textContent).toBe('');
  });

  it('are shown unasked where an octet is cut in two', () => {
    const prefix = (length: number) => ({ address: '10.0.0.0', length });
    expect(needsBits([prefix(0), prefix(8), prefix(24)])).toBe(false);
    expect(needsBits([prefix(24), prefix(25)])).toBe(true);
    expect(needsBits([{ address: 'none', length: Number.NaN }])).toBe(false);
  });
});

it('the rows of a router lie in bits under the target, each in its choice, and can be folded', async () => {
  const { store } = await matchStore('longest-prefix', 'C');
  render(<DevicePanel store={store} />);
  const lines = () => [...document.querySelectorAll('.routes .bit-row')].map((row) => row.textContent ?? '');
  const routes = store.room.value!.you!.cards[0]!.form[0]!.choices.length - 1;
  expect(lines()).toHaveLength(1 + routes);
  expect(lines().every((line) => /^[01]{8}(?:\.[01]{8}){3}$/.test(line))).toBe(true);
  const details = document.querySelector<HTMLDetailsElement>('.routes details')!;
  details.open = false;
  fireEvent(details, new Event('toggle'));
  await waitFor(() => expect(document.querySelectorAll('.pick .bit-row')).toHaveLength(0));
});
