import { z } from '@hono/zod-openapi'

export type EventStreamOptions<T> = {
  readonly description: string
  /** The event type of each event. */
  readonly type: string
  /** JSON Schema of what `data` holds as JSON; it refers to schemas that the document has. */
  readonly data: object
  /** Data of events by their id. */
  readonly example: ReadonlyMap<string, T>
}

/**
 * The answer of an operation that streams server-sent events (WHATWG HTML, section 9.2). OpenAPI 3.1 has no word for the
 * events of a stream: `x-oai-itemSchema` is the `itemSchema` of 3.2, as OpenAPI's registry of extensions names it for
 * earlier versions.
 */
export function eventStreamAnswer<T>(options: EventStreamOptions<T>) {
  const { description, type, data, example } = options
  return {
    description,
    content: {
      'text/event-stream': {
        schema: z.string().openapi({
          description:
            `Server-sent events (WHATWG HTML, section 9.2), each a block of \`id\`, \`event: ${type}\` and one \`data\` line, ` +
            'which is JSON; lines that begin with a colon keep the connection open. A client that comes again sends the last ' +
            '`id` as `Last-Event-ID` and gets what it missed.',
        }),
        'x-oai-itemSchema': {
          type: 'object',
          required: ['id', 'event', 'data'],
          properties: {
            id: { type: 'string' },
            event: { const: type },
            data: { type: 'string', contentMediaType: 'application/json', contentSchema: data },
          },
        },
        example: exampleText(type, example),
      },
    },
  } as const
}

function exampleText(type: string, example: ReadonlyMap<string, unknown>): string {
  const events = [...example].map(
    ([id, data]) => `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`,
  )
  return ['retry: 2000\n\n', ...events, ': still here\n\n'].join('')
}
