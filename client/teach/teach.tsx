/** /teach: a class is made, a demo class tried, or one of this browser's opened again. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ClassSettings } from '../../shared/class/settings.ts';
import { classSettings } from '../../shared/messages/class.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import * as v from 'valibot';
import { Icon } from '../art/components.tsx';
import { newToken } from '../identity.ts';
import { PageBar } from '../pages/bar.tsx';
import { useTitle } from '../pages/document.ts';
import { usePage } from '../pages/page.tsx';
import { teachPath } from '../router.ts';
import '../style/teach.css';
import { classTransport } from './connection.ts';
import { firstDraft } from './draft.ts';
import { showPin } from './fresh-pin.ts';
import { MakeForm } from './make-form.tsx';
import { PastList } from './past-list.tsx';
import { pastClasses, today, type PastClasses } from './past.ts';
import { useTeachWords } from './words.ts';

export function Teach(): JSX.Element {
  const { keeper, store } = usePage();
  const words = useTeachWords();
  const past = useMemo(() => pastClasses(keeper), []);
  const draft = useSignal(firstDraft(words.make.nameDefault, store.language.peek().code));
  const maker = useMaker(past);
  useTitle(words.make.title);
  return (
    <>
      <PageBar bare={false} />
      <main id="content" class="teach" tabIndex={-1}>
        <header class="teach-head">
          <h1>{words.make.title}</h1>
          <p class="lead">{words.make.lead}</p>
        </header>
        <MakeForm draft={draft} refusal={maker.refusal} isBusy={maker.isBusy.value} onMake={() => void make(draft)} />
        <div class="teach-side">
          <PastList past={past} />
          <Demo isPossible={draft.value.plan.length > 0} onDemo={() => void make(draft, words.make.demoName)} />
        </div>
      </main>
    </>
  );

  /** With a title of its own it is a demo class of the lesson that is chosen. */
  async function make(made: Signal<ClassSettings>, demoTitle?: string): Promise<void> {
    const settings = v.safeParse(classSettings, { ...made.peek(), title: demoTitle ?? made.peek().title });
    if (settings.success) await maker.make(settings.output, demoTitle !== undefined);
  }
}

interface Maker {
  readonly refusal: Signal<RefusalCode | null>;
  readonly isBusy: Signal<boolean>;
  make(settings: ClassSettings, isDemo: boolean): Promise<void>;
}

/** Draws the secret, makes the class, keeps it in this browser and goes to its page. */
function useMaker(past: PastClasses): Maker {
  const { router } = usePage();
  const refusal = useSignal<RefusalCode | null>(null);
  const isBusy = useSignal(false);
  const make = async (settings: ClassSettings, isDemo: boolean): Promise<void> => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    refusal.value = null;
    const secret = newToken();
    const made = await classTransport()
      .make(settings, secret, isDemo)
      .catch(() => ({ refused: 'server-busy' as const }));
    isBusy.value = false;
    if ('refused' in made) {
      refusal.value = made.refused;
      return;
    }
    const { code, pin } = made.value;
    past.keep({ code, secret, title: settings.title, day: today() });
    showPin(code, pin);
    router.go(teachPath(code, secret));
  };
  return { refusal, isBusy, make };
}

interface DemoProps {
  /** Is there a lesson to play? */
  readonly isPossible: boolean;
  readonly onDemo: () => void;
}

function Demo({ isPossible, onDemo }: DemoProps): JSX.Element {
  const words = useTeachWords().make;
  return (
    <section class="card box" aria-labelledby="demo-title">
      <h2 id="demo-title">{words.demoTitle}</h2>
      <p class="small quiet">{words.demoLead}</p>
      <button type="button" class="btn" disabled={!isPossible} onClick={onDemo}>
        <Icon name="eye" /> {words.demo}
      </button>
    </section>
  );
}
