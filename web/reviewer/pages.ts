import './review-page.ts'
import './reviewer-home-page.ts'
