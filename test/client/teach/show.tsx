/** A teacher's page in a DOM, with a server that says yes to everything until a test says otherwise. */
import { signal } from '@preact/signals';
import { act, cleanup, render } from '@testing-library/preact';
import { ClassScreen } from '../../../client/teach/class-screen.tsx';
import type { ClassTransport } from '../../../client/teach/connection.ts';
import { ClassDeskContext, createClassDesk, type ClassDesk } from '../../../client/teach/desk.ts';
import type { TeacherModel } from '../../../client/teach/model.ts';
import type { TeacherSession } from '../../../client/teach/store.ts';
import type { Connection } from '../../../client/model.ts';
import type { Identity } from '../../../client/identity.ts';
import { PageContext, type Page } from '../../../client/pages/page.tsx';
import { createRouter } from '../../../client/router.ts';
import type { Session } from '../../../client/session.ts';
import { createRoomSignals, createStore } from '../../../client/store.ts';
import type { TeacherView } from '../../../shared/class/view.ts';
import type { RefusalCode } from '../../../shared/messages.ts';
import type { LanguageCode } from '../../../shared/text/language.ts';
import { loadLanguage } from '../../../shared/text/index.ts';
import { SimulatedPage } from '../simulated.ts';
import { teacher } from './class-data.ts';

export async function pageFor(code: LanguageCode = 'en'): Promise<Page> {
  const kept = new Map<string, string>();
  const keeper = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, text: string) => void kept.set(key, text),
  };
  const session = { intents: {} } as Session;
  const store = createStore(createRoomSignals(), session.intents, {
    keeper,
    language: await loadLanguage(code),
    load: loadLanguage,
    systemIsDark: signal(false),
    calm: signal(true),
  });
  const { around } = new SimulatedPage();
  const router = createRouter(window);
  return { store, session, identity: {} as Identity, keeper, router, around, spoken: signal('') };
}

export interface Shown {
  readonly page: Page;
  readonly desk: ClassDesk;
  readonly sent: (readonly [name: string, message: unknown])[];
  /** What the next request is refused with. */
  refusal: RefusalCode | null;
  /** The class as the server tells it now. */
  tell(view: TeacherView, halt?: TeacherModel['halt']): Promise<void>;
  connection: { value: Connection };
}

export async function showClass(view: TeacherView, code: LanguageCode = 'en'): Promise<Shown> {
  cleanup();
  const page = await pageFor(code);
  const sent: Shown['sent'] = [];
  const model = signal<TeacherModel | null>({ ...view, receivedMs: 0, halt: '' });
  const connection = signal<Connection>('open');
  const session: TeacherSession = {
    teacher,
    view: model,
    connection,
    refusal: signal(null),
    leave: () => {},
    takeBack: () => {},
    send: (name, message) => {
      sent.push([name, message]);
      return Promise.resolve(shown.refusal);
    },
    newPin: () => Promise.resolve({ value: '123456' }),
  };
  const transport = { delete: () => Promise.resolve({ value: null }) } as unknown as ClassTransport;
  const desk = createClassDesk(session, transport);
  const shown: Shown = {
    page,
    desk,
    sent,
    refusal: null,
    connection,
    tell: (next, halt = '') => act(() => void (model.value = { ...next, receivedMs: 0, halt })),
  };
  render(
    <PageContext.Provider value={page}>
      <ClassDeskContext.Provider value={desk}>
        <ClassScreen />
      </ClassDeskContext.Provider>
    </PageContext.Provider>,
  );
  return shown;
}
