import { IsIn, IsInt, IsISO8601, IsString, Length, Min } from 'class-validator'

export type RoomType = 'single' | 'double' | 'king'

export class ReserveRoomDto {
  @IsIn(['single', 'double', 'king'])
  roomType: RoomType

  @IsISO8601({ strict: true })
  @Length(10, 10)
  from: string

  @IsISO8601({ strict: true })
  @Length(10, 10)
  to: string

  @IsString()
  guestId: string

  @IsInt()
  @Min(1)
  numberOfPeople: number
}
