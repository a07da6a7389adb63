import { Data } from '@critter/runtime'

export class OpenAccount extends Data<{ accountNumber: number; email: string; isQuiet: boolean }> {}
export class ImportProfile extends Data<{ accountNumber: number; names: string[] }> {}
export class CloseAccount extends Data<{ accountNumber: number; isConfirmed: boolean }> {}
export class ProfileFilled extends Data<{ accountNumber: number; name: string }> {}
export class ReminderSent extends Data<{ accountNumber: number }> {}
export class SendReminder extends Data<{ email: string }> {}

export class AccountOpened extends Data<{ email: string }> {}
export class AccountClosed extends Data {}
export class Reminded extends Data {}
export class Onboarded extends Data {}
export class OnboardingFailed extends Data {}
