/** The report of a class, asked for when the page opens. */
import { useSignal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ClassReport } from '../../shared/class/report.ts';
import type { Outcome } from '../model.ts';
import type { ClassTransport, Teacher } from './connection.ts';

export interface AskedReport {
  /** Null while it is on its way. */
  readonly report: ReadonlySignal<Outcome<ClassReport> | null>;
  again(): void;
}

export function useReport(transport: Pick<ClassTransport, 'report'>, teacher: Teacher): AskedReport {
  const report = useSignal<Outcome<ClassReport> | null>(null);
  const ask = async (): Promise<void> => {
    report.value = null;
    report.value = await transport.report(teacher).catch((): Outcome<ClassReport> => ({ refused: 'server-busy' }));
  };
  useEffect(() => void ask(), []);
  return { report, again: () => void ask() };
}
