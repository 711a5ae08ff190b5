import './invitation-page.ts'
import './open-invitation-page.ts'
import './review-page.ts'
import './reviewer-home-page.ts'
