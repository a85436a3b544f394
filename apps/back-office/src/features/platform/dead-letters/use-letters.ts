import type {
  discardOneDeadLetter,
  listAllDeadLetters,
  listDeadLettersOfService,
  replayDeadLettersOfService,
  replayOneDeadLetter,
} from '@comptoir/contracts/platform/operations'
import type { AppId } from '@comptoir/contracts/topology'
import { CallError } from '@comptoir/site/call'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import type { Found } from '../../../ui/data-list/column.ts'
import { foundAtOnce, usePages } from '../../../ui/data-list/use-pages.ts'
import type { Letter, Outcome } from './letter.ts'

const lettersKey = ['gateway', 'dead letters'] as const

/** The letters of all services, a hundred of each at most; services that did not answer are named. */
export function useAllLetters() {
  const { call } = useApi()
  const asked = useQuery({
    queryKey: [...lettersKey, 'all'],
    queryFn: ({ signal }) =>
      call<typeof listAllDeadLetters>('GET /api/operations/dead-letters', { signal }),
  })
  const found = foundAtOnce<Letter>(asked, asked.data?.items ?? [])
  return { found, silent: asked.data?.silent ?? [] }
}

/** The letters of one service, page after page. */
export function useLettersOf(service: string): Found<Letter> {
  const { call } = useApi()
  return usePages([...lettersKey, service], async (page, signal) => {
    const { items, ...rest } = await call<typeof listDeadLettersOfService>(
      'GET /api/operations/dead-letters/{service}',
      // what no service is called, the API refuses
      { params: { service: service as AppId }, query: page, signal },
    )
    return { ...rest, items: items.map((letter): Letter => ({ ...letter, service })) }
  })
}

/** One letter: there is no operation for it, so it is looked for among those of its service; null when it no longer waits. */
export function useLetter(service: string, letterId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: [...lettersKey, service, letterId],
    async queryFn({ signal }): Promise<Letter | null> {
      let cursor: string | undefined
      do {
        const page = await call<typeof listDeadLettersOfService>(
          'GET /api/operations/dead-letters/{service}',
          {
            params: { service: service as AppId },
            query: { limit: 100, ...(cursor !== undefined && { cursor }) },
            signal,
          },
        )
        const found = page.items.find(({ id }) => id === letterId)
        if (found) return { ...found, service }
        cursor = page.nextCursor
      } while (cursor !== undefined)
      return null
    },
  })
}

/** Fifty letters are handled one after the other. */
const replayMs = 65_000

/** Why a letter was not handled, in the words of its handler. */
const reasonOf = (error: unknown): string =>
  error instanceof CallError ? (error.problem.detail ?? error.problem.code) : String(error)

/** What can be done with dead letters; all lists of them are read again. */
export function useLetterActions() {
  const { call } = useApi()
  const queries = useQueryClient()
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: lettersKey })
    void queries.invalidateQueries({ queryKey: ['gateway', 'ListServiceHealth'] })
  }
  const paramsOf = ({ service, id }: Letter) => ({ service: service as AppId, deadLetterId: id })
  const replayOne = (letter: Letter): Promise<Outcome> =>
    call<typeof replayOneDeadLetter>(
      'POST /api/operations/dead-letters/{service}/{deadLetterId}/replay',
      { params: paramsOf(letter) },
    ).then(
      () => ({ replayed: 1, reasons: [] }),
      (error) => ({ replayed: 0, reasons: [reasonOf(error)] }),
    )
  return {
    /** Hands letters to their handlers, one after the other: events of one thing keep their order. */
    async replay(letters: readonly Letter[]): Promise<readonly Outcome[]> {
      const outcomes: Outcome[] = []
      for (const letter of letters) outcomes.push(await replayOne(letter))
      refresh()
      return outcomes
    },
    /** All of a service, or of a kind, page after page. */
    async replayAll(service: string, type: string | undefined): Promise<readonly Outcome[]> {
      const outcomes: Outcome[] = []
      let cursor: string | undefined
      try {
        do {
          const { replayed, failed, nextCursor } = await call<typeof replayDeadLettersOfService>(
            'POST /api/operations/dead-letters/{service}/replay',
            {
              params: { service: service as AppId },
              body: { type, cursor },
              timeoutMs: replayMs,
            },
          )
          outcomes.push({ replayed, reasons: failed.map(({ reason }) => reason) })
          cursor = nextCursor
        } while (cursor !== undefined)
        return outcomes
      } finally {
        refresh()
      }
    },
    async discard(letter: Letter, reason: string): Promise<void> {
      await call<typeof discardOneDeadLetter>(
        'POST /api/operations/dead-letters/{service}/{deadLetterId}/discard',
        { params: paramsOf(letter), body: { reason } },
      ).finally(refresh)
    },
  }
}
