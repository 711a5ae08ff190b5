import type { PartKind } from './office-package.ts'
import { OfficeRules } from './office-rules.ts'

const drawing = 'application/vnd.openxmlformats-officedocument.drawingml'
const chart = `${drawing}.chart+xml`

/** The drawings of a package; the same in Word and Excel. */
export function drawnParts(folder: string): Record<string, PartKind> {
  const plain = (path: string, contentType: string, needs: readonly string[] = []): PartKind => ({
    path: `${folder}/${path}`,
    contentType,
    needs,
    rules: (context, output) => new OfficeRules(context, output, folder === 'xl'),
  })
  return {
    theme: plain('theme/theme#.xml', 'application/vnd.openxmlformats-officedocument.theme+xml'),
    themeOverride: plain('theme/themeOverride#.xml', 'application/vnd.openxmlformats-officedocument.themeOverride+xml'),
    chart: plain('charts/chart#.xml', chart, ['chartStyle', 'chartColorStyle', 'themeOverride']),
    chartEx: plain('charts/chartEx#.xml', 'application/vnd.ms-office.chartex+xml', ['chartStyle', 'chartColorStyle']),
    chartStyle: plain('charts/style#.xml', 'application/vnd.ms-office.chartstyle+xml'),
    chartColorStyle: plain('charts/colors#.xml', 'application/vnd.ms-office.chartcolorstyle+xml'),
    chartUserShapes: plain('drawings/shapes#.xml', `${drawing}.chartshapes+xml`),
    diagramData: plain('diagrams/data#.xml', `${drawing}.diagramData+xml`),
    diagramLayout: plain('diagrams/layout#.xml', `${drawing}.diagramLayout+xml`),
    diagramQuickStyle: plain('diagrams/quickStyle#.xml', `${drawing}.diagramStyle+xml`),
    diagramColors: plain('diagrams/colors#.xml', `${drawing}.diagramColors+xml`),
    diagramDrawing: plain('diagrams/drawing#.xml', 'application/vnd.ms-office.drawingml.diagramDrawing+xml'),
  }
}
