import type { Archive } from '@comptoir/pdf/document'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { writeCii } from './cii.ts'
import { hasEInvoice, toEInvoice } from './to-e-invoice.ts'

/** The name that Factur-X 1.0 wants its file to have. */
const fileName = 'factur-x.xml'
const namespace = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'

/** What makes the PDF of a document a Factur-X file; none where the standard cannot say its amounts. */
export function facturxOf(document: IssuedDocument): { xml: string; archive: Archive } | undefined {
  if (!hasEInvoice(document)) return undefined
  const xml = writeCii(toEInvoice(document))
  const file = {
    ...{ name: fileName, bytes: Buffer.from(xml), type: 'text/xml' },
    ...{ description: 'Factur-X', relationship: 'Alternative' as const },
  }
  return { xml, archive: { attachments: [file], metadata } }
}

const properties = [
  ['DocumentFileName', 'The name of the embedded XML document'],
  ['DocumentType', 'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER'],
  ['Version', 'The actual version of the standard applying to the embedded XML document'],
  ['ConformanceLevel', 'The conformance level of the embedded XML document'],
]

/** Which profile the XML has, and the schema of these words, which PDF/A asks for (ISO 19005-3, 6.6.2.3). */
const metadata = `
<rdf:Description rdf:about="" xmlns:fx="${namespace}">
  <fx:DocumentType>INVOICE</fx:DocumentType>
  <fx:DocumentFileName>${fileName}</fx:DocumentFileName>
  <fx:Version>1.0</fx:Version>
  <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas>
    <rdf:Bag>
      <rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>fx</pdfaSchema:prefix>
        <pdfaSchema:property>
          <rdf:Seq>${properties.map(propertyOf).join('')}
          </rdf:Seq>
        </pdfaSchema:property>
      </rdf:li>
    </rdf:Bag>
  </pdfaExtension:schemas>
</rdf:Description>`

function propertyOf([name, description]: readonly string[]): string {
  return `
            <rdf:li rdf:parseType="Resource">
              <pdfaProperty:name>${name}</pdfaProperty:name>
              <pdfaProperty:valueType>Text</pdfaProperty:valueType>
              <pdfaProperty:category>external</pdfaProperty:category>
              <pdfaProperty:description>${description}</pdfaProperty:description>
            </rdf:li>`
}
