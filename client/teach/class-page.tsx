/** /teach/CODE: the teacher's page of a class. Comes in by the secret of the address, else by the PIN. */
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { useTitle } from '../pages/document.ts';
import { Loading } from '../pages/message.tsx';
import { usePage } from '../pages/page.tsx';
import { teachPath } from '../router.ts';
import '../style/teach.css';
import { ClassScreen } from './class-screen.tsx';
import { classTransport, type Teacher } from './connection.ts';
import { ClassDeskContext, createClassDesk } from './desk.ts';
import { Door } from './door.tsx';
import { hidePin } from './fresh-pin.ts';
import { LookOn } from './look-on.tsx';
import { pastClasses, today } from './past.ts';
import { openTeacher } from './store.ts';
import { useTeachWords } from './words.ts';

export function ClassPage(): JSX.Element {
  const { router, keeper } = usePage();
  const route = router.route.value;
  const code = route.page === 'class-teach' ? route.code : '';
  const secret = route.page === 'class-teach' ? route.secret : '';
  // Who has taught the class in this browser needs no more than its code.
  const known = secret === '' ? pastClasses(keeper).secretOf(code) : null;
  useEffect(() => {
    if (known !== null) router.go(teachPath(code, known), { replace: true });
  }, [known]);
  if (route.page !== 'class-teach' || known !== null) return <Loading />;
  if (secret === '') return <Door key={code} code={code} />;
  return <InClass key={`${code} ${secret}`} code={code} secret={secret} />;
}

function InClass({ code, secret }: Teacher): JSX.Element {
  const { around } = usePage();
  const words = useTeachWords();
  const desk = useMemo(() => {
    const transport = classTransport();
    return createClassDesk(openTeacher({ transport, around }, { code, secret }), transport);
  }, []);
  useEffect(
    () => () => {
      desk.session.leave();
      hidePin();
    },
    [],
  );
  const { session } = desk;
  const title = session.view.value?.title ?? null;
  useKept({ code, secret }, title);
  useTitle(title ?? words.door.title);
  if (session.connection.value === 'gone' && !desk.isDeleting.value)
    return <Door code={code} refusal={session.refusal.value} />;
  if (title === null) return <Loading text={words.door.connecting} />;
  return (
    <ClassDeskContext.Provider value={desk}>
      {desk.looking.value === null ? <ClassScreen /> : <LookOn team={desk.looking.value} />}
    </ClassDeskContext.Provider>
  );
}

/** This browser can open the class again, by the name that it has now. */
function useKept({ code, secret }: Teacher, title: string | null): void {
  const { keeper } = usePage();
  useEffect(() => {
    if (title !== null) pastClasses(keeper).keep({ code, secret, title, day: today() });
  }, [title]);
}
