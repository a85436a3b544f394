import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { installPython } from '@comptoir/tools/sandbox/python'

/** The rules of EN 16931 in its two syntaxes; `-fr` are those that French platforms add between businesses. */
export type RuleSet = 'cii' | 'ubl' | 'cii-fr' | 'ubl-fr'

export type Checker = {
  /** What the published schema and rules find wrong with a document; nothing is valid. */
  faultsOf(syntax: RuleSet, xml: string): Promise<string[]>
  close(): void
}

/** Starts the published XSD and Schematron in a process of their own, which compiles them once. */
export async function startChecker(): Promise<Checker> {
  const bin = installPython('e-invoices', join(import.meta.dirname, 'requirements.txt'))
  const script = join(import.meta.dirname, 'check.py')
  const checker = spawn(join(bin, 'python'), [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: checker.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await answers.next()
    if (done) throw new Error('the checker of e-invoices ended')
    return String(value)
  }
  await next()
  // one question at a time: answers come in the order of the questions
  let last: Promise<unknown> = Promise.resolve()
  const ask = async (question: object) => {
    checker.stdin.write(`${JSON.stringify(question)}\n`)
    return (JSON.parse(await next()) as { faults: string[] }).faults
  }
  return {
    faultsOf(syntax, xml) {
      const answer = last.then(() => ask({ syntax, xml }))
      last = answer.catch(() => undefined)
      return answer
    },
    close: () => checker.stdin.end(),
  }
}
