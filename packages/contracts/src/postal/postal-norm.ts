/** What the post of a country prints on a label, the line of the country included. */
export type PostalNorm = {
  readonly lines: number
  readonly columns: number
  readonly abbreviations: ReadonlyMap<string, string>
}

/** Words that the French post abbreviates when a line is too long (NF Z10-011, as La Poste lists them). */
const french = toMap(`
  ALLEE=ALL AVENUE=AV BOULEVARD=BD CARREFOUR=CAR CENTRE=CTRE CHEMIN=CHE COURS=CRS
  DOMAINE=DOM ESPLANADE=ESP FAUBOURG=FG HAMEAU=HAM IMMEUBLE=IMM IMPASSE=IMP
  LOTISSEMENT=LOT MONTEE=MTE PASSAGE=PAS PAVILLON=PAV PLACE=PL QUARTIER=QUA RESIDENCE=RES
  ROUTE=RTE RUELLE=RLE SENTIER=SEN SQUARE=SQ TRAVERSE=TRA VILLAGE=VLGE BATIMENT=BAT
  APPARTEMENT=APP ESCALIER=ESC ETAGE=ETG ENTREE=ENT SAINT=ST SAINTE=STE SAINTS=STS
  SAINTES=STES CAPITAINE=CNE CARDINAL=CAL COLONEL=COL COMMANDANT=CDT DOCTEUR=DR
  GENERAL=GAL LIEUTENANT=LT MARECHAL=MAL PRESIDENT=PDT PROFESSEUR=PR SERGENT=SGT GRAND=GD
  GRANDE=GDE PETIT=PT PETITE=PTE VIEUX=VX MONSIEUR=M MADAME=MME
  MADEMOISELLE=MLLE SOCIETE=STE COMPAGNIE=CIE ETABLISSEMENTS=ETS ETABLISSEMENT=ETS
  ASSOCIATION=ASSO INSTITUT=INST FRERES=FRES
`)

function toMap(written: string): ReadonlyMap<string, string> {
  const words = written.trim().split(/\s+/)
  return new Map(words.map((word) => word.split('=') as [string, string]))
}

/** NF Z10-011: six lines of 38 characters; the post of Monaco is French. */
const nfZ10011: PostalNorm = { lines: 6, columns: 38, abbreviations: french }

/** By country. Elsewhere the Universal Postal Union wants six lines at most; our label has room for 38 characters. */
const postalNorms: ReadonlyMap<string, PostalNorm> = new Map([
  ['FR', nfZ10011],
  ['MC', nfZ10011],
])
const elsewhere: PostalNorm = { lines: 6, columns: 38, abbreviations: new Map() }

export const postalNormOf = (countryCode: string): PostalNorm =>
  postalNorms.get(countryCode) ?? elsewhere

const numberSuffixes = toMap('BIS=B TER=T QUATER=Q')

/** A line with its words abbreviated as the norm does, as many from the left as it takes to fit. */
export function abbreviate(line: string, { abbreviations, columns }: PostalNorm): string {
  const words = line.split(' ')
  const length = () => words.join(' ').length
  for (const [at, word] of words.entries()) {
    if (length() <= columns) break
    const followsNumber = /\d$/.test(words[at - 1] ?? '')
    words[at] = shorter(
      word,
      followsNumber && numberSuffixes.has(capitals(word)) ? numberSuffixes : abbreviations,
    )
  }
  return words.join(' ')
}

/** `bâtiment,` becomes `BAT,`, `Saint-Jean` `ST-Jean`. */
function shorter(word: string, table: ReadonlyMap<string, string>): string {
  return word.replace(/\p{L}+/gu, (part) => table.get(capitals(part)) ?? part)
}

/** Capitals without accents. */
export function capitals(text: string): string {
  return text
    .replace(/œ/gi, 'OE')
    .replace(/æ/gi, 'AE')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
}
