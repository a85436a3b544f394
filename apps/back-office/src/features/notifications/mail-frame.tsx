import classes from './notifications.module.css'

type Props = { readonly title: string; readonly html: string }

/** A mail as its reader sees it: nothing in it runs, and nothing of it reaches the page. */
export const MailFrame = ({ title, html }: Props) => (
  <iframe className={classes['mail']} sandbox="" srcDoc={html} title={title} />
)
