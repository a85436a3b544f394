import { Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RotateCw, X } from 'lucide-react'
import { problemText } from '../../../messages/messages.ts'
import { useLocale, useMessages } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useStockTexts } from '../stock-texts.ts'
import { type ReceivedLine, receivedSum } from './received-lines.ts'
import type { useReceived } from './use-received.ts'

type Props = Omit<ReturnType<typeof useReceived>, 'receive'>

const tones: Readonly<Record<ReceivedLine['state'], StatusTone>> = {
  sending: 'calm',
  done: 'good',
  failed: 'attention',
  refused: 'bad',
}

/** What was received, newest first: what is not sure to have arrived can be sent again. */
export function ReceivedTable({ lines, again, forget, clear }: Props) {
  const { receive: texts } = useStockTexts()
  const sum = receivedSum(lines)
  return (
    <section className={classes['block']}>
      <h2>{texts.lines}</h2>
      <Text role="status">
        {lines.length === 0 ? texts.none : texts.sum(sum.lines, sum.pieces)}
      </Text>
      {lines.length > 0 ? (
        <Wide label={texts.lines}>
          <table className={classes['table']}>
            <caption className="unseen">{texts.lines}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.sku}</th>
                <th scope="col" className={classes['amount']}>
                  {texts.quantity}
                </th>
                <th scope="col">{texts.note}</th>
                <th scope="col">{texts.state}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.key} {...{ line, again, forget }} />
              ))}
            </tbody>
          </table>
        </Wide>
      ) : null}
      {sum.lines > 0 ? (
        <Button mt="sm" size="xs" variant="default" onClick={clear}>
          {texts.clear}
        </Button>
      ) : null}
    </section>
  )
}

type LineProps = Pick<Props, 'again' | 'forget'> & { readonly line: ReceivedLine }

function Line({ line, again, forget }: LineProps) {
  const { receive: texts } = useStockTexts()
  const messages = useMessages()
  const locale = useLocale()
  const { key, sku, quantity, reference, state, onHand, code } = line
  const isUnknown = code === 'not_found'
  const why = isUnknown ? texts.unknownSku : problemText(messages, code ?? '')
  return (
    <tr>
      <td>
        <Link to="/stock/items/$sku" params={{ sku }}>
          {sku}
        </Link>
      </td>
      <td className={classes['amount']}>{quantity.toLocaleString(locale)}</td>
      <td>{reference}</td>
      <td>
        <Group gap="xs">
          <StatusBadge text={texts.states[state]} tone={tones[state]} />
          {onHand === undefined ? null : texts.onHand(onHand.toLocaleString(locale))}
          {state === 'failed' || state === 'refused' ? (
            <>
              <span>{why}</span>
              <Button size="xs" aria-label={texts.again(sku)} onClick={() => again(line)}>
                <RotateCw size={14} aria-hidden />
              </Button>
              <Button
                size="xs"
                variant="default"
                aria-label={texts.forget(sku)}
                onClick={() => forget(key)}
              >
                <X size={14} aria-hidden />
              </Button>
            </>
          ) : null}
        </Group>
      </td>
    </tr>
  )
}
