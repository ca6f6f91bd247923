// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClassWish } from '../../../client/connection.ts';
import { ComeIn, type Why } from '../../../client/lesson/come-in.tsx';
import { PageContext } from '../../../client/pages/page.tsx';
import type { ClassSummary } from '../../../shared/messages/class.ts';
import { english } from '../../../shared/text/en/index.ts';
import { lessonWords } from '../../../shared/text/lesson.ts';
import { lessonStage } from './stage.tsx';

const words = lessonWords.en.comeIn;
const summary: ClassSummary = {
  code: 'BCDFGH',
  title: 'Networks 10b',
  language: 'en',
  ownNames: true,
  locked: false,
  names: ['Otter', 'Heron'],
};

async function atTheDoor(changes: Partial<ClassSummary> = {}, first: Why = null) {
  const { page } = await lessonStage();
  const wishes: ClassWish[] = [];
  const why = signal(first);
  const door = signal<ClassSummary>({ ...summary, ...changes });
  const look = (): Promise<void> => {
    door.value = { ...door.value, names: ['Wren'], locked: false };
    return Promise.resolve();
  };
  const Shown = () => (
    <PageContext.Provider value={page}>
      <ComeIn
        summary={door.value}
        why={why.value}
        isComing={false}
        lastName={null}
        onComeIn={(wish) => wishes.push(wish)}
        onLook={look}
        onForget={() => (why.value = null)}
      />
    </PageContext.Provider>
  );
  render(<Shown />);
  return { wishes, why };
}

const nameField = () => screen.getByLabelText<HTMLInputElement>(words.name);
const comeIn = () => fireEvent.click(screen.getByText(words.comeIn));

afterEach(cleanup);

describe('the door of a class', () => {
  it('draws another name by one press and comes in under it', async () => {
    const { wishes } = await atTheDoor();
    fireEvent.click(screen.getByText(words.another));
    comeIn();
    expect(wishes).toEqual([{ name: 'Heron' }]);
  });

  it('has no field for a name where only drawn ones are possible', async () => {
    const { wishes } = await atTheDoor({ ownNames: false });
    expect(screen.queryByRole('textbox')).toBeNull();
    comeIn();
    expect(wishes).toEqual([{ name: 'Otter' }]);
  });

  it('says at the field what no name can be, without asking the server', async () => {
    const { wishes } = await atTheDoor();
    fireEvent.input(nameField(), { target: { value: '!' } });
    comeIn();
    await screen.findByText(english.words.name.bad);
    expect([nameField().getAttribute('aria-invalid'), wishes]).toEqual(['true', []]);
  });

  it('a drawn name that somebody else got first is drawn again; a typed one is refused', async () => {
    const { wishes, why } = await atTheDoor();
    why.value = 'name-taken';
    await screen.findByText(words.taken);
    await waitFor(() => expect(nameField().value).toBe('Wren'));
    why.value = null;
    fireEvent.input(nameField(), { target: { value: 'Ann' } });
    comeIn();
    expect(wishes).toEqual([{ name: 'Ann' }]);
    why.value = 'name-taken';
    await screen.findByText(english.words.refusals['name-taken']);
    expect(nameField().value).toBe('Ann');
  });

  it('takes a number as it is written, and says when it cannot be one', async () => {
    const { wishes } = await atTheDoor();
    fireEvent.click(screen.getByText(words.before));
    const field = await screen.findByLabelText(words.number);
    fireEvent.input(field, { target: { value: '12' } });
    fireEvent.click(screen.getByText(words.giveBack));
    await screen.findByText(words.numberWrong);
    fireEvent.input(field, { target: { value: ' ０0 42' } });
    fireEvent.click(screen.getByText(words.giveBack));
    expect(wishes).toEqual([{ number: '0042' }]);
  });

  it.each([
    ['removed', words.removed],
    ['no-such-student', words.unknown],
    ['too-many-messages', words.tooMany],
    ['class-full', english.words.refusals['class-full']],
  ] as const)('%s is said over the form', async (why, text) => {
    await atTheDoor({}, why);
    expect(document.querySelector('.door-note')?.textContent).toBe(text);
    expect(document.querySelectorAll('.btn.main')).toHaveLength(1);
  });

  it('is closed to newcomers when it is locked, with the way back open', async () => {
    await atTheDoor({ locked: true });
    expect(screen.getByText(words.locked)).toBeTruthy();
    expect(screen.queryByLabelText(words.name)).toBeNull();
    expect(document.querySelector('.btn.main')?.textContent).toBe(words.giveBack);
    fireEvent.click(screen.getByText(english.words.connection.tryNow));
    await waitFor(() => expect(nameField().value).toBe('Wren'));
  });
});
