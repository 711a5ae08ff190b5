import type { Page } from 'playwright-core'
import { follow, press, sees, seesHeading, write } from './sees.ts'

export interface Credentials {
  readonly name: string
  readonly email: string
  readonly password: string
}

export async function signIn(page: Page, { email, password }: Pick<Credentials, 'email' | 'password'>): Promise<void> {
  await page.goto('/account/sign-in')
  await write(page, 'E-mail address', email)
  await write(page, 'Password', password)
  await press(page, 'Sign in')
  await page.waitForURL((url) => !url.pathname.startsWith('/account/sign-in'))
}

export async function register(page: Page, { name, email, password }: Credentials, affiliation: string): Promise<void> {
  await page.goto('/account/sign-in')
  await follow(page, 'Register')
  await write(page, 'Your name', name)
  await write(page, 'E-mail address', email)
  await write(page, 'Password', password)
  await write(page, 'Where you work (optional)', affiliation)
  await press(page, 'Register')
  await sees(page, 'We have sent you an e-mail.')
}

export async function confirmByLetter(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await press(page, 'Confirm and sign in')
  await seesHeading(page, 'My papers')
}
