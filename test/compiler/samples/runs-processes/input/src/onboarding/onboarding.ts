import {
  deadline,
  outgoing,
  Process,
  ProcessManager,
  type Deadline,
  type Events,
  type OutgoingMessages,
  type TimedOut,
} from '@critter/runtime'
import {
  AccountClosed,
  AccountOpened,
  Onboarded,
  OnboardingFailed,
  ProfileFilled,
  Reminded,
  ReminderSent,
  SendReminder,
  type CloseAccount,
  type ImportProfile,
  type OpenAccount,
} from './messages.js'

@Process({
  id: 'accountNumber',
  duplicateStart: 'ignore',
  records: [ProfileFilled, ReminderSent],
  repeats: [ReminderSent],
  endsWith: [Onboarded, OnboardingFailed],
})
export class Onboarding extends ProcessManager {
  reminders = 0
  isFilled = false

  apply(_event: AccountOpened | AccountClosed) {}

  applyFilled(_event: ProfileFilled) {
    this.isFilled = true
  }

  applyReminder(_event: ReminderSent | Reminded) {
    this.reminders++
  }

  static startOnboarding(command: OpenAccount): [
    AccountOpened,
    OutgoingMessages<SendReminder>,
    profile: Deadline<ProfileFilled> | undefined,
  ] {
    return [
      new AccountOpened({ email: command.email }),
      outgoing(command.isQuiet ? undefined : new SendReminder({ email: command.email })),
      command.isQuiet ? undefined : deadline(ProfileFilled, { days: 3 }),
    ]
  }

  static *importProfile(command: ImportProfile, state: Readonly<Onboarding>): Events<ProfileFilled | Reminded> {
    if (state.isFilled) return
    for (const name of command.names) yield new ProfileFilled({ accountNumber: command.accountNumber, name })
  }

  static closeAccount(command: CloseAccount): OnboardingFailed | null {
    return command.isConfirmed ? new OnboardingFailed() : null
  }

  static profileTimedOut(
    _timedOut: TimedOut<ProfileFilled>,
    state: Readonly<Onboarding>,
  ): Reminded | [Reminded, Deadline<ProfileFilled>] | OnboardingFailed {
    if (state.reminders > 3) return new OnboardingFailed()
    return [new Reminded(), deadline(ProfileFilled, { days: 3 })]
  }

  static complete(state: Readonly<Onboarding>): Onboarded | null | undefined {
    return state.isFilled ? new Onboarded() : null
  }

  static notFound(message: CloseAccount | ImportProfile): OutgoingMessages<SendReminder> {
    return outgoing(new SendReminder({ email: `${message.accountNumber}@example.com` }))
  }
}

export class SendReminderHandler {
  static handle(_command: SendReminder): void {}
}
