import { jpegCases, pngCases, tiffCases, webpCases } from './dirty/pictures.ts'
import { prove } from './proof.ts'

prove([...jpegCases, ...pngCases, ...tiffCases, ...webpCases])
