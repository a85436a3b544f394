import { html, raw } from 'hono/html'
import type { Message } from './mailbox.ts'

const style = raw(`<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
  table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ddd; }
  iframe { width: 100%; height: 60vh; border: 1px solid #ddd; } pre { white-space: pre-wrap; background: #f6f6f4; padding: 1rem; }
</style>`)

const page = (title: string, body: ReturnType<typeof html>) => html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      ${style}
    </head>
    <body>${body}</body>
  </html>`

const timeOf = ({ receivedAt }: Message) => receivedAt.slice(0, 19).replace('T', ' ')

/** What arrived, newest first. */
export function listPage(messages: readonly Message[]) {
  const rows = messages.map(
    (message) => html`<tr>
      <td>${timeOf(message)}</td>
      <td><a href="/?to=${encodeURIComponent(message.to)}">${message.to}</a></td>
      <td><a href="/messages/${message.id}">${message.subject}</a></td>
      <td>${message.files.length > 0 ? '📎' : ''}</td>
    </tr>`,
  )
  return page(
    'Messages of the shop',
    html`<h1>Messages of the shop</h1>
      <p>What the shop wrote to people. Nothing left this machine.</p>
      <table>
        <thead><tr><th>UTC</th><th>To</th><th>Subject</th><th></th></tr></thead>
        <tbody>${rows}</tbody>
      </table>`,
  )
}

/** One message: its HTML in a frame where no script runs, its text, and its files. */
export function messagePage(message: Message) {
  const { id, subject, from, to, text, files, messageId } = message
  const links = files.map(
    ({ name }) =>
      html`<li><a href="/messages/${id}/files/${encodeURIComponent(name)}">${name}</a></li>`,
  )
  return page(
    subject,
    html`<p><a href="/">All messages</a></p>
      <h1>${subject}</h1>
      <p>${timeOf(message)} UTC, from ${from} to ${to}<br /><small>${messageId}</small></p>
      ${files.length > 0 ? html`<ul>${links}</ul>` : ''}
      <iframe sandbox="" title="The message" src="/messages/${id}/html"></iframe>
      <h2>As text</h2>
      <pre>${text}</pre>`,
  )
}
