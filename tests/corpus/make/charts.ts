import { type Part, declared, paragraph } from './docx.ts'

/** What is written in a chart, as its reader meets it. */
export interface ChartWords {
  readonly title?: string
  readonly series?: string
  readonly category?: string
  readonly axis?: string
  readonly label?: string
  /** The cells they come from, as a formula; and the relationship to the workbook behind it. */
  readonly formula?: string
  readonly workbook?: string
}

const rich = (text: string) => `<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>${text}</a:t></a:r></a:p></c:rich></c:tx>`
const cached = (formula: string, text: string) =>
  `<c:strRef><c:f>${formula}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${text}</c:v></c:pt></c:strCache></c:strRef>`

export function chartXml(words: ChartWords = {}): string {
  const { title, series, category, axis, label, formula = 'Sheet1!$A$2', workbook } = words
  const labels =
    label === undefined ? '' : `<c:dLbls><c:dLbl><c:idx val="0"/>${rich(label)}<c:showVal val="1"/></c:dLbl></c:dLbls>`
  return `<c:chartSpace ${declared}><c:chart>${title === undefined ? '' : `<c:title>${rich(title)}</c:title>`}<c:plotArea><c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/>${
    series === undefined ? '' : `<c:tx>${cached('Sheet1!$B$1', series)}</c:tx>`
  }${labels}${category === undefined ? '' : `<c:cat>${cached(formula, category)}</c:cat>`}<c:val><c:numRef><c:f>Sheet1!$B$2</c:f><c:numCache><c:pt idx="0"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>${
    axis === undefined ? '' : `<c:catAx><c:axId val="1"/><c:title>${rich(axis)}</c:title></c:catAx>`
  }</c:plotArea></c:chart>${workbook === undefined ? '' : `<c:externalData r:id="${workbook}"><c:autoUpdate val="0"/></c:externalData>`}</c:chartSpace>`
}

export const chartPart = (words: ChartWords = {}, more: Partial<Part> = {}): Part => ({
  name: 'word/charts/chart1.xml',
  bytes: chartXml(words),
  type: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
  rel: 'chart',
  id: 'rIdChart',
  ...more,
})

/** Where the chart stands in a text. */
export const chartFrame = (id = 'rIdChart', properties = 'id="3" name="Chart"'): string =>
  paragraph(
    `<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr ${properties}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="${id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
  )
