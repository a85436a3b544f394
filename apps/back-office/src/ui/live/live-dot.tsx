import { useMessages } from '../../office.tsx'
import classes from './live-dot.module.css'

/** Whether what is shown follows what happens; it tells the truth. */
export function LiveDot({ isLive }: { readonly isLive: boolean }) {
  const { frame } = useMessages()
  return (
    <span className={classes['live']} data-live={isLive || undefined} role="status">
      {isLive ? frame.live : frame.notLive}
    </span>
  )
}
