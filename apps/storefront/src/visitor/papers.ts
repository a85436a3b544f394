import { problemOf } from '@comptoir/site/call'

/** Reads a file of ours, most often a PDF, and saves it under the name; answers the code of the problem when it cannot be had. */
export async function fetchPaper(href: string, fileName: string): Promise<string | undefined> {
  try {
    const response = await fetch(href, { headers: { accept: 'application/pdf, */*;q=0.1' } })
    if (!response.ok) return (await problemOf(response)).code
    save(await response.blob(), fileName)
    return undefined
  } catch {
    return 'network'
  }
}

/** A browser reads the content in its own time: so long its address is good, in ms. */
const keptForMs = 60_000

function save(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), keptForMs)
}
