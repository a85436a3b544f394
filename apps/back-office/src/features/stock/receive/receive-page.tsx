import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { useStockTexts } from '../stock-texts.ts'
import { ReceiveForm } from './receive-form.tsx'
import { ReceivedTable } from './received-table.tsx'
import { useReceived } from './use-received.ts'

/** Goods that come in, one line after the other, by keyboard or scanner alone. */
export function ReceivePage() {
  const { receive: texts, back } = useStockTexts()
  const received = useReceived()
  return (
    <PlainPage back={<BackLink to="/stock" text={back} />} title={texts.title}>
      <p>{texts.text}</p>
      <p className={classes['hint']}>{texts.once}</p>
      <ReceiveForm onReceive={received.receive} />
      <ReceivedTable {...received} />
    </PlainPage>
  )
}
