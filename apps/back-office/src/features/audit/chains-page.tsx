import type { checkAuditChain } from '@comptoir/contracts/admin/audit'
import type { Call } from '@comptoir/site/call'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { type AuditMessages, auditEn, auditFr } from '../../messages/audit.ts'
import { useApi, useLocale, useWords } from '../../office.tsx'
import { formatCount } from '../../ui/chart/format-count.ts'
import { PageTitle } from '../../ui/detail/page-title.tsx'
import { JobProgress, type JobState } from '../../ui/job-progress.tsx'
import { problemIn, type ShownProblem } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { StatusBadge, type StatusTone } from '../../ui/status-badge.tsx'
import { Wide } from '../../ui/wide.tsx'
import classes from './audit.module.css'
import { AuditTabs } from './audit-tabs.tsx'
import { afterStretch, type Chain, figuresOf, openChains, unverified } from './chains.ts'

const tones: Readonly<Record<Chain['state'], StatusTone>> = {
  ...{ waiting: 'calm', running: 'calm', holds: 'good', broken: 'bad', unread: 'attention' },
}

/** Computes the next stretch of a chain. */
async function nextStretch(call: Call, chain: Chain, signal: AbortSignal): Promise<Chain> {
  const { service, after, hash } = chain
  const query = { service, after, ...(hash !== undefined && { hash }) }
  const check = await call<typeof checkAuditChain>('GET /api/audit/verification', { query, signal })
  return afterStretch(chain, check)
}

/** Verifies all chains one after the other; it can be stopped, and goes on where it was. */
function useVerification() {
  const { call } = useApi()
  const [chains, setChains] = useState(unverified)
  const [problem, setProblem] = useState<ShownProblem>()
  const [isRunning, setRunning] = useState(false)
  const stopping = useRef<AbortController>(undefined)
  useEffect(() => () => stopping.current?.abort(), [])

  function keep(next: Chain): void {
    setChains((all) => all.map((one) => (one.service === next.service ? next : one)))
  }
  async function verify(chain: Chain, signal: AbortSignal): Promise<void> {
    let now: Chain = { ...chain, state: 'running' }
    keep(now)
    while (now.state === 'running') {
      now = await nextStretch(call, now, signal)
      keep(now)
    }
  }
  async function run(from: readonly Chain[]): Promise<void> {
    const stop = new AbortController()
    stopping.current = stop
    const { signal } = stop
    setProblem(undefined)
    setRunning(true)
    for (const chain of openChains(from)) {
      if (signal.aborted) break
      await verify(chain, signal).catch((error: unknown) => {
        const state = signal.aborted ? 'waiting' : 'unread'
        setChains((all) =>
          all.map((one) => (one.service === chain.service ? { ...one, state } : one)),
        )
        if (!signal.aborted) setProblem(problemIn(error))
      })
    }
    setRunning(false)
  }
  const isOver = openChains(chains).length === 0
  function start(): void {
    const from = isOver ? unverified : chains
    setChains(from)
    void run(from)
  }
  return { chains, problem, isRunning, isOver, start, stop: () => stopping.current?.abort() }
}

function stateOf({ isRunning, isOver, chains }: ReturnType<typeof useVerification>): JobState {
  if (isRunning) return 'running'
  if (isOver) return figuresOf(chains).faults > 0 ? 'failed' : 'done'
  return chains.some(({ state }) => state !== 'waiting') ? 'paused' : 'waiting'
}

/** Whether the log holds: each chain is computed again, from its beginning. */
export function ChainsPage() {
  const texts = useWords({ fr: auditFr, en: auditEn })
  const verification = useVerification()
  const { chains, problem, isRunning, start, stop } = verification
  const { done, entries, faults } = figuresOf(chains)
  const state = stateOf(verification)
  return (
    <article className={classes['page']}>
      <PageTitle text={`${texts.title} · ${texts.chains}`} />
      <AuditTabs />
      <p className={classes['hint']}>{texts.verifyHint}</p>
      <JobProgress
        label={texts.progress}
        state={state}
        done={done}
        total={chains.length}
        counts={[
          { label: texts.verified, value: entries },
          { label: texts.faults, value: faults },
        ]}
        actions={
          isRunning ? (
            <Button size="xs" variant="default" onClick={stop}>
              {texts.stop}
            </Button>
          ) : (
            <Button size="xs" onClick={start}>
              {state === 'paused' ? texts.goOn : texts.verifyAll}
            </Button>
          )
        }
      />
      {problem ? <ProblemNote problem={problem} /> : null}
      <ChainTable chains={chains} texts={texts} />
    </article>
  )
}

type TableProps = { readonly chains: readonly Chain[]; readonly texts: AuditMessages }

function ChainTable({ chains, texts }: TableProps) {
  const locale = useLocale()
  return (
    <Wide label={texts.chains}>
      <table className={classes['table']}>
        <caption className="unseen">{texts.chains}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.columns.service}</th>
            <th scope="col">{texts.state}</th>
            <th scope="col">{texts.last}</th>
            <th scope="col">{texts.hash}</th>
          </tr>
        </thead>
        <tbody>
          {chains.map(({ service, state, after, hash, fault }) => (
            <tr key={service}>
              <th scope="row">{service}</th>
              <td>
                <StatusBadge text={texts.states[state]} tone={tones[state]} />
              </td>
              <td className="figures">{after > 0 ? formatCount(after, locale) : ''}</td>
              <td>
                {fault ? (
                  texts.fault(fault.sequence, fault.reason)
                ) : (
                  <code>{hash?.slice(0, 16)}</code>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
